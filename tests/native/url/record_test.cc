#include "modules/url/record.h"

#include <gtest/gtest.h>

#include <array>

namespace rondo::modules::url {
namespace {

TEST(Record, Parses) {
  auto record = parse("HTTP://u:p@EX.org:80/a/../b?q#h", std::nullopt);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->get_href(), "http://u:p@ex.org/b?q#h");
  EXPECT_EQ(parse("../c", "http://ex.org/a/b")->get_href(), "http://ex.org/c");
  EXPECT_EQ(parse("", std::nullopt), std::nullopt);
  EXPECT_EQ(parse("a", "nonsense"), std::nullopt);
}

TEST(Record, CanParseAgreesWithParse) {
  for (std::string_view input : {"http://a", "a", "//a", "http://[", "data:,x", "", "http://a:99999"})
    for (std::optional<std::string_view> base : {std::optional<std::string_view>(), std::optional<std::string_view>("http://b/c"), std::optional<std::string_view>("x")})
      EXPECT_EQ(can_parse(input, base), parse(input, base).has_value()) << input;
}

TEST(Record, LayoutPointsIntoTheSerialisation) {
  std::array<int32_t, kLayoutSize> at{};
  auto record = parse("https://user:pass@example.com:1234/foo/bar?baz#quux", std::nullopt);
  layout(*record, at);
  EXPECT_EQ(at, (std::array<int32_t, kLayoutSize>{6, 12, 17, 29, 1234, 34, 42, 46, 2}));
  layout(*parse("data:x", std::nullopt), at);
  EXPECT_EQ(at[4], kAbsent);
  EXPECT_EQ(at[6], kAbsent);
  EXPECT_EQ(at[7], kAbsent);
}

TEST(Record, SetLeavesWhatDoesNotFit) {
  auto record = parse("http://a.b/c", std::nullopt);
  set(*record, Part::port, "x");
  set(*record, Part::hostname, "[");
  set(*record, Part::protocol, "data");
  EXPECT_EQ(record->get_href(), "http://a.b/c");
  set(*record, Part::username, "u");
  set(*record, Part::password, "p@");
  set(*record, Part::host, "x.y:8080");
  set(*record, Part::pathname, "d e");
  set(*record, Part::search, "q");
  set(*record, Part::hash, "#h");
  EXPECT_EQ(record->get_href(), "http://u:p%40@x.y:8080/d%20e?q#h");
}

TEST(Record, Domains) {
  EXPECT_EQ(domain_to_ascii("espa\xC3\xB1ol.com"), "xn--espaol-zwa.com");
  EXPECT_EQ(domain_to_ascii("xn--i\xC3\xB1valid.com"), "");
  EXPECT_EQ(domain_to_ascii(""), "");
  EXPECT_EQ(domain_to_unicode("xn--espaol-zwa.com"), "espa\xC3\xB1ol.com");
}

TEST(Record, Format) {
  auto record = parse("http://u:p@xn--espaol-zwa.com:81/xn--espaol-zwa.com?q#h", std::nullopt);
  EXPECT_EQ(format(*record, {true, true, true, true}), "http://u:p@espa\xC3\xB1ol.com:81/xn--espaol-zwa.com?q#h");
  EXPECT_EQ(format(*record, {false, false, false, false}), "http://xn--espaol-zwa.com:81/xn--espaol-zwa.com");
  EXPECT_EQ(format(*parse("tel:1", std::nullopt), {true, true, true, true}), "tel:1");
}

}  // namespace
}  // namespace rondo::modules::url
