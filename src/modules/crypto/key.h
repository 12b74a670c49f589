// Asymmetric keys. No V8 here.
#pragma once
#include <openssl/bn.h>
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "modules/crypto/digest.h"
#include "modules/crypto/secret.h"

namespace rondo::modules::crypto {

/// A key that JavaScript and the pool share; it never changes.
using PKey = std::shared_ptr<EVP_PKEY>;
inline PKey take_key(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using BigNumber = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;

/// A key and whether its private half may be used.
struct Key {
  PKey key;
  bool is_private = false;
};

/// How a key is written. Values are seen by lib/ (binding('crypto').keyFormats, keyTypes).
enum class KeyFormat : int32_t { der, pem };
enum class KeyType : int32_t { any, pkcs1, spki, pkcs8, sec1 };

/// Reads a private key. @param type of DER; PEM says it itself
Result<PKey> read_private_key(std::span<const uint8_t> text, KeyFormat format, KeyType type,
                              const std::optional<Secret>& passphrase);
/// Reads a public key, or a private key or a certificate for its public half.
Result<PKey> read_public_key(std::span<const uint8_t> text, KeyFormat format, KeyType type,
                             const std::optional<Secret>& passphrase);

/// @param type spki or pkcs1
Result<Bytes> write_public_key(const PKey& key, KeyFormat format, KeyType type);
/// @param type pkcs8, pkcs1 or sec1; with a cipher, the key is encrypted under the passphrase
Result<Bytes> write_private_key(const PKey& key, KeyFormat format, KeyType type,
                                const std::optional<std::string>& cipher, const Secret& passphrase);

/// A passphrase as OpenSSL asks for it; none where `passphrase` is empty: it then cancels.
int give_passphrase(char* buffer, int size, int, void* passphrase);

/// The kind of a key as Node names it ("rsa", "ec", "ed25519", "ml-dsa-44"); empty for one that it does not know.
std::string kind_of(const EVP_PKEY* key);
/// The name of a key's curve as OpenSSL has it ("prime256v1"); empty where it has none.
std::string curve_of(const EVP_PKEY* key);

/// What asymmetricKeyDetails shows; a number is absent where it does not apply.
struct KeyDetails {
  std::optional<double> modulus_length;
  std::optional<std::vector<uint8_t>> public_exponent;  // big-endian
  std::optional<std::string> digest;                    // rsa-pss
  std::optional<std::string> mask_digest;
  std::optional<double> salt_length;
  std::optional<double> divisor_length;
  std::string curve;
};
KeyDetails details_of(const EVP_PKEY* key);

/// A number of a key as big-endian bytes, padded to `size` where that is given; empty where the key has none of that name.
std::vector<uint8_t> key_number(const EVP_PKEY* key, const char* name, size_t size = 0);
std::vector<uint8_t> bytes_of(const BIGNUM* number, size_t size = 0);
BigNumber number_of(std::span<const uint8_t> big_endian);

}  // namespace rondo::modules::crypto
