#include "modules/util/text_decoder.h"

#include <simdutf.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "modules/util/single_byte.h"

namespace rondo::modules::util {
namespace {

constexpr char16_t kReplacement = 0xfffd;
constexpr char16_t kByteOrderMark = 0xfeff;

/// Bytes at the end of `bytes` that begin a UTF-8 sequence and do not end it.
size_t cut_off_utf8(std::span<const uint8_t> bytes) {
  size_t look = std::min<size_t>(3, bytes.size());
  for (size_t back = 1; back <= look; back++) {
    uint8_t lead = bytes[bytes.size() - back];
    if ((lead & 0xc0) == 0x80) continue;
    size_t need = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
    if (lead > 0xf4 || need <= back) return 0;
    if (back == 1) return back;
    // the second byte of some sequences has a narrower range
    uint8_t second = bytes[bytes.size() - back + 1];
    bool narrow = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
                  (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f);
    return narrow ? 0 : back;
  }
  return 0;
}

class Utf8Decoder final : public TextDecoder {
 public:
  Utf8Decoder(bool fatal, bool keep_bom) : TextDecoder(keep_bom), fatal_(fatal) {}

 protected:
  bool append(std::span<const uint8_t> bytes, bool more, std::u16string& out) override {
    std::vector<uint8_t> joined;
    if (!held_.empty()) {
      joined.swap(held_);
      joined.insert(joined.end(), bytes.begin(), bytes.end());
      bytes = joined;
    }
    if (more) {
      size_t cut = cut_off_utf8(bytes);
      held_.assign(bytes.end() - static_cast<std::ptrdiff_t>(cut), bytes.end());
      bytes = bytes.first(bytes.size() - cut);
    }
    if (fatal_ && !simdutf::validate_utf8(reinterpret_cast<const char*>(bytes.data()), bytes.size())) return false;
    size_t before = out.size();
    out.resize(before + bytes.size());
    out.resize(before + decode_utf8(bytes, out.data() + before));
    return true;
  }

 private:
  bool fatal_;
  std::vector<uint8_t> held_;
};

class Utf16Decoder final : public TextDecoder {
 public:
  Utf16Decoder(bool big_endian, bool fatal, bool keep_bom)
      : TextDecoder(keep_bom), big_endian_(big_endian), fatal_(fatal) {}

 protected:
  bool append(std::span<const uint8_t> bytes, bool more, std::u16string& out) override {
    out.reserve(out.size() + bytes.size() / 2 + 2);
    for (uint8_t byte : bytes) {
      if (first_ < 0) {
        first_ = byte;
        continue;
      }
      auto unit = static_cast<char16_t>(big_endian_ ? first_ << 8 | byte : byte << 8 | first_);
      first_ = -1;
      if (!put(unit, out)) return false;
    }
    if (more) return true;
    bool cut = first_ >= 0 || lead_ != 0;
    first_ = -1;
    lead_ = 0;
    if (cut && fatal_) return false;
    if (cut) out.push_back(kReplacement);
    return true;
  }

 private:
  bool put(char16_t unit, std::u16string& out) {
    if (lead_ != 0) {
      char16_t lead = std::exchange(lead_, u'\0');
      if ((unit & 0xfc00) == 0xdc00) {
        out.push_back(lead);
        out.push_back(unit);
        return true;
      }
      if (fatal_) return false;
      out.push_back(kReplacement);
    }
    if ((unit & 0xfc00) == 0xd800) {
      lead_ = unit;
      return true;
    }
    if ((unit & 0xfc00) == 0xdc00) {
      if (fatal_) return false;
      unit = kReplacement;
    }
    out.push_back(unit);
    return true;
  }

  bool big_endian_;
  bool fatal_;
  int first_ = -1;     // of the two bytes of a unit
  char16_t lead_ = 0;  // of a surrogate pair
};

class SingleByteDecoder final : public TextDecoder {
 public:
  SingleByteDecoder(std::u16string_view characters, bool fatal)
      : TextDecoder(true), characters_(characters), fatal_(fatal) {}

 protected:
  bool append(std::span<const uint8_t> bytes, bool, std::u16string& out) override {
    size_t at = out.size();
    out.resize(at + bytes.size());
    for (uint8_t byte : bytes) {
      char16_t unit = byte < 0x80 ? byte : characters_[byte - 0x80];
      if (unit == kReplacement && fatal_) return false;
      out[at++] = unit;
    }
    return true;
  }

