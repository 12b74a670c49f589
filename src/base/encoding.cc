#include "base/encoding.h"

#include <simdutf.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace rondo {
namespace {

constexpr uint8_t kNone = 0xff;

constexpr std::array<uint8_t, 256> hex_values() {
  std::array<uint8_t, 256> table{};
  table.fill(kNone);
  for (int i = 0; i < 10; i++) table['0' + i] = static_cast<uint8_t>(i);
  for (int i = 0; i < 6; i++) table['a' + i] = table['A' + i] = static_cast<uint8_t>(10 + i);
  return table;
}

constexpr std::array<uint8_t, 256> base64_values() {
  std::array<uint8_t, 256> table{};
  table.fill(kNone);
  for (int i = 0; i < 26; i++) {
    table['A' + i] = static_cast<uint8_t>(i);
    table['a' + i] = static_cast<uint8_t>(26 + i);
  }
  for (int i = 0; i < 10; i++) table['0' + i] = static_cast<uint8_t>(52 + i);
  table['+'] = table['-'] = 62;
  table['/'] = table['_'] = 63;
  return table;
}

constexpr auto kHex = hex_values();
constexpr auto kBase64 = base64_values();

template <class Char>
uint8_t look_up(const std::array<uint8_t, 256>& table, Char c) {
  auto unit = static_cast<std::make_unsigned_t<Char>>(c);
  return unit < 256 ? table[unit] : kNone;
}

/// Bytes that read_hex_block makes at once.
constexpr size_t kHexBlock = 32;

/// Reads kHexBlock pairs into `out`; false, with `out` as it was, where one of them is none. Without branches, so that the compiler
/// works on many characters at a time.
template <class Char>
bool read_hex_block(const Char* text, uint8_t* out) {
  uint8_t values[2 * kHexBlock];
  bool good = true;
  for (size_t i = 0; i < 2 * kHexBlock; i++) {
    auto unit = static_cast<std::make_unsigned_t<Char>>(text[i]);
    auto digit = static_cast<uint8_t>(unit - '0');
    auto letter = static_cast<uint8_t>((unit | 0x20) - 'a');
    bool is_digit = digit < 10;
    good &= (is_digit | (letter < 6)) & (unit < 0x80);
    values[i] = is_digit ? digit : static_cast<uint8_t>(letter + 10);
  }
  if (!good) return false;
  for (size_t i = 0; i < kHexBlock; i++) out[i] = static_cast<uint8_t>(values[2 * i] << 4 | values[2 * i + 1]);
  return true;
}

template <class Char>
size_t read_hex(std::span<const Char> text, std::span<uint8_t> out) {
  size_t count = std::min(text.size() / 2, out.size());
  size_t i = 0;
  while (count - i >= kHexBlock && read_hex_block(text.data() + 2 * i, out.data() + i)) i += kHexBlock;
  for (; i < count; i++) {
    uint8_t high = look_up(kHex, text[2 * i]);
    uint8_t low = look_up(kHex, text[2 * i + 1]);
    if ((high | low) == kNone) return i;
    out[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return count;
}

/// The lenient reader: any garbage is passed over, both alphabets are one, `=` ends the text.
template <class Char>
size_t read_base64_leniently(std::span<const Char> text, std::span<uint8_t> out) {
  uint32_t bits = 0;
  int held = 0;
  size_t written = 0;
  for (Char c : text) {
    if (c == '=') break;
    uint8_t value = look_up(kBase64, c);
    if (value == kNone) continue;
    bits = bits << 6 | value;
    held += 6;
    if (held < 8) continue;
    if (written == out.size()) break;
    held -= 8;
    out[written++] = static_cast<uint8_t>(bits >> held);
  }
  return written;
}

/// Well-formed text that fits is read by simdutf; the rest, which is rare, by the lenient reader from the beginning.
template <class Char>
size_t read_base64(std::span<const Char> text, std::span<uint8_t> out) {
  if (simdutf::maximal_binary_length_from_base64(text.data(), text.size()) <= out.size()) {
    auto result = simdutf::base64_to_binary(text.data(), text.size(), reinterpret_cast<char*>(out.data()),
                                            simdutf::base64_default_or_url, simdutf::loose);
    if (result.error == simdutf::SUCCESS) return result.count;
  }
  return read_base64_leniently(text, out);
}

template <class Char>
size_t base64_length(std::span<const Char> text) {
  size_t count = text.size();
  if (count > 0 && text[count - 1] == '=') count--;
  if (count > 1 && text[count - 1] == '=') count--;
  return count / 4 * 3 + count % 4 * 3 / 4;
}

/// Sinks a well-formed code point at `out`; false where it does not fit.
bool put_utf8(uint32_t c, std::span<uint8_t> out, size_t& at) {
  size_t need = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  if (out.size() - at < need) return false;
  if (need == 1) {
    out[at++] = static_cast<uint8_t>(c);
    return true;
  }
  constexpr std::array<uint8_t, 5> lead = {0, 0, 0xc0, 0xe0, 0xf0};
  out[at++] = static_cast<uint8_t>(lead[need] | c >> 6 * (need - 1));
  for (size_t left = need - 1; left-- > 0;) out[at++] = static_cast<uint8_t>(0x80 | (c >> 6 * left & 0x3f));
  return true;
}

/// Copies `text`, of 8 to 16 characters, unless one of them is not ASCII: then false.
bool copy_short_ascii(std::span<const char> text, char* to) {
  uint64_t head, tail;
  std::memcpy(&head, text.data(), 8);
  std::memcpy(&tail, text.data() + text.size() - 8, 8);
  if (((head | tail) & 0x8080808080808080) != 0) return false;
  std::memcpy(to, &head, 8);
  std::memcpy(to + text.size() - 8, &tail, 8);
  return true;
}

size_t write_latin1_as_utf8(std::span<const char> text, std::span<uint8_t> out) {
  auto* to = reinterpret_cast<char*>(out.data());
  // Finding the processor's best code takes longer than two words do.
  if (text.size() >= 8 && text.size() <= 16 && text.size() <= out.size() && copy_short_ascii(text, to))
    return text.size();
  if (text.size() * 2 <= out.size()) return simdutf::convert_latin1_to_utf8(text.data(), text.size(), to);
  return simdutf::convert_latin1_to_utf8_safe(text.data(), text.size(), to, out.size());
}

size_t write_utf16_as_utf8(std::span<const char16_t> text, std::span<uint8_t> out) {
  if (text.size() * 3 <= out.size()) {
    return simdutf::convert_utf16_to_utf8_with_replacement(text.data(), text.size(),
                                                           reinterpret_cast<char*>(out.data()));
  }
  size_t at = 0;
  for (size_t i = 0; i < text.size(); i++) {
    uint32_t c = text[i];
    if ((c & 0xf800) == 0xd800) {
      bool pair = c < 0xdc00 && i + 1 < text.size() && (text[i + 1] & 0xfc00) == 0xdc00;
      c = pair ? 0x10000 + ((c & 0x3ff) << 10) + (text[++i] & 0x3ff) : 0xfffd;
    }
    if (!put_utf8(c, out, at)) break;
  }
  return at;
}

size_t write_utf16(const Text& text, std::span<uint8_t> out) {
  size_t count = std::min(text.length, out.size() / 2);
  if (count == 0) return 0;
  if (!text.one_byte) {
    std::memcpy(out.data(), text.data, count * 2);
    return count * 2;
  }
  auto* from = static_cast<const uint8_t*>(text.data);
  for (size_t i = 0; i < count; i++) {
    out[2 * i] = from[i];
    out[2 * i + 1] = 0;
  }
  return count * 2;
}

size_t write_latin1(const Text& text, std::span<uint8_t> out) {
  size_t count = std::min(text.length, out.size());
  if (count == 0) return 0;
  if (text.one_byte) {
    std::memcpy(out.data(), text.data, count);
  } else {
    auto* from = static_cast<const char16_t*>(text.data);
    for (size_t i = 0; i < count; i++) out[i] = static_cast<uint8_t>(from[i]);
  }
  return count;
}

}  // namespace

size_t encoded_length(const Text& text, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      if (text.one_byte) return simdutf::utf8_length_from_latin1(text.latin1().data(), text.length);
      return simdutf::utf8_length_from_utf16_with_replacement(text.utf16().data(), text.length).count;
    case Encoding::utf16le: return text.length * 2;
    case Encoding::latin1:
    case Encoding::ascii: return text.length;
    case Encoding::base64:
    case Encoding::base64url: return text.one_byte ? base64_length(text.latin1()) : base64_length(text.utf16());
    case Encoding::hex: return text.length / 2;
  }
  return 0;
}

size_t encode(const Text& text, Encoding encoding, std::span<uint8_t> out) {
  switch (encoding) {
    case Encoding::utf8:
      return text.one_byte ? write_latin1_as_utf8(text.latin1(), out) : write_utf16_as_utf8(text.utf16(), out);
    case Encoding::utf16le: return write_utf16(text, out);
    case Encoding::latin1:
    case Encoding::ascii: return write_latin1(text, out);
    case Encoding::base64:
    case Encoding::base64url: return text.one_byte ? read_base64(text.latin1(), out) : read_base64(text.utf16(), out);
    case Encoding::hex: return text.one_byte ? read_hex(text.latin1(), out) : read_hex(text.utf16(), out);
  }
  return 0;
}

size_t printed_length(size_t bytes, Encoding encoding) {
  if (encoding == Encoding::hex) return bytes * 2;
  if (encoding == Encoding::base64) return (bytes + 2) / 3 * 4;
  return bytes / 3 * 4 + (bytes % 3 == 0 ? 0 : bytes % 3 + 1);
}

void print(std::span<const uint8_t> bytes, Encoding encoding, char* out) {
  if (encoding != Encoding::hex) {
    auto options = encoding == Encoding::base64 ? simdutf::base64_default : simdutf::base64_url;
    simdutf::binary_to_base64(reinterpret_cast<const char*>(bytes.data()), bytes.size(), out, options);
    return;
  }
  auto digit = [](uint8_t v) { return static_cast<char>(v + (v < 10 ? '0' : 'a' - 10)); };
  for (size_t i = 0; i < bytes.size(); i++) {
    out[2 * i] = digit(bytes[i] >> 4);
    out[2 * i + 1] = digit(bytes[i] & 15);
  }
}

void strip_high_bits(std::span<const uint8_t> bytes, char* out) {
  for (size_t i = 0; i < bytes.size(); i++) out[i] = static_cast<char>(bytes[i] & 0x7f);
}

namespace {

/// Length of the well-formed sequence at the front of `s` (1..4), or minus the length of the maximal ill-formed part.
int utf8_step(std::span<const uint8_t> s) {
  uint8_t lead = s[0];
  if (lead < 0x80) return 1;
  int need = lead >= 0xc2 && lead <= 0xdf ? 1 : (lead & 0xf0) == 0xe0 ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
  if (need == 0) return -1;
  uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  for (int i = 1; i <= need; i++) {
    if (static_cast<size_t>(i) >= s.size() || s[i] < low || s[i] > high) return -i;
    low = 0x80;
    high = 0xbf;
  }
  return need + 1;
}

}  // namespace

size_t decode_utf8(std::span<const uint8_t> bytes, char16_t* out) {
  size_t written = 0;
  while (!bytes.empty()) {
    auto* from = reinterpret_cast<const char*>(bytes.data());
    auto result = simdutf::validate_utf8_with_errors(from, bytes.size());
    size_t good = result.error == simdutf::SUCCESS ? bytes.size() : result.count;
    written += simdutf::convert_valid_utf8_to_utf16(from, good, out + written);
    bytes = bytes.subspan(good);
    if (bytes.empty()) break;
    // Where bad bytes come in crowds, one at a time is cheaper than a new validation for each.
    for (int run = 0; run < 64 && !bytes.empty(); run++) {
      int step = utf8_step(bytes);
      if (step > 0) break;
      out[written++] = u'\ufffd';
      bytes = bytes.subspan(static_cast<size_t>(-step));
    }
  }
  return written;
}

}  // namespace rondo
