#include "modules/util/parse_env.h"

#include <gtest/gtest.h>

namespace rondo::modules::util {
namespace {

using Variables = std::vector<std::pair<std::string, std::string>>;

TEST(ParseEnv, takesNamesAndTrimmedValues) {
  EXPECT_EQ(parse_env("A=1\n  B \t=  two words \nC="), (Variables{{"A", "1"}, {"B", "two words"}, {"C", ""}}));
}

TEST(ParseEnv, leavesOutCommentsAndLinesWithoutEquals) {
  EXPECT_EQ(parse_env("# A=1\nnothing\nB=2 # two\nC=#\r\nD=4\r\n"), (Variables{{"B", "2"}, {"C", ""}, {"D", "4"}}));
}

TEST(ParseEnv, keepsWhatIsQuoted) {
  EXPECT_EQ(parse_env("A=' x # y ' # z\nB=`\"q\"`\nC=\"a\\nb\"\nD='a\\nb'"),
            (Variables{{"A", " x # y "}, {"B", "\"q\""}, {"C", "a\nb"}, {"D", "a\\nb"}}));
}

TEST(ParseEnv, quotedValuesGoOverLines) {
  EXPECT_EQ(parse_env("A=\"x\ny\"\nB=1"), (Variables{{"A", "x\ny"}, {"B", "1"}}));
}

TEST(ParseEnv, aQuoteWithoutEndIsACharacter) {
  EXPECT_EQ(parse_env("A=\"\nB=1"), (Variables{{"A", "\""}, {"B", "1"}}));
}

TEST(ParseEnv, ignoresExport) {
  EXPECT_EQ(parse_env("export A = 1\nexportB=2"), (Variables{{"A", "1"}, {"exportB", "2"}}));
}

TEST(ParseEnv, equalsSignsBelongToTheValue) { EXPECT_EQ(parse_env("A=b=c\n=x"), (Variables{{"A", "b=c"}})); }

}  // namespace
}  // namespace rondo::modules::util
