// Native half of lib/crypto.js.
#include <openssl/crypto.h>

#include "bind/in_pool.h"
#include "bind/module.h"
#include "modules/crypto/constants.h"
#include "modules/crypto/derive.h"
#include "modules/crypto/digest.h"
#include "modules/crypto/hash_binding.h"
#include "modules/crypto/key_object.h"
#include "modules/crypto/openssl_error.h"
#include "modules/crypto/random.h"
#include "modules/crypto/values.h"

namespace rondo::modules::crypto {

namespace {

constexpr Kinds pbkdf2_kinds{"PBKDF2REQUEST", "PBKDF2REQUEST"};
constexpr Kinds scrypt_kinds{"SCRYPTREQUEST", "SCRYPTREQUEST"};
constexpr Kinds derive_kinds{"DERIVEBITSREQUEST", "DERIVEBITSREQUEST"};
constexpr Kinds random_kinds{"RANDOMBYTESREQUEST", "RANDOMBYTESREQUEST"};

Result<void> fill_random_sync(std::span<uint8_t> out) { return fill_random(out); }

/// timingSafeEqual(a, b): views of the same length; how long it takes tells nothing of where they differ.
void timing_safe_equal(const Arguments& info) {
  if (!has_contents(info[0]) || !has_contents(info[1]))
    return throw_bad_argument(Runtime::from(info.GetIsolate()), "timingSafeEqual", has_contents(info[0]) ? 1 : 0,
                              Js<Bytes>::name);
  const Contents a(info[0]), b(info[1]);
  info.GetReturnValue().Set(a.bytes().size() == b.bytes().size() &&
                            CRYPTO_memcmp(a.bytes().data(), b.bytes().data(), a.bytes().size()) == 0);
}

bool is_digest(std::string name) { return fetch_digest(name) != nullptr; }
/// Bytes of a digest; 0 when there is none of that name.
uint32_t digest_size(std::string name) {
  const DigestPtr algorithm = fetch_digest(name);
  return algorithm ? static_cast<uint32_t>(default_length(algorithm.get())) : 0;
}

bool get_fips() { return EVP_default_properties_is_fips_enabled(nullptr) == 1; }
/// The mode once it was asked to change: what OpenSSL cannot do is an error.
Result<void> set_fips(bool on) {
  if (EVP_default_properties_enable_fips(nullptr, on ? 1 : 0) == 1) return {};
  return openssl_error("FIPS mode cannot be set");
}

/// Bytes of the secure heap that are in use; negative when there is none.
double secure_heap_used() {
  return CRYPTO_secure_malloc_initialized() ? static_cast<double>(CRYPTO_secure_used()) : -1;
}

}  // namespace

void bind(Module& m) {
  bind_hash(m);
  bind_keys(m);
  bind_sign(m);
  bind_cipher(m);
  m.fn<"isDigest", is_digest>();
  m.fn<"digestSize", digest_size>();
  m.fn<"getFips", get_fips>().fn<"setFips", set_fips>();
  m.fn<"secureHeapUsed", secure_heap_used>();
  m.fn<"pbkdf2Sync", pbkdf2>().raw<"pbkdf2", in_pool<"pbkdf2", pbkdf2, pbkdf2_kinds>>();
  m.fn<"checkScrypt", check_scrypt>();
  m.fn<"scryptSync", scrypt>().raw<"scrypt", in_pool<"scrypt", scrypt, scrypt_kinds>>();
  m.fn<"hkdfSync", hkdf>().raw<"hkdf", in_pool<"hkdf", hkdf, derive_kinds>>();
  m.fn<"argon2Sync", argon2>().raw<"argon2", in_pool<"argon2", argon2, derive_kinds>>();
  m.fn<"randomFillSync", fill_random_sync>()
      .raw<"randomFill", in_pool<"randomFill", fill_random_bytes, random_kinds>>();
  m.raw<"timingSafeEqual", timing_safe_equal>();
  m.object("constants", bind_constants);
}

}  // namespace rondo::modules::crypto
