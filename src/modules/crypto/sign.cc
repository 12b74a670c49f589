#include "modules/crypto/sign.h"

#include <openssl/core_names.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include <utility>

#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

namespace {

bool is_rsa(const EVP_PKEY* key) { return EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_is_a(key, "RSA-PSS"); }

/// Bytes of each of r and s; 0 for keys whose signatures are no such pair.
size_t half_size(const EVP_PKEY* key) {
  const char* name = EVP_PKEY_is_a(key, "EC")    ? OSSL_PKEY_PARAM_EC_ORDER
                     : EVP_PKEY_is_a(key, "DSA") ? OSSL_PKEY_PARAM_FFC_Q
                                                 : nullptr;
  if (!name) return 0;
  return static_cast<size_t>(BN_num_bytes(number_of(key_number(key, name)).get()));
}

using EcdsaPair = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;

/// r and s side by side out of DER, which is the same for DSA and ECDSA.
Result<std::vector<uint8_t>> to_p1363(const EVP_PKEY* key, std::vector<uint8_t> der) {
  const size_t half = half_size(key);
  if (half == 0) return der;
  const uint8_t* data = der.data();
  const EcdsaPair pair(d2i_ECDSA_SIG(nullptr, &data, static_cast<long>(der.size())));
  if (!pair) return openssl_error("Signing failed");
  std::vector<uint8_t> out = bytes_of(ECDSA_SIG_get0_r(pair.get()), half);
  std::vector<uint8_t> s = bytes_of(ECDSA_SIG_get0_s(pair.get()), half);
  out.insert(out.end(), s.begin(), s.end());
  return out;
}

/// The other way. Nothing for what has not the right length.
std::optional<std::vector<uint8_t>> from_p1363(const EVP_PKEY* key, std::span<const uint8_t> signature) {
  const size_t half = half_size(key);
  if (half == 0) return std::vector<uint8_t>(signature.begin(), signature.end());
  if (signature.size() != 2 * half) return std::nullopt;
  const EcdsaPair pair(ECDSA_SIG_new());
  BigNumber r = number_of(signature.first(half)), s = number_of(signature.subspan(half));
  if (!pair || ECDSA_SIG_set0(pair.get(), r.release(), s.release()) != 1) return std::nullopt;
  uint8_t* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  if (size <= 0) return std::nullopt;
  std::vector<uint8_t> out(der, der + size);
  OPENSSL_free(der);
  return out;
}

/// Padding, salt and context on a context that was made for signing.
bool apply(EVP_PKEY_CTX* context, const EVP_PKEY* key, const SignOptions& options) {
  if (is_rsa(key)) {
    const int padding =
        options.padding.value_or(EVP_PKEY_is_a(key, "RSA-PSS") ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING);
    if (EVP_PKEY_CTX_set_rsa_padding(context, padding) != 1) return false;
    if (padding == RSA_PKCS1_PSS_PADDING && options.salt_length &&
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, *options.salt_length) != 1)
      return false;
  }
  if (options.context && !options.context->empty()) {
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_octet_string(OSSL_SIGNATURE_PARAM_CONTEXT_STRING,
                                          const_cast<uint8_t*>(options.context->data()), options.context->size()),
        OSSL_PARAM_construct_end()};
    if (EVP_PKEY_CTX_set_params(context, params) != 1) return false;
  }
  return true;
}

Error failed() { return openssl_error("Signing failed"); }

/// The context that hashes and signs (or verifies); null where that cannot be.
DigestContext data_context(const Key& key, const std::string& digest, bool signing, const SignOptions& options) {
  ERR_clear_error();
  DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* inner = nullptr;
  std::string name;
  if (!digest.empty()) {
    const DigestPtr algorithm = fetch_digest(digest);
    name = algorithm ? EVP_MD_get0_name(algorithm.get()) : digest;
  }
  auto init = signing ? EVP_DigestSignInit_ex : EVP_DigestVerifyInit_ex;
  if (!context ||
      init(context.get(), &inner, name.empty() ? nullptr : name.c_str(), nullptr, nullptr, key.key.get(), nullptr) != 1)
    return nullptr;
  return apply(inner, key.key.get(), options) ? std::move(context) : nullptr;
}

KeyContext hash_context(const Key& key, const EVP_MD* algorithm, bool signing, const SignOptions& options) {
  ERR_clear_error();
  KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.key.get(), nullptr));
  if (!context || (signing ? EVP_PKEY_sign_init(context.get()) : EVP_PKEY_verify_init(context.get())) <= 0)
    return nullptr;
  if (!apply(context.get(), key.key.get(), options) || EVP_PKEY_CTX_set_signature_md(context.get(), algorithm) <= 0)
    return nullptr;
  return context;
}

}  // namespace

Result<std::vector<uint8_t>> sign_data(const Key& key, const std::string& digest, std::span<const uint8_t> data,
                                       const SignOptions& options) {
  const DigestContext context = data_context(key, digest, true, options);
  size_t size = 0;
  if (!context || EVP_DigestSign(context.get(), nullptr, &size, data.data(), data.size()) != 1) return failed();
  std::vector<uint8_t> out(size);
  if (EVP_DigestSign(context.get(), out.data(), &size, data.data(), data.size()) != 1) return failed();
  out.resize(size);
  return options.p1363 ? to_p1363(key.key.get(), std::move(out)) : out;
}

