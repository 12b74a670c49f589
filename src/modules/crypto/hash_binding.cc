#include "modules/crypto/hash_binding.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modules/crypto/digest.h"
#include "modules/crypto/hmac.h"
#include "modules/crypto/openssl_error.h"
#include "modules/crypto/values.h"

namespace rondo::modules::crypto {

namespace {

struct Known : ModuleState {
  Digests digests;
  DigestOnce once;
  Hmacs hmacs;  // after what they refer to
};
EVP_MD* find_digest(Runtime& rt, const std::string& name) { return rt.state<Known>().digests.find(name); }

struct HashObject final : NativeObject {
  explicit HashObject(Digest d) : digest(std::move(d)) {}

  /// new Hash(algorithm: string | Hash, length?: number): of nothing yet, or of what the other has seen.
  static Result<HashObject*> make(Runtime& rt, JsValue source, std::optional<uint32_t> length) {
    std::optional<size_t> wanted;
    if (length) wanted = *length;
    std::optional<Result<Digest>> digest;
    if (source->IsString()) {
      EVP_MD* algorithm = find_digest(rt, utf8(rt.isolate, source.As<v8::String>()));
      if (!algorithm) return openssl_error("Digest method not supported");
      digest.emplace(Digest::make(algorithm, wanted));
    } else if (auto* other = native<HashObject>(source)) {
      digest.emplace(other->digest.copy(wanted));
    } else {
      return Error::type("ERR_INVALID_ARG_TYPE", "Neither the name of a digest nor a hash");
    }
    if (!*digest) return digest->error();
    return new HashObject(std::move(**digest));
  }
  Digest digest;
};

struct HmacObject final : NativeObject {
  explicit HmacObject(Hmac h) : hmac(std::move(h)) {}

  /// new Hmac(algorithm: string, key)
  static Result<HmacObject*> make(Runtime& rt, std::string name, Secret key) {
    EVP_MD* algorithm = find_digest(rt, name);
    if (!algorithm) {
      Error error = openssl_error("");
      if (error.code.empty()) return Error::type("ERR_CRYPTO_INVALID_DIGEST", "Invalid digest: " + name);
      return error;
    }
    Result<Hmac> hmac = rt.state<Known>().hmacs.make(algorithm, key.span());
    if (!hmac) return hmac.error();
    return new HmacObject(std::move(*hmac));
  }
  Hmac hmac;
};

/// update(data: string | view, encoding: number) -> whether it went in
void update_hash(HashObject& self, const Arguments& info) {
  if (!Data::is(info[0])) return throw_bad_argument(self.runtime(), "update", 0, Js<Secret>::name);
  const Data data(info.GetIsolate(), info[0], encoding_of(info[1]));
  info.GetReturnValue().Set(self.digest.update(data.bytes()));
}
void update_hmac(HmacObject& self, const Arguments& info) {
  if (!Data::is(info[0])) return throw_bad_argument(self.runtime(), "update", 0, Js<Secret>::name);
  const Data data(info.GetIsolate(), info[0], encoding_of(info[1]));
  info.GetReturnValue().Set(self.hmac.update(data.bytes()));
}

/// digest(encoding?: number) -> string in that encoding, or ArrayBuffer
void finish_hash(HashObject& self, const Arguments& info) {
  auto result = self.digest.finish();
  if (!result) return throw_error(self.runtime(), result.error());
  return_output(info, *result, info[0]);
}
void finish_hmac(HmacObject& self, const Arguments& info) {
  auto result = self.hmac.finish();
  if (!result) return throw_error(self.runtime(), result.error());
  return_output(info, *result, info[0]);
}

/// hash(algorithm: string, data, encoding?: number, length?: number) -> string or ArrayBuffer
void hash(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  if (!info[0]->IsString()) return throw_bad_argument(rt, "hash", 0, Js<std::string>::name);
  if (!Data::is(info[1])) return throw_bad_argument(rt, "hash", 1, Js<Secret>::name);
  const std::string name = utf8(rt.isolate, info[0].As<v8::String>());
  EVP_MD* algorithm = find_digest(rt, name);
  if (!algorithm) return throw_error(rt, Error::generic({}, "Digest method " + name + " is not supported"));

  size_t length = default_length(algorithm);
  if (info[3]->IsUint32()) {
    const size_t wanted = info[3].As<v8::Uint32>()->Value();
    if (wanted != length && !has_any_length(algorithm))
      return throw_error(rt, Error::generic({}, "Output length " + std::to_string(wanted) + " is invalid for " + name +
                                                    ", which does not support XOF"));
    length = wanted;
  }
  std::array<uint8_t, EVP_MAX_MD_SIZE> on_stack;
  std::vector<uint8_t> on_heap;
  if (length > on_stack.size()) on_heap.resize(length);
  const std::span<uint8_t> out =
      length > on_stack.size() ? std::span<uint8_t>(on_heap) : std::span(on_stack).first(length);
  Result<void> done = [&] { return rt.state<Known>().once.run(algorithm, Data(rt.isolate, info[1]).bytes(), out); }();
  if (!done) return throw_error(rt, done.error());
  return_output(info, out, info[2]);
}

}  // namespace

void bind_hash(Module& m) {
  m.cls<HashObject>("Hash").raw<"update", update_hash>().raw<"digest", finish_hash>();
  m.cls<HmacObject>("Hmac").raw<"update", update_hmac>().raw<"digest", finish_hmac>();
  m.raw<"hash", hash>();
  m.fn<"getHashes", digest_names>();
}

}  // namespace rondo::modules::crypto
