#include <openssl/ec.h>
#include <openssl/err.h>

#include <string>
#include <utility>
#include <vector>

#include "bind/in_pool.h"
#include "modules/crypto/key.h"
#include "modules/crypto/key_make.h"
#include "modules/crypto/key_object.h"
#include "modules/crypto/values.h"

namespace rondo::modules::crypto {

namespace {

struct KeyClass : ModuleState {
  v8::Global<v8::Function> constructor;
};

constexpr Kinds keygen_kinds{"KEYPAIRGENREQUEST", "KEYPAIRGENREQUEST"};

/// Told once in each Runtime: the class of keys that C++ makes.
void use_key_class(Runtime& rt, v8::Local<v8::Function> constructor) {
  rt.state<KeyClass>().constructor.Reset(rt.isolate, constructor);
}

Result<Key> read_private(Secret text, int32_t format, int32_t type, std::optional<Secret> passphrase) {
  Result<PKey> key =
      read_private_key(text.span(), static_cast<KeyFormat>(format), static_cast<KeyType>(type), passphrase);
  if (!key) return key.error();
  return Key{*key, true};
}
Result<Key> read_public(Secret text, int32_t format, int32_t type, std::optional<Secret> passphrase) {
  Result<PKey> key =
      read_public_key(text.span(), static_cast<KeyFormat>(format), static_cast<KeyType>(type), passphrase);
  if (!key) return key.error();
  return Key{*key, false};
}
Result<Bytes> write_public(Key key, int32_t format, int32_t type) {
  return write_public_key(key.key, static_cast<KeyFormat>(format), static_cast<KeyType>(type));
}
Result<Bytes> write_private(Key key, int32_t format, int32_t type, std::optional<std::string> cipher,
                            std::optional<Secret> passphrase) {
  return write_private_key(key.key, static_cast<KeyFormat>(format), static_cast<KeyType>(type), cipher,
                           passphrase.value_or(Secret()));
}

Key to_public(Key key) { return {key.key, false}; }
std::string kind(Key key) { return kind_of(key.key.get()); }
bool equals(Key a, Key b) { return EVP_PKEY_eq(a.key.get(), b.key.get()) == 1; }
double size_in_bits(Key key) { return EVP_PKEY_get_bits(key.key.get()); }

v8::Local<v8::Value> details(Runtime& rt, Key key) {
  const KeyDetails d = details_of(key.key.get());
  auto object = v8::Object::New(rt.isolate);
  auto set = [&](const char* name, v8::Local<v8::Value> value) {
    (void)object->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value);
  };
  if (d.modulus_length) set("modulusLength", Js<double>::to(rt, *d.modulus_length));
  if (d.public_exponent) set("publicExponent", Js<std::vector<uint8_t>>::to(rt, *d.public_exponent));
  if (d.digest) set("hashAlgorithm", Js<std::string>::to(rt, *d.digest));
  if (d.mask_digest) set("mgf1HashAlgorithm", Js<std::string>::to(rt, *d.mask_digest));
  if (d.salt_length) set("saltLength", Js<double>::to(rt, *d.salt_length));
  if (d.divisor_length) set("divisorLength", Js<double>::to(rt, *d.divisor_length));
  if (!d.curve.empty()) set("namedCurve", Js<std::string>::to(rt, d.curve));
  return object;
}

Result<Key> with_privacy(Result<PKey> key, bool is_private) {
  if (!key) return key.error();
  return Key{*key, is_private};
}
Result<Key> from_rsa(std::vector<Secret> numbers) {
  const bool is_private = numbers.size() > 2;
  return with_privacy(make_rsa(std::move(numbers)), is_private);
}
Result<Key> from_ec(std::string curve, std::vector<Secret> numbers) {
  const bool is_private = numbers.size() > 2;
  return with_privacy(make_ec(std::move(curve), std::move(numbers)), is_private);
}
Result<Key> from_raw(std::string kind_name, Secret bytes, bool is_private) {
  return with_privacy(make_raw(std::move(kind_name), std::move(bytes), is_private), is_private);
}
Result<Key> from_seed(std::string kind_name, Secret seed) {
  return with_privacy(make_seeded(std::move(kind_name), std::move(seed)), true);
}
std::vector<std::vector<uint8_t>> to_rsa(Key key) { return rsa_numbers(key.key.get(), key.is_private); }
std::vector<std::vector<uint8_t>> to_ec(Key key) { return ec_numbers(key.key.get(), key.is_private); }
std::vector<uint8_t> to_raw(Key key, bool is_private) { return raw_bytes(key.key.get(), is_private); }
bool is_curve(std::string name) {
  const std::unique_ptr<EC_GROUP, FreeWith<EC_GROUP_free>> group(EC_GROUP_new_by_curve_name(curve_id(name)));
  ERR_clear_error();
  return group != nullptr;
}
std::vector<uint8_t> to_seed(Key key) { return seed_bytes(key.key.get()); }

}  // namespace

