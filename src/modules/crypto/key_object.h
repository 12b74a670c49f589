// A key as JavaScript holds it.
#pragma once
#include <utility>

#include "bind/module.h"
#include "modules/crypto/key.h"

namespace rondo::modules::crypto {

/// Class Key of the binding: made here alone, and only read.
struct KeyHandle final : NativeObject {
  explicit KeyHandle(Key k) : key(std::move(k)) {}
  Key key;
};

void bind_keys(Module& m);
void bind_sign(Module& m);
void bind_cipher(Module& m);

}  // namespace rondo::modules::crypto

namespace rondo {

template <>
struct Js<modules::crypto::Key> {
  static constexpr const char* name = "a key";
  static bool is(JsValue v) { return native<modules::crypto::KeyHandle>(v) != nullptr; }
  static modules::crypto::Key from(Runtime&, JsValue v) { return native<modules::crypto::KeyHandle>(v)->key; }
  static JsValue to(Runtime& rt, modules::crypto::Key key);
};

/// Towards JavaScript alone: an ArrayBuffer.
template <>
struct Js<std::vector<uint8_t>> {
  static JsValue to(Runtime& rt, const std::vector<uint8_t>& bytes) {
    return Js<Bytes>::to(rt, Bytes::copy({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  }
};

}  // namespace rondo
