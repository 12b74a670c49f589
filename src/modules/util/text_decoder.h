// Bytes in any encoding of the web as UTF-16, in parts (https://encoding.spec.whatwg.org/#decode). No V8 here.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace rondo::modules::util {

class TextDecoder {
 public:
  virtual ~TextDecoder() = default;

  /// A decoder for one text. Null for an encoding that is not known.
  /// @param encoding  its name in the standard, in lower case
  /// @param fatal  malformed input is an error instead of U+FFFD
  /// @param keep_bom  a byte order mark at the start stays
  static std::unique_ptr<TextDecoder> make(std::string_view encoding, bool fatal, bool keep_bom);

  /// Appends what `bytes` say. `more` follows: a character cut off at the end waits for it. False for malformed input where that is an error.
  bool decode(std::span<const uint8_t> bytes, bool more, std::u16string& out);

 protected:
  explicit TextDecoder(bool keep_bom) : at_start_(!keep_bom) {}
  virtual bool append(std::span<const uint8_t> bytes, bool more, std::u16string& out) = 0;

 private:
  /// A byte order mark may still come, and is left out.
  bool at_start_;
};

}  // namespace rondo::modules::util