void bind_keys(Module& m) {
  m.cls<KeyHandle>("Key");
  m.fn<"useKeyClass", use_key_class>();
  m.object("keyFormats", [](Module& formats) {
    formats.constant("der", static_cast<int32_t>(KeyFormat::der));
    formats.constant("pem", static_cast<int32_t>(KeyFormat::pem));
  });
  m.object("keyTypes", [](Module& types) {
    types.constant("any", static_cast<int32_t>(KeyType::any));
    types.constant("pkcs1", static_cast<int32_t>(KeyType::pkcs1));
    types.constant("spki", static_cast<int32_t>(KeyType::spki));
    types.constant("pkcs8", static_cast<int32_t>(KeyType::pkcs8));
    types.constant("sec1", static_cast<int32_t>(KeyType::sec1));
  });
  m.fn<"readPrivateKey", read_private>().fn<"readPublicKey", read_public>();
  m.fn<"writePrivateKey", write_private>().fn<"writePublicKey", write_public>();
  m.fn<"publicKeyOf", to_public>().fn<"keyKind", kind>().fn<"keyDetails", details>();
  m.fn<"keyEquals", equals>().fn<"keyBits", size_in_bits>();
  m.fn<"keyFromRsa", from_rsa>().fn<"keyFromEc", from_ec>().fn<"keyFromRaw", from_raw>().fn<"keyFromSeed", from_seed>();
  m.fn<"keyToRsa", to_rsa>().fn<"keyToEc", to_ec>().fn<"keyToRaw", to_raw>().fn<"keyToSeed", to_seed>();
  m.fn<"generateRsaSync", generate_rsa>().raw<"generateRsa", in_pool<"generateRsa", generate_rsa, keygen_kinds>>();
  m.fn<"generateRsaPssSync", generate_rsa_pss>()
      .raw<"generateRsaPss", in_pool<"generateRsaPss", generate_rsa_pss, keygen_kinds>>();
  m.fn<"generateDsaSync", generate_dsa>().raw<"generateDsa", in_pool<"generateDsa", generate_dsa, keygen_kinds>>();
  m.fn<"generateEcSync", generate_ec>().raw<"generateEc", in_pool<"generateEc", generate_ec, keygen_kinds>>();
  m.fn<"generateRawSync", generate_raw>().raw<"generateRaw", in_pool<"generateRaw", generate_raw, keygen_kinds>>();
  m.fn<"dhGroupPrime", dh_group_prime>().fn<"isCurve", is_curve>().fn<"getCurves", curve_names>();
  m.fn<"generateDhSync", generate_dh>().raw<"generateDh", in_pool<"generateDh", generate_dh, keygen_kinds>>();
}

}  // namespace rondo::modules::crypto

namespace rondo {

JsValue Js<modules::crypto::Key>::to(Runtime& rt, modules::crypto::Key key) {
  auto& known = rt.state<modules::crypto::KeyClass>();
  v8::Local<v8::Object> object;
  if (!wrap(rt, known.constructor.Get(rt.isolate), new modules::crypto::KeyHandle(std::move(key))).ToLocal(&object))
    return {};
  return object;
}

}  // namespace rondo
