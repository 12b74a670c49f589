#include "modules/url/record.h"

#include <gtest/gtest.h>

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

TEST(Record, TextAgreesWithRecords) {
  for (std::string_view input :
       {"http://a/b", "http://a", "/b?c#d", "/b/../c", "//x/y", "/\\x", "c", "", "?q", "file:///a", "http://a/ b"})
    for (std::optional<std::string_view> base :
         {std::optional<std::string_view>(), std::optional<std::string_view>("http://h:1/x?y"),
          std::optional<std::string_view>("file:///c:/d"), std::optional<std::string_view>("http://H"),
          std::optional<std::string_view>("bad")}) {
      std::optional<Record> record = parse(input, base);
      std::optional<Parsed> text = parse_text(input, base);
      ASSERT_EQ(record.has_value(), text.has_value()) << input;
      if (!record) continue;
      EXPECT_EQ(text->same ? input : text->href, record->get_href());
      EXPECT_EQ(text->layout, layout(*record)) << input;
    }
}

// The first time the parser checks the host, then it is known: both give the same.
TEST(Record, HostsInPunycodeAgreeEachTime) {
  const std::string_view hosts[] = {
      "xn--bcher-kva.example", "a.xn--p1ai",   "xn--",      "xn--a",      "xn--bcher-kva.1",
      "XN--bcher-kva.x",       "xn--zn7c.com", "xn--p1ai.", "u:xn--p1ai", "xn--p1ai@x"};
  const std::string_view ends[] = {"",        "/",    "/a",    "/a/../%7e", ":80/",  ":8080",
                                   ":99999/", "?q#f", "\\x@y", "@z/",       ":p@z/", "/\t b"};
  for (std::string_view scheme : {"http://", "https://", "ws://", "file://", "HTTP://", "x://"})
    for (std::string_view host : hosts)
      for (std::string_view end : ends)
        for (int again = 0; again < 2; again++) {
          const std::string input = std::string(scheme).append(host).append(end);
          std::optional<Record> record = parse(input, std::nullopt);
          std::optional<Parsed> text = parse_text(input, std::nullopt);
          ASSERT_EQ(record.has_value(), text.has_value()) << input;
          if (!record) continue;
          EXPECT_EQ(text->same ? input : text->href, record->get_href()) << input;
          EXPECT_EQ(text->layout, layout(*record)) << input;
        }
}

TEST(Record, CanParseAgreesWithParse) {
  for (std::string_view input : {"http://a", "a", "//a", "http://[", "data:,x", "", "http://a:99999"})
    for (std::optional<std::string_view> base :
         {std::optional<std::string_view>(), std::optional<std::string_view>("http://b/c"),
          std::optional<std::string_view>("x")})
      EXPECT_EQ(can_parse(input, base), parse(input, base).has_value()) << input;
}

TEST(Record, LayoutPointsIntoTheSerialisation) {
  EXPECT_EQ(layout(*parse("https://user:pass@example.com:1234/foo/bar?baz#quux", std::nullopt)),
            (Layout{6, 12, 17, 29, 1234, 34, 42, 46, ada::scheme::HTTPS}));
  Layout data = layout(*parse("data:x", std::nullopt));
  EXPECT_EQ(data[4], kAbsent);
  EXPECT_EQ(data[6], kAbsent);
  EXPECT_EQ(data[7], kAbsent);
}

std::string after(std::string_view href, Part part, std::string_view value) {
  std::optional<Record> record = parse(href, std::nullopt);
  set(*record, part, value);
  return std::string(record->get_href());
}

TEST(Record, Set) {
  const std::string_view href = "http://a.b/c";
  EXPECT_EQ(after(href, Part::protocol, "https"), "https://a.b/c");
  EXPECT_EQ(after(href, Part::username, "u"), "http://u@a.b/c");
  EXPECT_EQ(after(href, Part::password, "p@"), "http://:p%40@a.b/c");
  EXPECT_EQ(after(href, Part::host, "x.y:8080"), "http://x.y:8080/c");
  EXPECT_EQ(after(href, Part::hostname, "X.Y"), "http://x.y/c");
  EXPECT_EQ(after(href, Part::port, "81"), "http://a.b:81/c");
  EXPECT_EQ(after(href, Part::pathname, "d e"), "http://a.b/d%20e");
  EXPECT_EQ(after(href, Part::search, "q"), "http://a.b/c?q");
  EXPECT_EQ(after(href, Part::hash, "#h"), "http://a.b/c#h");
}

TEST(Record, SetTextAgreesWithSet) {
  for (std::string_view href : {"http://a/b?c#d", "http://a/", "file:///c", "data:x", "http://u:p@a:1/b#c"})
    for (Part part : {Part::pathname, Part::search, Part::hash, Part::port, Part::host})
      for (std::string_view value :
           {"", "/x", "x", "?", "?x", "#", "#x", "a?b", "a#b", "/../x", " ", "'", "\"", "1", "/a/.", "//x"}) {
        std::optional<Parsed> text = set_text(href, part, value);
        ASSERT_TRUE(text);
        EXPECT_EQ(text->href, after(href, part, value)) << href << ' ' << static_cast<int>(part) << ' ' << value;
        EXPECT_EQ(text->layout, layout(*parse(text->href, std::nullopt)));
      }
  EXPECT_FALSE(set_text("nonsense", Part::hash, "x"));
}

TEST(Record, SetLeavesWhatDoesNotFit) {
  const std::string_view href = "http://a.b/c";
  EXPECT_EQ(after(href, Part::protocol, "data"), href);
  EXPECT_EQ(after(href, Part::hostname, "["), href);
  EXPECT_EQ(after(href, Part::port, "x"), href);
  EXPECT_EQ(after("mailto:a", Part::username, "u"), "mailto:a");
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
