#include "modules/util/text_decoder.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace rondo::modules::util {
namespace {

std::span<const uint8_t> bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

struct Options {
  bool fatal = false;
  bool keep_bom = false;
};

/// The parts of one text; nothing where it is malformed.
std::optional<std::u16string> decode(std::string_view encoding, std::vector<std::string_view> parts,
                                     Options options = {}) {
  auto decoder = TextDecoder::make(encoding, options.fatal, options.keep_bom);
  if (!decoder) return std::nullopt;
  std::u16string text;
  for (size_t i = 0; i < parts.size(); i++) {
    if (!decoder->decode(bytes(parts[i]), i + 1 < parts.size(), text)) return std::nullopt;
  }
  return text;
}

TEST(TextDecoder, joinsWhatPartsCutInUtf8) {
  EXPECT_EQ(decode("utf-8", {"a\xe2", "\x82",
                             "\xac"
                             "b"}),
            u"a€b");
  EXPECT_EQ(decode("utf-8", {"\xf0\x9f", "\x98\x80"}), u"😀");
}

TEST(TextDecoder, replacesWhatIsMalformedInUtf8) {
  EXPECT_EQ(decode("utf-8", {"a\xff"
                             "b"}),
            u"a�b");
  EXPECT_EQ(decode("utf-8", {"a\xe2\x82"}), u"a�");
  // the parts change nothing: an impossible second byte does not wait
  EXPECT_EQ(decode("utf-8", {"\xe0\x80", "x"}), decode("utf-8", {"\xe0\x80x"}));
}

TEST(TextDecoder, refusesWhatIsMalformedWhereFatal) {
  EXPECT_EQ(decode("utf-8", {"\xff"}, {.fatal = true}), std::nullopt);
  EXPECT_EQ(decode("utf-8", {"\xe2", "\x82\xac"}, {.fatal = true}), u"€");
  EXPECT_EQ(decode("utf-16le", {"a"}, {.fatal = true}), std::nullopt);
  EXPECT_EQ(decode("windows-1253", {"\xaa"}, {.fatal = true}), std::nullopt);
  EXPECT_EQ(decode("shift_jis", {"\xff"}, {.fatal = true}), std::nullopt);
}

TEST(TextDecoder, takesOneByteOrderMarkOff) {
  EXPECT_EQ(decode("utf-8", {"\xef",
                             "\xbb\xbf"
                             "a\xef\xbb\xbf"}),
            u"a\ufeff");
  EXPECT_EQ(decode("utf-8",
                   {"\xef\xbb\xbf"
                    "a"},
                   {.keep_bom = true}),
            u"\ufeff"
            u"a");
  EXPECT_EQ(decode("utf-16be", {std::string_view("\xfe\xff\0a", 4)}), u"a");
}

TEST(TextDecoder, readsUtf16InBothOrders) {
  EXPECT_EQ(decode("utf-16le", {std::string_view("a\0\x3d\xd8", 4), std::string_view("\x00\xde", 2)}), u"a😀");
  EXPECT_EQ(decode("utf-16be", {std::string_view("\0a\xd8\x3d\xde\0", 6)}), u"a😀");
  EXPECT_EQ(decode("utf-16le", {std::string_view("\x3d\xd8"
                                                 "a\0",
                                                 4)}),
            u"�a");
}

TEST(TextDecoder, readsLegacyEncodings) {
  EXPECT_EQ(decode("windows-1252", {"\x80\x81"}), u"€\u0081");
  EXPECT_EQ(decode("iso-8859-8-i", {"\xe0"}), u"א");
  EXPECT_EQ(decode("koi8-r", {"\xc1"}), u"а");
  EXPECT_EQ(decode("x-user-defined", {"a\xff"}), u"a\uf7ff");
  EXPECT_EQ(decode("gbk", {"\xc4", "\xe3"}), u"你");
  EXPECT_EQ(decode("big5", {"\xa7\x41"}), u"你");
  EXPECT_EQ(decode("euc-jp", {"\xa4\xa2"}), u"あ");
  EXPECT_EQ(decode("shift_jis", {"\x82\xa0\\"}), u"あ\\");
  EXPECT_EQ(decode("iso-2022-jp", {"\x1b$B$\"\x1b(B"}), u"あ");
  EXPECT_EQ(decode("euc-kr", {"\xb0\xa1"}), u"가");
}

TEST(TextDecoder, knowsNoOthers) { EXPECT_EQ(TextDecoder::make("utf-7", false, false), nullptr); }

}  // namespace
}  // namespace rondo::modules::util
