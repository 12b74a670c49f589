#include "modules/url/normal_form.h"

#include <gtest/gtest.h>

#include <random>

#include "modules/url/record.h"

namespace rondo::modules::url {
namespace {

/// What is recognised, the parser leaves as it is and lays out alike.
void expect_agreement(std::string_view text) {
  std::optional<Layout> recognised = normal_form(text);
  if (!recognised) return;
  std::optional<Record> record = parse(text, std::nullopt);
  ASSERT_TRUE(record) << text;
  EXPECT_EQ(record->get_href(), text);
  EXPECT_EQ(*recognised, layout(*record)) << text;
}

TEST(NormalForm, RecognisesWhatIsCommon) {
  for (std::string_view text :
       {"http://a/", "https://user:pw@a/", "http://user@a:1/", "https://www.example.com/a/b.html?x=1&y=%20#z",
        "http://127.0.0.1:8080/", "ws://a_b-c.d:1/", "file:///usr/lib/x.js", "http://localhost:3000/api/.well-known/x",
        "wss://a/?", "http://a/#", "http://a/b?c?d#e?f"}) {
    EXPECT_TRUE(normal_form(text)) << text;
    expect_agreement(text);
  }
}

TEST(NormalForm, LeavesTheRestToTheParser) {
  for (std::string_view text : {"",
                                "http://",
                                "http://a",
                                "HTTP://a/",
                                "http://A/",
                                "http://a:80/",
                                "http://a:08/",
                                "http://a:/",
                                "http://a/./",
                                "http://a/..",
                                "http://a/%2e/",
                                "http://1.2/",
                                "http://a.1/",
                                "http://0x1/",
                                "http://a.b./",
                                "http://xn--a/",
                                "http://@a/",
                                "http://u:@a/",
                                "http://:p@a/",
                                "http://u:p:q@a/",
                                "http://a/ ",
                                "http://a/?'",
                                "http://a/\\",
                                "file://a/",
                                "file:///C:/",
                                "file:///c|/",
                                "data:x",
                                "http://[::1]/",
                                "http://a/\xC3\xA9",
                                "http://a/#`"})
    EXPECT_FALSE(normal_form(text)) << text;
}

TEST(NormalForm, AgreesWithTheParserOnRandomText) {
  const std::string_view atoms[] = {
      "http://", "https://", "ws://", "file://", "file:///", "a", "b.c", "1",     "127.0.0.1", "0x",  "xn--", ".",
      "..",      "/",        "/",     "?",       "#",        ":", ":80", ":8080", "@",         "%2e", "%2E.", "%",
      "-",       "_",        "~",     "|",       "^",        "`", "'",   "{",     "C:",        "c|",  "\\",   " ",
      "\t",      "[::1]",    "=&",    "!$",      "\xC3\xA9", "A", "\"",  "<",     ";",         "..a", "0",    "*"};
  std::mt19937 random(1);  // the same texts in every run
  for (int i = 0; i < 200000; i++) {
    std::string text(atoms[random() % 5]);
    for (uint32_t n = random() % 8; n > 0; n--) text += atoms[random() % std::size(atoms)];
    expect_agreement(text);
  }
}

TEST(NormalForm, JoinAgreesWithTheParser) {
  const std::string_view atoms[] = {"/", "a",   "..", "../", "./", ".", "?q", "#f",  "b.c",
                                    ":", "%2e", "//", "@",   "\\", " ", "C|", "/c|", "/d/"};
  std::mt19937 random(2);
  for (std::string_view base : {"http://u:p@h:1/a/b/c?x/y#z/", "file:///a/b", "https://h/", "ws://h/?a/b"})
    for (int i = 0; i < 20000; i++) {
      std::string reference;
      for (uint32_t n = random() % 7; n > 0; n--) reference += atoms[random() % std::size(atoms)];
      std::optional<std::string> joined = join(base, *normal_form(base), reference);
      if (!joined || !normal_form(*joined)) continue;
      std::optional<Record> record = parse(reference, base);
      ASSERT_TRUE(record) << base << ' ' << reference;
      EXPECT_EQ(record->get_href(), *joined) << base << ' ' << reference;
    }
}

}  // namespace
}  // namespace rondo::modules::url
