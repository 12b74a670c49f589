// How JavaScript's values and the bytes of this module meet.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bind/contents.h"
#include "bind/module.h"
#include "bind/text.h"
#include "modules/crypto/secret.h"

namespace rondo::modules::crypto {

/// The bytes of a string in an encoding, or of a view or buffer, for the length of a call. A string of ASCII is not copied: nothing
/// may touch V8's heap while this stands.
class Data {
 public:
  static bool is(v8::Local<v8::Value> value) { return value->IsString() || has_contents(value); }
  /// @param value is() it
  Data(v8::Isolate* isolate, v8::Local<v8::Value> value, Encoding encoding = Encoding::utf8) {
    if (!value->IsString()) {
      contents_.emplace(value);
      bytes_ = contents_->bytes();
      return;
    }
    string_.emplace(isolate, value.As<v8::String>());
    const Text text = string_->text();
    if (text.one_byte && is_same_in_ascii(encoding) && is_ascii(text)) {
      bytes_ = {static_cast<const uint8_t*>(text.data), text.length};
      return;
    }
    copy_.resize(encoded_length(text, encoding));
    copy_.resize(encode(text, encoding, copy_));
    bytes_ = copy_;
  }
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  std::span<const uint8_t> bytes() const { return bytes_; }

 private:
  static bool is_same_in_ascii(Encoding encoding) {
    return encoding == Encoding::utf8 || encoding == Encoding::latin1 || encoding == Encoding::ascii;
  }
  static bool is_ascii(const Text& text);

  std::optional<Contents> contents_;
  std::optional<StringContents> string_;
  std::vector<uint8_t> copy_;
  std::span<const uint8_t> bytes_;
};

/// The encoding that lib/ names by its number; UTF-8 for what is none.
Encoding encoding_of(v8::Local<v8::Value> value);

/// Bytes as lib/ asks for them: a string in an encoding where `encoding` is a number, an ArrayBuffer otherwise. Empty with an
/// exception.
v8::MaybeLocal<v8::Value> output(Runtime& rt, std::span<const uint8_t> bytes, v8::Local<v8::Value> encoding);

/// Returns those from a function of the binding.
void return_output(const Arguments& info, std::span<const uint8_t> bytes, v8::Local<v8::Value> encoding);

void throw_error(Runtime& rt, const Error& error);

}  // namespace rondo::modules::crypto

namespace rondo {

/// A copy: what runs in the pool must not see what JavaScript does with its buffer meanwhile.
template <>
struct Js<modules::crypto::Secret> {
  static constexpr const char* name = "of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView";
  static bool is(JsValue v) { return modules::crypto::Data::is(v); }
  static modules::crypto::Secret from(Runtime& rt, JsValue v) {
    return modules::crypto::Secret(modules::crypto::Data(rt.isolate, v).bytes());
  }
};

}  // namespace rondo
