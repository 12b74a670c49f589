#include "modules/crypto/values.h"

#include <simdutf.h>

#include <cstring>

namespace rondo::modules::crypto {

bool Data::is_ascii(const Text& text) {
  return simdutf::validate_ascii(static_cast<const char*>(text.data), text.length);
}

Encoding encoding_of(v8::Local<v8::Value> value) {
  if (!value->IsInt32()) return Encoding::utf8;
  const int32_t number = value.As<v8::Int32>()->Value();
  return number >= 0 && number < kEncodingCount ? static_cast<Encoding>(number) : Encoding::utf8;
}

v8::MaybeLocal<v8::Value> output(Runtime& rt, std::span<const uint8_t> bytes, v8::Local<v8::Value> encoding) {
  if (encoding->IsInt32()) {
    v8::Local<v8::String> text;
    if (!to_string(rt, bytes, encoding_of(encoding)).ToLocal(&text)) return {};
    return text;
  }
  v8::Local<v8::ArrayBuffer> buffer;
  if (!uninitialized_array_buffer(rt, bytes.size()).ToLocal(&buffer)) return {};
  if (!bytes.empty()) std::memcpy(buffer->Data(), bytes.data(), bytes.size());
  return buffer;
}

void return_output(const Arguments& info, std::span<const uint8_t> bytes, v8::Local<v8::Value> encoding) {
  v8::Local<v8::Value> value;
  if (output(Runtime::from(info.GetIsolate()), bytes, encoding).ToLocal(&value)) info.GetReturnValue().Set(value);
}

void throw_error(Runtime& rt, const Error& error) { rt.isolate->ThrowException(to_js_error(rt, error)); }

}  // namespace rondo::modules::crypto
