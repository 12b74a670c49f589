// JavaScript strings as bytes in an encoding, and back: what Buffer, fs, crypto and string_decoder share.
#pragma once
#include <v8.h>

#include <cstdint>
#include <span>

#include "base/encoding.h"

namespace rondo {

class Runtime;

/// The characters of a string where they lie. V8's heap must not be touched while this stands.
class StringContents {
 public:
  StringContents(v8::Isolate* isolate, v8::Local<v8::String> string) : view_(isolate, string) {}
  Text text() const {
    if (view_.is_one_byte()) return {view_.data8(), static_cast<size_t>(view_.length()), true};
    return {view_.data16(), static_cast<size_t>(view_.length()), false};
  }

 private:
  v8::String::ValueView view_;
};

/// `bytes` read in `encoding`, or printed in it (base64, hex). Empty with an exception: ERR_STRING_TOO_LONG, ERR_MEMORY_ALLOCATION_FAILED.
v8::MaybeLocal<v8::String> to_string(Runtime& rt, std::span<const uint8_t> bytes, Encoding encoding);

/// A new ArrayBuffer with the bytes of `string` in `encoding`. Empty with an exception: ERR_MEMORY_ALLOCATION_FAILED.
v8::MaybeLocal<v8::ArrayBuffer> to_array_buffer(Runtime& rt, v8::Local<v8::String> string, Encoding encoding);

/// A new ArrayBuffer with any contents. Empty with an exception: ERR_MEMORY_ALLOCATION_FAILED.
v8::MaybeLocal<v8::ArrayBuffer> uninitialized_array_buffer(Runtime& rt, size_t size);

}  // namespace rondo
