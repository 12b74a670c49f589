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

/// False, and an exception, unless `value` has bytes.
inline bool require_contents(const Arguments& info, v8::Local<v8::Value> value) {
  if (has_contents(value)) return true;
  throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a buffer"));
  return false;
}

/// A number as a count or place from 0 to `most`.
inline size_t clamp(double number, size_t most) {
  if (!(number > 0)) return 0;
  return number < static_cast<double>(most) ? static_cast<size_t>(number) : most;
}

inline double number_of(const Arguments& info, int index) {
  v8::Local<v8::Value> value = info[index];
  return value->IsNumber() ? value.As<v8::Number>()->Value()
                           : value->NumberValue(info.GetIsolate()->GetCurrentContext()).FromMaybe(0);
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
