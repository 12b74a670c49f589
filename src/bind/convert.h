// Js<T>: how a C++ value becomes a JavaScript one and back. One specialisation per type:
//   name       what an argument must be, for the error's words
//   is(v)      whether v can be converted
//   from(rt,v) the C++ value; only called after is(v)
//   to(rt,x)   the JavaScript value
#pragma once
#include <v8.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/result.h"
#include "bind/js_error.h"
#include "runtime/runtime.h"

namespace rondo {

using JsValue = v8::Local<v8::Value>;

/// A string of UTF-8 bytes; the empty string where it is longer than V8 allows.
inline v8::Local<v8::String> js_string(v8::Isolate* isolate, std::string_view text) {
  if (text.size() > static_cast<size_t>(v8::String::kMaxLength)) return v8::String::Empty(isolate);
  return v8::String::NewFromUtf8(isolate, text.data(), v8::NewStringType::kNormal, static_cast<int>(text.size()))
      .FromMaybe(v8::String::Empty(isolate));
}
/// The same for names that recur: property keys, event names.
inline v8::Local<v8::String> js_name(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromUtf8(isolate, text.data(), v8::NewStringType::kInternalized, static_cast<int>(text.size()))
      .ToLocalChecked();
}
/// A string as UTF-8, lone surrogates replaced by U+FFFD.
inline std::string utf8(v8::Isolate* isolate, v8::Local<v8::String> string) {
  std::string out;
  out.resize(string->Utf8LengthV2(isolate));
  string->WriteUtf8V2(isolate, out.data(), out.size(), v8::String::WriteFlags::kReplaceInvalidUtf8);
  return out;
}

template <class T>
struct Js;

template <>
struct Js<bool> {
  static constexpr const char* name = "of type boolean";
  static bool is(JsValue v) { return v->IsBoolean(); }
  static bool from(Runtime&, JsValue v) { return v->IsTrue(); }
  static JsValue to(Runtime& rt, bool x) { return v8::Boolean::New(rt.isolate, x); }
};
template <>
struct Js<int32_t> {
  static constexpr const char* name = "a 32-bit integer";
  static bool is(JsValue v) { return v->IsInt32(); }
  static int32_t from(Runtime&, JsValue v) { return v.As<v8::Int32>()->Value(); }
  static JsValue to(Runtime& rt, int32_t x) { return v8::Integer::New(rt.isolate, x); }
};
template <>
struct Js<uint32_t> {
  static constexpr const char* name = "an unsigned 32-bit integer";
  static bool is(JsValue v) { return v->IsUint32(); }
  static uint32_t from(Runtime&, JsValue v) { return v.As<v8::Uint32>()->Value(); }
  static JsValue to(Runtime& rt, uint32_t x) { return v8::Integer::NewFromUnsigned(rt.isolate, x); }
};
template <>
struct Js<double> {
  static constexpr const char* name = "of type number";
  static bool is(JsValue v) { return v->IsNumber(); }
  static double from(Runtime&, JsValue v) { return v.As<v8::Number>()->Value(); }
  static JsValue to(Runtime& rt, double x) { return v8::Number::New(rt.isolate, x); }
};
/// An integer that a double holds exactly, or a bigint. Towards JavaScript: a number.
template <>
struct Js<int64_t> {
  static constexpr const char* name = "an integer";
  static bool is(JsValue v) {
    if (v->IsBigInt()) return true;
    if (!v->IsNumber()) return false;
    double d = v.As<v8::Number>()->Value();
    return d >= -9007199254740991.0 && d <= 9007199254740991.0 && d == static_cast<double>(static_cast<int64_t>(d));
  }
  static int64_t from(Runtime&, JsValue v) {
    return v->IsBigInt() ? v.As<v8::BigInt>()->Int64Value() : static_cast<int64_t>(v.As<v8::Number>()->Value());
  }
  static JsValue to(Runtime& rt, int64_t x) { return v8::Number::New(rt.isolate, static_cast<double>(x)); }
};
template <>
struct Js<uint64_t> {
  static constexpr const char* name = "a non-negative integer";
  static bool is(JsValue v) { return v->IsBigInt() || (Js<int64_t>::is(v) && v.As<v8::Number>()->Value() >= 0); }
  static uint64_t from(Runtime&, JsValue v) {
    return v->IsBigInt() ? v.As<v8::BigInt>()->Uint64Value() : static_cast<uint64_t>(v.As<v8::Number>()->Value());
  }
  static JsValue to(Runtime& rt, uint64_t x) { return v8::Number::New(rt.isolate, static_cast<double>(x)); }
};
template <>
struct Js<std::string> {
  static constexpr const char* name = "of type string";
  static bool is(JsValue v) { return v->IsString(); }
  static std::string from(Runtime& rt, JsValue v) { return utf8(rt.isolate, v.As<v8::String>()); }
  static JsValue to(Runtime& rt, std::string_view x) { return js_string(rt.isolate, x); }
};
template <>
struct Js<std::string_view> {
  static JsValue to(Runtime& rt, std::string_view x) { return js_string(rt.isolate, x); }
};
template <>
struct Js<const char*> {
  static JsValue to(Runtime& rt, const char* x) { return x ? js_string(rt.isolate, x) : JsValue(v8::Null(rt.isolate)); }
};

/// The bytes of a view or buffer, for the length of the call only: JavaScript may detach or collect it afterwards.
template <>
struct Js<std::span<uint8_t>> {
  static constexpr const char* name = "an ArrayBuffer or an ArrayBufferView";
  static bool is(JsValue v) { return v->IsArrayBufferView() || v->IsArrayBuffer() || v->IsSharedArrayBuffer(); }
  static std::span<uint8_t> from(Runtime&, JsValue v) {
    if (v->IsArrayBufferView()) {
      auto view = v.As<v8::ArrayBufferView>();
      size_t size = view->ByteLength();
      if (size == 0) return {};
      auto* data = static_cast<uint8_t*>(view->Buffer()->Data());
      return {data + view->ByteOffset(), size};
    }
    if (v->IsArrayBuffer())
      return {static_cast<uint8_t*>(v.As<v8::ArrayBuffer>()->Data()), v.As<v8::ArrayBuffer>()->ByteLength()};
    auto shared = v.As<v8::SharedArrayBuffer>();
    return {static_cast<uint8_t*>(shared->Data()), shared->ByteLength()};
  }
};
/// The same bytes, kept alive for as long as the background needs them. Towards JavaScript: an ArrayBuffer over them, without a copy.
template <>
struct Js<Bytes> {
  static constexpr const char* name = Js<std::span<uint8_t>>::name;
  static bool is(JsValue v) { return Js<std::span<uint8_t>>::is(v); }
  static Bytes from(Runtime& rt, JsValue v) {
    std::span<uint8_t> bytes = Js<std::span<uint8_t>>::from(rt, v);
    std::shared_ptr<v8::BackingStore> store = v->IsArrayBufferView()
                                                  ? v.As<v8::ArrayBufferView>()->Buffer()->GetBackingStore()
                                              : v->IsArrayBuffer() ? v.As<v8::ArrayBuffer>()->GetBackingStore()
                                                                   : v.As<v8::SharedArrayBuffer>()->GetBackingStore();
    return {bytes.data(), bytes.size(), std::move(store)};
  }
  static JsValue to(Runtime& rt, const Bytes& bytes) {
    if (bytes.empty()) return v8::ArrayBuffer::New(rt.isolate, 0);
    auto* keep = new std::shared_ptr<void>(bytes.owner());
    auto store = v8::ArrayBuffer::NewBackingStore(
        bytes.data(), bytes.size(),
        [](void*, size_t, void* owner) { delete static_cast<std::shared_ptr<void>*>(owner); }, keep);
    return v8::ArrayBuffer::New(rt.isolate, std::move(store));
  }
};

/// undefined and null are "not given".
template <class T>
struct Js<std::optional<T>> {
  static constexpr const char* name = Js<T>::name;
  static bool is(JsValue v) { return v->IsNullOrUndefined() || Js<T>::is(v); }
  static std::optional<T> from(Runtime& rt, JsValue v) {
    return v->IsNullOrUndefined() ? std::nullopt : std::optional<T>(Js<T>::from(rt, v));
  }
  static JsValue to(Runtime& rt, const std::optional<T>& x) {
    return x ? Js<T>::to(rt, *x) : JsValue(v8::Undefined(rt.isolate));
  }
};
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class T>
struct Js<std::vector<T>> {
  static constexpr const char* name = "an instance of Array";
  static bool is(JsValue v) { return v->IsArray(); }
  /// Elements that do not convert end the array; JavaScript has validated what users pass. An accessor's error stays pending.
  static std::vector<T> from(Runtime& rt, JsValue v) {
    auto array = v.As<v8::Array>();
    std::vector<T> out;
    for (uint32_t i = 0; i < array->Length(); i++) {
      JsValue element;
      if (!array->Get(rt.context(), i).ToLocal(&element) || !Js<T>::is(element)) break;
      out.push_back(Js<T>::from(rt, element));
    }
    return out;
  }
  static JsValue to(Runtime& rt, const std::vector<T>& x) {
    std::vector<JsValue> values;
    values.reserve(x.size());
    for (const auto& element : x) values.push_back(Js<T>::to(rt, element));
    return v8::Array::New(rt.isolate, values.data(), values.size());
  }
};

/// Values of the engine pass as they are.
template <>
struct Js<v8::Local<v8::Value>> {
  static constexpr const char* name = "a value";
  static bool is(JsValue) { return true; }
  static JsValue from(Runtime&, JsValue v) { return v; }
  static JsValue to(Runtime&, JsValue v) { return v; }
};
#define RONDO_ENGINE_TYPE(Type, test, words)                                          \
  template <>                                                                         \
  struct Js<v8::Local<v8::Type>> {                                                    \
    static constexpr const char* name = words;                                        \
    static bool is(JsValue v) { return v->test(); }                                   \
    static v8::Local<v8::Type> from(Runtime&, JsValue v) { return v.As<v8::Type>(); } \
    static JsValue to(Runtime&, v8::Local<v8::Type> v) { return v; }                  \
  }
RONDO_ENGINE_TYPE(Object, IsObject, "of type object");
RONDO_ENGINE_TYPE(Array, IsArray, "an instance of Array");
RONDO_ENGINE_TYPE(String, IsString, "of type string");
RONDO_ENGINE_TYPE(Function, IsFunction, "of type function");
RONDO_ENGINE_TYPE(Promise, IsPromise, "an instance of Promise");
RONDO_ENGINE_TYPE(Symbol, IsSymbol, "of type symbol");
RONDO_ENGINE_TYPE(Uint8Array, IsUint8Array, "an instance of Uint8Array");
RONDO_ENGINE_TYPE(Uint32Array, IsUint32Array, "an instance of Uint32Array");
RONDO_ENGINE_TYPE(Int32Array, IsInt32Array, "an instance of Int32Array");
RONDO_ENGINE_TYPE(Float64Array, IsFloat64Array, "an instance of Float64Array");
RONDO_ENGINE_TYPE(BigUint64Array, IsBigUint64Array, "an instance of BigUint64Array");
RONDO_ENGINE_TYPE(BigInt64Array, IsBigInt64Array, "an instance of BigInt64Array");
RONDO_ENGINE_TYPE(ArrayBuffer, IsArrayBuffer, "an instance of ArrayBuffer");
RONDO_ENGINE_TYPE(ArrayBufferView, IsArrayBufferView, "an instance of ArrayBufferView");
#undef RONDO_ENGINE_TYPE

template <>
struct Js<Error> {
  static JsValue to(Runtime& rt, const Error& e) { return to_js_error(rt, e); }
};

}  // namespace rondo
