// How the functions of this module read their arguments.
#pragma once

#include <v8.h>

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/encoding.h"
#include "bind/contents.h"
#include "bind/module.h"

namespace rondo::modules::buffer {

void bind_text(Module& m);
void bind_bytes(Module& m);

inline void throw_error(const Arguments& info, const Error& error) {
  v8::Isolate* isolate = info.GetIsolate();
  isolate->ThrowException(to_js_error(Runtime::from(isolate), error));
}

inline void throw_no_buffer(const Arguments& info) {
  throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a buffer"));
}

/// False, and an exception, unless `value` has bytes.
inline bool require_contents(const Arguments& info, v8::Local<v8::Value> value) {
  if (has_contents(value)) return true;
  throw_no_buffer(info);
  return false;
}

/// A count as what JavaScript has at the least cost.
inline void return_count(const Arguments& info, size_t count) {
  if (count <= UINT32_MAX)
    info.GetReturnValue().Set(static_cast<uint32_t>(count));
  else
    info.GetReturnValue().Set(static_cast<double>(count));
}

/// A number as a count or place from 0 to `most`.
inline size_t clamp(double number, size_t most) {
  if (!(number > 0)) return 0;
  return number < static_cast<double>(most) ? static_cast<size_t>(number) : most;
}

/// 0 for what is no number: converting it would run JavaScript, which may take away the bytes that the caller looks at.
inline double number_of(const Arguments& info, int index) {
  v8::Local<v8::Value> value = info[index];
  return value->IsNumber() ? value.As<v8::Number>()->Value() : 0;
}

inline Encoding encoding_of(int32_t number) {
  return number >= 0 && number < kEncodingCount ? static_cast<Encoding>(number) : Encoding::utf8;
}

inline Encoding encoding_argument(const Arguments& info, int index) {
  return info[index]->IsInt32() ? encoding_of(info[index].As<v8::Int32>()->Value()) : Encoding::utf8;
}

/// The stretch of `bytes` from `offset` on, `length` bytes as far as there are so many.
inline std::span<uint8_t> part(std::span<uint8_t> bytes, double offset, double length) {
  size_t start = clamp(offset, bytes.size());
  return bytes.subspan(start, clamp(length, bytes.size() - start));
}

}  // namespace rondo::modules::buffer
