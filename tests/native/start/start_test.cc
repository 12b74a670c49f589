#include <gtest/gtest.h>

#include "engine/snapshot.h"
#include "start/builtins.h"
#include "start/options.h"

namespace rondo {
namespace {

TEST(Options, stop_at_the_program) {
  auto o = parse_options({"--no-warnings", "-r", "./a.js", "--conditions=x", "app.js", "-r", "b"}, "");
  ASSERT_TRUE(o);
  EXPECT_FALSE(o->flag("warnings"));
  EXPECT_EQ(o->args, (std::vector<std::string>{"app.js", "-r", "b"}));
  EXPECT_EQ(o->exec_argv, (std::vector<std::string>{"--no-warnings", "-r", "./a.js", "--conditions=x"}));
  EXPECT_TRUE(o->has_program);
}

TEST(Options, take_the_environment_first) {
  auto o = parse_options({"-C", "b"}, R"(-C a --title="two words")");
  ASSERT_TRUE(o);
  EXPECT_EQ(std::get<std::vector<std::string>>(o->values.at("conditions")), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(o->text("title"), "two words");
}

TEST(Options, say_what_is_wrong) {
  EXPECT_EQ(parse_options({"-r"}, "").error().message, "-r requires an argument");
  EXPECT_EQ(parse_options({}, "-e x").error().message, "-e is not allowed in NODE_OPTIONS");
  EXPECT_EQ(parse_options({}, "\"open").error().message, "invalid value for NODE_OPTIONS (unterminated string)");
}

TEST(Options, leave_what_they_do_not_know_to_v8) {
  auto o = parse_options({"--stack-size=500", "a.js"}, "");
  ASSERT_TRUE(o);
  EXPECT_EQ(o->v8_flags, (std::vector<std::string>{"--stack-size=500"}));
}

TEST(Builtins, ids_are_paths) {
  EXPECT_EQ(resolve_builtin("./b.js", "internal/a"), "internal/b");
  EXPECT_EQ(resolve_builtin("../fs.js", "internal/a"), "fs");
  EXPECT_EQ(resolve_builtin("../../stream/web.js", "internal/x/a"), "stream/web");
  EXPECT_EQ(resolve_builtin("./internal/errors.js", "fs"), "internal/errors");
}

TEST(Library, is_read_as_it_was_written) {
  Library in{{{"a", "source a", 3}, {"b/c", "", -1}}, "blob"};
  std::string block = write_library(in);
  Library out = read_library(block);
  ASSERT_EQ(out.entries.size(), 2u);
  EXPECT_EQ(out.entries[0].source, "source a");
  EXPECT_EQ(out.entries[0].snapshot_index, 3);
  EXPECT_EQ(out.entries[1].id, "b/c");
  EXPECT_EQ(out.snapshot, "blob");
}

TEST(Library, a_damaged_block_is_none) {
  std::string block = write_library({{{"a", "source", 0}}, "blob"});
  for (size_t n = 0; n < block.size(); n += 7)
    EXPECT_TRUE(read_library(std::string_view(block).substr(0, n)).entries.size() <= 1);
  block[40] = '\xff';
  EXPECT_TRUE(read_library(block).entries.empty() || read_library(block).entries.size() == 1);
  EXPECT_TRUE(read_library("").entries.empty());
}

}  // namespace
}  // namespace rondo
