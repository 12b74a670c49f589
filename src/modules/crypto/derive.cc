#include "modules/crypto/derive.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>
#include <vector>

#include "modules/crypto/digest.h"
#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

namespace {

using Kdf = std::unique_ptr<EVP_KDF, FreeWith<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, FreeWith<EVP_KDF_CTX_free>>;

Error no_memory() { return Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory"); }

OSSL_PARAM octets(const char* name, const Secret& value) {
  static uint8_t nothing = 0;  // an empty value is a value, a null pointer is none
  return OSSL_PARAM_construct_octet_string(name, value.empty() ? &nothing : const_cast<uint8_t*>(value.data()),
                                           value.size());
}

/// Runs the function `name` of OpenSSL's own with `params`, which end in OSSL_PARAM_construct_end().
Result<Bytes> derive(const char* name, const std::vector<OSSL_PARAM>& params, uint32_t length, const char* failure) {
  Bytes out = Bytes::allocate(length);
  if (!out.valid()) return no_memory();
  if (length == 0) return out;
  Kdf kdf(EVP_KDF_fetch(nullptr, name, nullptr));
  KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
  if (!context || EVP_KDF_derive(context.get(), out.data(), length, params.data()) != 1)
    return openssl_error_as(failure);
  return out;
}

/// A number of JavaScript's as a parameter. One that is no count becomes 0, which scrypt refuses like one that is too large.
uint64_t parameter(double number) {
  constexpr double limit = 0x1p63;
  if (!(number >= 0)) return 0;
  return number < limit ? static_cast<uint64_t>(number) : uint64_t{1} << 63;
}

}  // namespace

Result<void> check_scrypt(double cost, double block_size, double parallelization, double max_memory) {
  ERR_clear_error();
  if (EVP_PBE_scrypt(nullptr, 0, nullptr, 0, parameter(cost), parameter(block_size), parameter(parallelization),
                     parameter(max_memory), nullptr, 0) == 1)
    return {};
  std::string reason = openssl_reason();
  return Error::range("ERR_CRYPTO_INVALID_SCRYPT_PARAMS",
                      reason.empty() ? "Invalid scrypt params" : "Invalid scrypt params: " + reason);
}

Result<Bytes> scrypt(Secret password, Secret salt, double cost, double block_size, double parallelization,
                     double max_memory, uint32_t length) {
  Bytes out = Bytes::allocate(length);
  if (!out.valid()) return no_memory();
  if (length == 0) return out;
  if (EVP_PBE_scrypt(password.chars(), password.size(), salt.data(), salt.size(), parameter(cost),
                     parameter(block_size), parameter(parallelization), parameter(max_memory), out.data(), length) != 1)
    return openssl_error_as("Scrypt derivation failed");
  return out;
}

Result<Bytes> hkdf(std::string digest, Secret key, Secret salt, Secret info, uint32_t length) {
  DigestPtr algorithm = fetch_digest(digest);
  if (!algorithm) return openssl_error_as("HKDF derivation failed");
  return derive(
      "HKDF",
      {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, const_cast<char*>(EVP_MD_get0_name(algorithm.get())), 0),
       octets(OSSL_KDF_PARAM_KEY, key), octets(OSSL_KDF_PARAM_SALT, salt), octets(OSSL_KDF_PARAM_INFO, info),
       OSSL_PARAM_construct_end()},
      length, "HKDF derivation failed");
}

Result<Bytes> argon2(std::string variant, Secret message, Secret nonce, uint32_t parallelism, uint32_t length,
                     uint32_t memory, uint32_t passes, Secret secret, Secret associated_data) {
  // More lanes than one would need OpenSSL's own threads: it computes them one after another then.
  uint32_t threads = 1;
  std::vector<OSSL_PARAM> params = {octets(OSSL_KDF_PARAM_PASSWORD, message),
                                    octets(OSSL_KDF_PARAM_SALT, nonce),
                                    OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &parallelism),
                                    OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_THREADS, &threads),
                                    OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &memory),
                                    OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &passes)};
  if (!secret.empty()) params.push_back(octets(OSSL_KDF_PARAM_SECRET, secret));
  if (!associated_data.empty()) params.push_back(octets(OSSL_KDF_PARAM_ARGON2_AD, associated_data));
  params.push_back(OSSL_PARAM_construct_end());
  return derive(variant.c_str(), params, length, "Argon2 derivation failed");
}

}  // namespace rondo::modules::crypto
