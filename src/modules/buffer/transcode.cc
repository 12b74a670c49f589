#include "modules/buffer/transcode.h"

#include <simdutf.h>

#include <cstring>
#include <string>

namespace rondo::modules::buffer {
namespace {

bool is_unicode(Encoding encoding) { return encoding == Encoding::utf8 || encoding == Encoding::utf16le; }

std::u16string units_of(std::span<const uint8_t> bytes, Encoding from) {
  std::u16string units;
  if (from == Encoding::utf16le) {
    units.resize(bytes.size() / 2);
    if (!units.empty()) std::memcpy(units.data(), bytes.data(), units.size() * 2);
    return units;
  }
  units.resize(bytes.size());
  if (from == Encoding::utf8) {
    units.resize(decode_utf8(bytes, units.data()));
    return units;
  }
  for (size_t i = 0; i < bytes.size(); i++)
    units[i] = from == Encoding::ascii && bytes[i] > 0x7f ? u'\ufffd' : char16_t{bytes[i]};
  return units;
}

}  // namespace

std::optional<std::vector<uint8_t>> transcode(std::span<const uint8_t> bytes, Encoding from, Encoding to) {
  std::u16string units = units_of(bytes, from);
  if (is_unicode(from) && is_unicode(to) && from != to) {
    bool valid = from == Encoding::utf8
                     ? simdutf::validate_utf8(reinterpret_cast<const char*>(bytes.data()), bytes.size())
                     : simdutf::validate_utf16(units.data(), units.size());
    if (!valid) return std::nullopt;
  }
  if (from == Encoding::utf16le && to == Encoding::utf16le) {
    simdutf::to_well_formed_utf16(units.data(), units.size(), units.data());
    if (bytes.size() % 2 != 0) units.push_back(u'\ufffd');  // half a unit
  }
  std::vector<uint8_t> out;
  if (is_unicode(to)) {
    Text text{units.data(), units.size(), false};
    out.resize(encoded_length(text, to));
    out.resize(encode(text, to, out));
    return out;
  }
  char16_t highest = to == Encoding::latin1 ? 0xff : 0x7f;
  for (size_t i = 0; i < units.size(); i++) {
    bool pair = (units[i] & 0xfc00) == 0xd800 && i + 1 < units.size() && (units[i + 1] & 0xfc00) == 0xdc00;
    if (pair) i++;
    out.push_back(pair || units[i] > highest ? '?' : static_cast<uint8_t>(units[i]));
  }
  return out;
}

}  // namespace rondo::modules::buffer