Result<bool> verify_data(const Key& key, const std::string& digest, std::span<const uint8_t> data,
                         std::span<const uint8_t> signature, const SignOptions& options) {
  const DigestContext context = data_context(key, digest, false, options);
  if (!context) return failed();
  std::optional<std::vector<uint8_t>> der;
  if (options.p1363) {
    der = from_p1363(key.key.get(), signature);
    if (!der) return false;
    signature = *der;
  }
  const bool valid = EVP_DigestVerify(context.get(), signature.data(), signature.size(), data.data(), data.size()) == 1;
  ERR_clear_error();
  return valid;
}

Result<std::vector<uint8_t>> sign_hash(const Key& key, const EVP_MD* algorithm, std::span<const uint8_t> hash,
                                       const SignOptions& options) {
  const KeyContext context = hash_context(key, algorithm, true, options);
  size_t size = 0;
  if (!context || EVP_PKEY_sign(context.get(), nullptr, &size, hash.data(), hash.size()) <= 0) return failed();
  std::vector<uint8_t> out(size);
  if (EVP_PKEY_sign(context.get(), out.data(), &size, hash.data(), hash.size()) <= 0) return failed();
  out.resize(size);
  return options.p1363 ? to_p1363(key.key.get(), std::move(out)) : out;
}

Result<bool> verify_hash(const Key& key, const EVP_MD* algorithm, std::span<const uint8_t> hash,
                         std::span<const uint8_t> signature, const SignOptions& options) {
  const KeyContext context = hash_context(key, algorithm, false, options);
  if (!context) return failed();
  std::optional<std::vector<uint8_t>> der;
  if (options.p1363) {
    der = from_p1363(key.key.get(), signature);
    if (!der) return false;
    signature = *der;
  }
  const bool valid = EVP_PKEY_verify(context.get(), signature.data(), signature.size(), hash.data(), hash.size()) == 1;
  ERR_clear_error();
  return valid;
}

namespace {

using Init = int (*)(EVP_PKEY_CTX*);
using Step = int (*)(EVP_PKEY_CTX*, unsigned char*, size_t*, const unsigned char*, size_t);

Result<std::vector<uint8_t>> rsa_cipher(const Key& key, std::span<const uint8_t> data, const RsaOptions& options,
                                        Init init, Step step) {
  ERR_clear_error();
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.key.get(), nullptr));
  if (!context || init(context.get()) <= 0 || EVP_PKEY_CTX_set_rsa_padding(context.get(), options.padding) <= 0)
    return openssl_error("RSA failed");
  if (options.padding == RSA_PKCS1_OAEP_PADDING) {
    const std::string digest = options.oaep_digest.empty() ? "sha1" : options.oaep_digest;
    const DigestPtr algorithm = fetch_digest(digest);
    if (!algorithm) return Error::type("ERR_CRYPTO_INVALID_DIGEST", "Invalid digest: " + digest);
    if (EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), algorithm.get()) <= 0) return openssl_error("RSA failed");
    if (options.oaep_label && !options.oaep_label->empty()) {
      // OpenSSL frees the label that it is given
      void* label = OPENSSL_memdup(options.oaep_label->data(), options.oaep_label->size());
      if (EVP_PKEY_CTX_set0_rsa_oaep_label(context.get(), label, static_cast<int>(options.oaep_label->size())) <= 0) {
        OPENSSL_free(label);
        return openssl_error("RSA failed");
      }
    }
  }
  const uint8_t nothing = 0;  // no data is data, a null pointer is none
  const uint8_t* in = data.empty() ? &nothing : data.data();
  size_t size = 0;
  if (step(context.get(), nullptr, &size, in, data.size()) <= 0) return openssl_error("RSA failed");
  std::vector<uint8_t> out(size);
  if (step(context.get(), out.data(), &size, in, data.size()) <= 0) return openssl_error("RSA failed");
  out.resize(size);
  return out;
}

}  // namespace

Result<std::vector<uint8_t>> rsa_public_encrypt(const Key& key, std::span<const uint8_t> data,
                                                const RsaOptions& options) {
  return rsa_cipher(key, data, options, EVP_PKEY_encrypt_init, EVP_PKEY_encrypt);
}
Result<std::vector<uint8_t>> rsa_private_decrypt(const Key& key, std::span<const uint8_t> data,
                                                 const RsaOptions& options) {
  return rsa_cipher(key, data, options, EVP_PKEY_decrypt_init, EVP_PKEY_decrypt);
}
Result<std::vector<uint8_t>> rsa_private_encrypt(const Key& key, std::span<const uint8_t> data,
                                                 const RsaOptions& options) {
  return rsa_cipher(key, data, options, EVP_PKEY_sign_init, EVP_PKEY_sign);
}
Result<std::vector<uint8_t>> rsa_public_decrypt(const Key& key, std::span<const uint8_t> data,
                                                const RsaOptions& options) {
  return rsa_cipher(key, data, options, EVP_PKEY_verify_recover_init, EVP_PKEY_verify_recover);
}

}  // namespace rondo::modules::crypto
