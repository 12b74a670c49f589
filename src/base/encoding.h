// Text as bytes and back: the encodings that Buffer, fs, crypto and string_decoder name. No V8 here; bind/text.h meets
// JavaScript strings with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rondo {

/// Values are seen by lib/ (binding('buffer').encodings): never renumber.
enum class Encoding : int32_t { utf8 = 0, utf16le = 1, latin1 = 2, ascii = 3, base64 = 4, base64url = 5, hex = 6 };

inline constexpr int32_t kEncodingCount = 7;

/// Text as an engine holds it: one byte a character (Latin-1) or two (UTF-16 in the machine's order, not always well-formed).
struct Text {
  const void* data;
  size_t length;  ///< in characters
  bool one_byte;

  std::span<const char> latin1() const { return {static_cast<const char*>(data), length}; }
  std::span<const char16_t> utf16() const { return {static_cast<const char16_t*>(data), length}; }
};

/// Bytes that `text` takes in `encoding`. Exact, except for base64, where characters outside of the alphabet count as well: an upper bound
/// then (what Buffer.byteLength documents).
size_t encoded_length(const Text& text, Encoding encoding);

/// Writes `text` in `encoding` to `out`, whole characters only, and returns how many bytes were written.
/// Lone surrogates become U+FFFD in UTF-8; hex stops at the first pair that is none; base64 skips what is outside of both alphabets and
/// stops at `=`.
size_t encode(const Text& text, Encoding encoding, std::span<uint8_t> out);

/// Characters of `bytes` once they are printed as base64, base64url or hex.
size_t printed_length(size_t bytes, Encoding encoding);

/// Prints `bytes` as base64, base64url or hex to `out`, which has room for printed_length().
void print(std::span<const uint8_t> bytes, Encoding encoding, char* out);

/// Copies `bytes` to `out` with the highest bit of each cleared: what the encoding "ascii" reads.
void strip_high_bits(std::span<const uint8_t> bytes, char* out);

/// Reads `bytes` as UTF-8 by the WHATWG decoder, each maximal ill-formed part as one U+FFFD, into `out`, which has room for a unit per byte.
/// Returns the units written. Source: Encoding Standard, "UTF-8 decoder".
size_t decode_utf8(std::span<const uint8_t> bytes, char16_t* out);

}  // namespace rondo
