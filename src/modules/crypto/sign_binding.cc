#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bind/in_pool.h"
#include "modules/crypto/key_object.h"
#include "modules/crypto/openssl_error.h"
#include "modules/crypto/sign.h"
#include "modules/crypto/values.h"

namespace rondo::modules::crypto {

namespace {

constexpr Kinds sign_kinds{"SIGNREQUEST", "SIGNREQUEST"};

using Number = std::optional<int32_t>;

/// What createSign and createVerify feed: a digest of its own, then signed or checked.
struct SignatureObject final : NativeObject {
  SignatureObject(DigestPtr a, Digest d) : algorithm(std::move(a)), digest(std::move(d)) {}

  static Result<SignatureObject*> make(Runtime&, std::string name) {
    DigestPtr algorithm = fetch_digest(name);
    if (!algorithm) return Error::generic({}, "Invalid digest: " + name);
    Result<Digest> digest = Digest::make(algorithm.get(), std::nullopt);
    if (!digest) return digest.error();
    return new SignatureObject(std::move(algorithm), std::move(*digest));
  }

  Result<std::vector<uint8_t>> sign(Key key, Number padding, Number salt_length, bool p1363) {
    auto hash = digest.finish();
    if (!hash) return hash.error();
    return sign_hash(key, algorithm.get(), *hash, {padding, salt_length, p1363, std::nullopt});
  }
  Result<bool> verify(Key key, Secret signature, Number padding, Number salt_length, bool p1363) {
    auto hash = digest.finish();
    if (!hash) return hash.error();
    return verify_hash(key, algorithm.get(), *hash, signature.span(), {padding, salt_length, p1363, std::nullopt});
  }

  DigestPtr algorithm;
  Digest digest;
};

void update(SignatureObject& self, const Arguments& info) {
  if (!Data::is(info[0])) return throw_bad_argument(self.runtime(), "update", 0, Js<Secret>::name);
  const Data data(info.GetIsolate(), info[0], encoding_of(info[1]));
  info.GetReturnValue().Set(self.digest.update(data.bytes()));
}

Result<std::vector<uint8_t>> sign(std::optional<std::string> digest, Secret data, Key key, Number padding,
                                  Number salt_length, bool p1363, std::optional<Secret> context) {
  return sign_data(key, digest.value_or(""), data.span(), {padding, salt_length, p1363, std::move(context)});
}
Result<bool> verify(std::optional<std::string> digest, Secret data, Key key, Secret signature, Number padding,
                    Number salt_length, bool p1363, std::optional<Secret> context) {
  return verify_data(key, digest.value_or(""), data.span(), signature.span(),
                     {padding, salt_length, p1363, std::move(context)});
}

template <Result<std::vector<uint8_t>> (*F)(const Key&, std::span<const uint8_t>, const RsaOptions&)>
Result<std::vector<uint8_t>> rsa(Key key, Secret data, int32_t padding, std::optional<std::string> oaep_digest,
                                 std::optional<Secret> oaep_label) {
  return F(key, data.span(), {padding, oaep_digest.value_or(""), std::move(oaep_label)});
}

}  // namespace

void bind_sign(Module& m) {
  m.cls<SignatureObject>("Signature")
      .raw<"update", update>()
      .method<"sign", &SignatureObject::sign>()
      .method<"verify", &SignatureObject::verify>();
  m.fn<"signSync", sign>().raw<"sign", in_pool<"sign", sign, sign_kinds>>();
  m.fn<"verifySync", verify>().raw<"verify", in_pool<"verify", verify, sign_kinds>>();
  m.fn<"publicEncrypt", rsa<rsa_public_encrypt>>().fn<"privateDecrypt", rsa<rsa_private_decrypt>>();
  m.fn<"privateEncrypt", rsa<rsa_private_encrypt>>().fn<"publicDecrypt", rsa<rsa_public_decrypt>>();
}

}  // namespace rondo::modules::crypto
