#include "base/encoding.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rondo {
namespace {

Text narrow(std::string_view s) { return {s.data(), s.size(), true}; }
Text wide(std::u16string_view s) { return {s.data(), s.size(), false}; }

std::string bytes_of(const Text& text, Encoding encoding, size_t room = 1000) {
  std::vector<uint8_t> out(room);
  size_t count = encode(text, encoding, out);
  EXPECT_LE(count, room);
  return {out.begin(), out.begin() + static_cast<ptrdiff_t>(count)};
}

std::span<const uint8_t> span_of(std::string_view s) { return {reinterpret_cast<const uint8_t*>(s.data()), s.size()}; }

std::string printed(std::string_view s, Encoding encoding) {
  std::string out(printed_length(s.size(), encoding), '\0');
  print(span_of(s), encoding, out.data());
  return out;
}

std::u16string decoded(std::string_view s) {
  std::u16string out(s.size(), u'\0');
  out.resize(decode_utf8(span_of(s), out.data()));
  return out;
}

TEST(Encoding, Utf8OfLatin1AndUtf16) {
  EXPECT_EQ(bytes_of(narrow("h\xe9"), Encoding::utf8), "h\xc3\xa9");
  EXPECT_EQ(bytes_of(wide(u"€😀"), Encoding::utf8), "€😀");
  EXPECT_EQ(encoded_length(narrow("h\xe9"), Encoding::utf8), 3u);
  EXPECT_EQ(encoded_length(wide(u"€😀"), Encoding::utf8), 7u);
}

TEST(Encoding, LoneSurrogatesBecomeReplacementCharacters) {
  for (const char16_t* text : {u"a\xd800", u"\xdc00z", u"\xd800\xd800\xdc00"}) {
    std::string full = bytes_of(wide(text), Encoding::utf8);
    EXPECT_EQ(full.size(), encoded_length(wide(text), Encoding::utf8));
    EXPECT_NE(full.find("\xef\xbf\xbd"), std::string::npos);
    EXPECT_EQ(bytes_of(wide(text), Encoding::utf8, full.size()), full);  // the slow way says the same
  }
}

TEST(Encoding, HexStopsAtTheFirstPairThatIsNone) {
  std::string all;
  std::string expected;
  for (int byte = 0; byte < 256; byte++) {
    all += "0123456789abcdef"[byte >> 4];
    all += "0123456789ABCDEF"[byte & 15];
    expected += static_cast<char>(byte);
  }
  std::u16string wide_all(all.begin(), all.end());
  EXPECT_EQ(bytes_of(narrow(all), Encoding::hex), expected);
  EXPECT_EQ(bytes_of(wide(wide_all), Encoding::hex), expected);
  EXPECT_EQ(bytes_of(narrow(all), Encoding::hex, 77), expected.substr(0, 77));
  for (char bad : {'g', '/', ':', '@', '`', 'G', '\0', '\x10', '\xb0', '\xc1'}) {
    for (size_t at = 0; at < all.size(); at += 37) {
      std::string text = all;
      text[at] = bad;
      std::vector<uint8_t> out(256, 0xaa);
      ASSERT_EQ(encode(narrow(text), Encoding::hex, out), at / 2);
      for (size_t i = 0; i < out.size(); i++)
        ASSERT_EQ(out[i], i < at / 2 ? static_cast<uint8_t>(expected[i]) : 0xaa);  // nothing written beyond
    }
  }
  for (char16_t bad : {u'\u0130', u'\u3041', u'\uff11'}) {
    std::u16string text = wide_all;
    text[100] = bad;
    EXPECT_EQ(bytes_of(wide(text), Encoding::hex).size(), 50u);
  }
}

TEST(Encoding, WritesWholeCharactersOnly) {
  EXPECT_EQ(bytes_of(wide(u"a€"), Encoding::utf8, 3), "a");
  EXPECT_EQ(bytes_of(wide(u"😀"), Encoding::utf8, 3), "");
  EXPECT_EQ(bytes_of(narrow("\xe9\xe9"), Encoding::utf8, 3), "\xc3\xa9");
  EXPECT_EQ(bytes_of(wide(u"ab"), Encoding::utf16le, 3), std::string("a\0", 2));
  EXPECT_EQ(bytes_of(narrow("ab"), Encoding::utf16le, 3), std::string("a\0", 2));
  EXPECT_EQ(bytes_of(narrow("abc"), Encoding::latin1, 2), "ab");
  EXPECT_EQ(bytes_of(narrow("abc"), Encoding::latin1, 0), "");
}

TEST(Encoding, Latin1KeepsTheLowByte) { EXPECT_EQ(bytes_of(wide(u"\u20ac"), Encoding::latin1), "\xac"); }

TEST(Encoding, HexStopsAtTheFirstBadPair) {
  EXPECT_EQ(bytes_of(narrow("616G62"), Encoding::hex), "a");
  EXPECT_EQ(bytes_of(narrow("61626"), Encoding::hex), "ab");
  EXPECT_EQ(bytes_of(wide(u"61\u0136\u0136"), Encoding::hex), "a");
  EXPECT_EQ(printed(std::string("\0\xff\x9a", 3), Encoding::hex), "00ff9a");
}

TEST(Encoding, Base64IsReadLeniently) {
  struct {
    const char* text;
    const char* bytes;
  } cases[] = {{"YWJj", "abc"},
               {"YWI=", "ab"},
               {"YWI", "ab"},
               {"YQ==", "a"},
               {"YQ", "a"},
               {"Y", ""},
               {"", ""},
               {"=YWJj", ""},
               {"YWJj=YWJj", "abc"},
               {"Y W\nJ j", "abc"},
               {"Y*W*J*j", "abc"},
               {"-_-_", "\xfb\xff\xbf"},
               {"+/-_", "\xfb\xff\xbf"},
               {"YWJjZ", "abc"},
               {"YQ=", "a"},
               {"*", ""}};
  for (auto& c : cases) {
    EXPECT_EQ(bytes_of(narrow(c.text), Encoding::base64), c.bytes) << c.text;
    std::u16string w(c.text, c.text + std::char_traits<char>::length(c.text));
    EXPECT_EQ(bytes_of(wide(w), Encoding::base64), c.bytes) << c.text;
  }
  EXPECT_EQ(bytes_of(narrow("YWJjYWJj"), Encoding::base64, 4), "abca");
}

TEST(Encoding, Base64IsPrintedWithAndWithoutPadding) {
  EXPECT_EQ(printed("\xfb\xff", Encoding::base64), "+/8=");
  EXPECT_EQ(printed("\xfb\xff", Encoding::base64url), "-_8");
  EXPECT_EQ(printed("", Encoding::base64), "");
  EXPECT_EQ(printed("a", Encoding::base64url), "YQ");
}

TEST(Encoding, IllFormedUtf8IsReplacedByMaximalParts) {
  struct {
    const char* bytes;
    const char16_t* text;
  } cases[] = {{"abc", u"abc"},
               {"\xff", u"\ufffd"},
               {"\xe2\x82", u"\ufffd"},
               {"\xe2\x82"
                "a",
                u"\ufffd"
                u"a"},
               {"\xed\xa0\x80", u"\ufffd\ufffd\ufffd"},
               {"\xf0\x9f\x98", u"\ufffd"},
               {"\xf0\x8f\x92", u"\ufffd\ufffd\ufffd"},
               {"\xc0\x80", u"\ufffd\ufffd"},
               {"\xf4\x90\x80\x80", u"\ufffd\ufffd\ufffd\ufffd"},
               {"\xf0\x9f\x98\x80\xff\xe2\x82\xac", u"😀\ufffd€"}};
  for (auto& c : cases) EXPECT_EQ(decoded(c.bytes), c.text);
  std::string crowd(1000, '\xff');
  EXPECT_EQ(decoded(crowd), std::u16string(1000, u'\ufffd'));
}

}  // namespace
}  // namespace rondo
