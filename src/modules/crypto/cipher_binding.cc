#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modules/crypto/cipher.h"
#include "modules/crypto/key_object.h"
#include "modules/crypto/values.h"

namespace rondo::modules::crypto {

namespace {

struct CipherObject final : NativeObject {
  explicit CipherObject(Cipher c) : cipher(std::move(c)) {}

  static Result<CipherObject*> make(Runtime&, bool encrypts, std::string name, Secret key, std::optional<Secret> iv,
                                    std::optional<uint32_t> tag_length) {
    std::optional<std::span<const uint8_t>> vector;
    if (iv) vector = iv->span();
    Result<Cipher> cipher = Cipher::make(encrypts, name, key.span(), vector, tag_length);
    if (!cipher) return cipher.error();
    return new CipherObject(std::move(*cipher));
  }
  Result<std::vector<uint8_t>> finish() { return cipher.finish(); }
  bool set_auto_padding(bool on) { return cipher.set_auto_padding(on); }
  std::vector<uint8_t> tag() {
    auto bytes = cipher.tag();
    return {bytes.begin(), bytes.end()};
  }
  Result<bool> set_tag(Secret tag) { return cipher.set_tag(tag.span()); }
  Result<bool> set_aad(Secret data, std::optional<uint32_t> message_length) {
    return cipher.set_aad(data.span(), message_length);
  }

  Cipher cipher;
};

/// update(data: string | view, encoding: number) -> ArrayBuffer
void update(CipherObject& self, const Arguments& info) {
  if (!Data::is(info[0])) return throw_bad_argument(self.runtime(), "update", 0, Js<Secret>::name);
  auto out = [&] { return self.cipher.update(Data(info.GetIsolate(), info[0], encoding_of(info[1])).bytes()); }();
  if (!out) return throw_error(self.runtime(), out.error());
  return_output(info, *out, v8::Undefined(info.GetIsolate()));
}

v8::Local<v8::Value> describe(Runtime& rt, const std::optional<CipherInfo>& info) {
  if (!info) return v8::Undefined(rt.isolate);
  auto object = v8::Object::New(rt.isolate);
  auto set = [&](const char* name, v8::Local<v8::Value> value) {
    (void)object->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value);
  };
  set("mode", Js<std::string>::to(rt, info->mode));
  set("name", Js<std::string>::to(rt, info->name));
  set("nid", Js<int32_t>::to(rt, info->nid));
  if (info->mode != "stream") set("blockSize", Js<int32_t>::to(rt, info->block_size));
  if (info->iv_length != 0) set("ivLength", Js<int32_t>::to(rt, info->iv_length));
  set("keyLength", Js<int32_t>::to(rt, info->key_length));
  return object;
}
v8::Local<v8::Value> info_by_name(Runtime& rt, std::string name, std::optional<int32_t> key_length,
                                  std::optional<int32_t> iv_length) {
  return describe(rt, cipher_info(name, key_length, iv_length));
}
v8::Local<v8::Value> info_by_number(Runtime& rt, int32_t nid, std::optional<int32_t> key_length,
                                    std::optional<int32_t> iv_length) {
  const char* name = nid > 0 ? OBJ_nid2sn(nid) : nullptr;
  return describe(rt, name ? cipher_info(name, key_length, iv_length) : std::nullopt);
}

}  // namespace

void bind_cipher(Module& m) {
  m.cls<CipherObject>("Cipher")
      .raw<"update", update>()
      .method<"final", &CipherObject::finish>()
      .method<"setAutoPadding", &CipherObject::set_auto_padding>()
      .method<"getAuthTag", &CipherObject::tag>()
      .method<"setAuthTag", &CipherObject::set_tag>()
      .method<"setAAD", &CipherObject::set_aad>();
  m.fn<"getCiphers", cipher_names>().fn<"cipherInfo", info_by_name>().fn<"cipherInfoByNumber", info_by_number>();
}

}  // namespace rondo::modules::crypto
