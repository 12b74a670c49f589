// Signatures. No V8 here.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "modules/crypto/key.h"

namespace rondo::modules::crypto {

/// How a signature is made or checked. What is not said is OpenSSL's own choice for the key.
struct SignOptions {
  std::optional<int32_t> padding;      // RSA
  std::optional<int32_t> salt_length;  // RSA-PSS
  bool p1363 = false;                  // DSA, ECDSA: r and s side by side, not DER
  std::optional<Secret> context;       // Ed448, ML-DSA, SLH-DSA
};

/// Over data: hashed with `digest`, or as it is where the key's kind hashes itself and `digest` is empty.
Result<std::vector<uint8_t>> sign_data(const Key& key, const std::string& digest, std::span<const uint8_t> data,
                                       const SignOptions& options);
Result<bool> verify_data(const Key& key, const std::string& digest, std::span<const uint8_t> data,
                         std::span<const uint8_t> signature, const SignOptions& options);

/// Over what was hashed before with `algorithm`.
Result<std::vector<uint8_t>> sign_hash(const Key& key, const EVP_MD* algorithm, std::span<const uint8_t> hash,
                                       const SignOptions& options);
Result<bool> verify_hash(const Key& key, const EVP_MD* algorithm, std::span<const uint8_t> hash,
                         std::span<const uint8_t> signature, const SignOptions& options);

/// RSA as a cipher: with the public half (`use_private` false) or the private one, there or back.
struct RsaOptions {
  int32_t padding;
  std::string oaep_digest;  // empty: SHA-1
  std::optional<Secret> oaep_label;
};
Result<std::vector<uint8_t>> rsa_public_encrypt(const Key& key, std::span<const uint8_t> data,
                                                const RsaOptions& options);
Result<std::vector<uint8_t>> rsa_private_decrypt(const Key& key, std::span<const uint8_t> data,
                                                 const RsaOptions& options);
Result<std::vector<uint8_t>> rsa_private_encrypt(const Key& key, std::span<const uint8_t> data,
                                                 const RsaOptions& options);
Result<std::vector<uint8_t>> rsa_public_decrypt(const Key& key, std::span<const uint8_t> data,
                                                const RsaOptions& options);

}  // namespace rondo::modules::crypto