 private:
  std::u16string_view characters_;
  bool fatal_;
};

/// x-user-defined: the upper half is a private area.
std::u16string_view user_defined_characters() {
  static constexpr auto table = [] {
    std::array<char16_t, 128> characters{};
    for (size_t i = 0; i < characters.size(); i++) characters[i] = static_cast<char16_t>(0xf780 + i);
    return characters;
  }();
  return {table.data(), table.size()};
}

/// ICU's converter that is nearest to the standard's encoding, and where the two differ.
struct IcuEncoding {
  std::string_view name;
  const char* converter;
  bool byte_80_is_character = false;   ///< U+0080
  std::u16string_view malformed = {};  ///< what ICU makes of bytes that are no character
};

constexpr IcuEncoding kIcuEncodings[] = {
    {"gbk", "gb18030"},
    {"gb18030", "gb18030"},
    {"big5", "ibm-1375_P100-2008"},
    {"euc-jp", "euc-jp-2007", false, u"\u0080"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"shift_jis", "ibm-943_P15A-2003", true},
    {"euc-kr", "windows-949-2000", false, u"\u0080\uf8f7"},
};

/// Encodings of several bytes a character, by ICU.
class IcuDecoder final : public TextDecoder {
 public:
  IcuDecoder(UConverter* converter, const IcuEncoding& encoding, bool fatal)
      : TextDecoder(true), converter_(converter), encoding_(encoding), fatal_(fatal) {
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter, on_malformed, this, nullptr, nullptr, &status);
  }
  ~IcuDecoder() override { ucnv_close(converter_); }

 protected:
  bool append(std::span<const uint8_t> bytes, bool more, std::u16string& out) override {
    const size_t before = out.size();
    const char* source = reinterpret_cast<const char*>(bytes.data());
    const char* end = source + bytes.size();
    while (true) {
      std::array<UChar, 4096> part;
      UChar* to = part.data();
      UErrorCode status = U_ZERO_ERROR;
      ucnv_toUnicode(converter_, &to, part.data() + part.size(), &source, end, nullptr, !more, &status);
      out.append(part.data(), to);
      if (status == U_BUFFER_OVERFLOW_ERROR) continue;
      if (!more) ucnv_resetToUnicode(converter_);
      return U_SUCCESS(status) && replace_malformed(out, before);
    }
  }

 private:
  static constexpr UChar replacement = 0xfffd;

  /// Called by ICU. Its own callback gives U+001A for single bytes in some encodings.
  static void on_malformed(const void* context, UConverterToUnicodeArgs* arguments, const char* bytes, int32_t length,
                           UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;
    auto* self = static_cast<const IcuDecoder*>(context);
    const bool taken = self->encoding_.byte_80_is_character && length == 1 && bytes[0] == '\x80';
    if (!taken && self->fatal_) return;  // with the error that `status` has
    *status = U_ZERO_ERROR;
    const UChar character = taken ? 0x80 : replacement;
    ucnv_cbToUWriteUChars(arguments, &character, 1, 0, status);
  }

  bool replace_malformed(std::u16string& out, size_t from) const {
    for (size_t at = from; (at = out.find_first_of(encoding_.malformed, at)) != out.npos; at++) {
      if (fatal_) return false;
      out[at] = replacement;
    }
    return true;
  }

  UConverter* converter_;
  const IcuEncoding& encoding_;
  bool fatal_;
};

}  // namespace

std::unique_ptr<TextDecoder> TextDecoder::make(std::string_view encoding, bool fatal, bool keep_bom) {
  if (encoding == "utf-8") return std::make_unique<Utf8Decoder>(fatal, keep_bom);
  if (encoding == "utf-16le" || encoding == "utf-16be")
    return std::make_unique<Utf16Decoder>(encoding == "utf-16be", fatal, keep_bom);
  if (encoding == "x-user-defined") return std::make_unique<SingleByteDecoder>(user_defined_characters(), fatal);
  std::u16string_view characters = single_byte_characters(encoding);
  if (!characters.empty()) return std::make_unique<SingleByteDecoder>(characters, fatal);
  const auto* found = std::ranges::find(kIcuEncodings, encoding, &IcuEncoding::name);
  if (found == std::end(kIcuEncodings)) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(found->converter, &status);
  if (U_FAILURE(status)) return nullptr;
  return std::make_unique<IcuDecoder>(converter, *found, fatal);
}

bool TextDecoder::decode(std::span<const uint8_t> bytes, bool more, std::u16string& out) {
  size_t before = out.size();
  if (!append(bytes, more, out)) return false;
  if (at_start_ && out.size() > before) {
    if (out[before] == kByteOrderMark) out.erase(before, 1);
    at_start_ = false;
  }
  return true;
}

}  // namespace rondo::modules::util
