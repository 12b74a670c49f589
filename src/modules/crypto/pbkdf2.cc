#define OPENSSL_SUPPRESS_DEPRECATED  // a hash's own functions: the generic ones cost as much again as the hash itself
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "modules/crypto/derive.h"
#include "modules/crypto/digest.h"
#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

namespace {

/// A hash function by its own three functions. Block and Size in bytes.
template <class C, auto Init, auto Update, auto Final, size_t Block, size_t Size>
struct HashFunction {
  using Context = C;
  static constexpr size_t block = Block;
  static constexpr size_t size = Size;
  static void init(C& c) { Init(&c); }
  static void update(C& c, std::span<const uint8_t> bytes) { Update(&c, bytes.data(), bytes.size()); }
  static void final(C& c, uint8_t* out) { Final(out, &c); }
};
using Sha1 = HashFunction<SHA_CTX, SHA1_Init, SHA1_Update, SHA1_Final, SHA_CBLOCK, SHA_DIGEST_LENGTH>;
using Sha224 = HashFunction<SHA256_CTX, SHA224_Init, SHA224_Update, SHA224_Final, SHA256_CBLOCK, SHA224_DIGEST_LENGTH>;
using Sha256 = HashFunction<SHA256_CTX, SHA256_Init, SHA256_Update, SHA256_Final, SHA256_CBLOCK, SHA256_DIGEST_LENGTH>;
using Sha384 = HashFunction<SHA512_CTX, SHA384_Init, SHA384_Update, SHA384_Final, SHA512_CBLOCK, SHA384_DIGEST_LENGTH>;
using Sha512 = HashFunction<SHA512_CTX, SHA512_Init, SHA512_Update, SHA512_Final, SHA512_CBLOCK, SHA512_DIGEST_LENGTH>;

/// RFC 2104, with the two blocks of the key hashed once: a message then costs two copies of a context.
template <class Hash>
class KeyedHash {
 public:
  using Value = std::array<uint8_t, Hash::size>;

  explicit KeyedHash(std::span<const uint8_t> key) {
    std::array<uint8_t, Hash::block> pad{};
    if (key.size() > pad.size()) {
      Hash::init(inner_);
      Hash::update(inner_, key);
      Hash::final(inner_, pad.data());
    } else {
      std::ranges::copy(key, pad.begin());
    }
    for (uint8_t& byte : pad) byte ^= 0x36;
    Hash::init(inner_);
    Hash::update(inner_, pad);
    for (uint8_t& byte : pad) byte ^= 0x36 ^ 0x5c;
    Hash::init(outer_);
    Hash::update(outer_, pad);
    OPENSSL_cleanse(pad.data(), pad.size());
  }
  ~KeyedHash() {
    OPENSSL_cleanse(&inner_, sizeof inner_);
    OPENSSL_cleanse(&outer_, sizeof outer_);
    OPENSSL_cleanse(&work_, sizeof work_);
  }
  KeyedHash(const KeyedHash&) = delete;
  KeyedHash& operator=(const KeyedHash&) = delete;

  /// The value of `message` followed by `more`; `out` may be `message`.
  void compute(std::span<const uint8_t> message, std::span<const uint8_t> more, Value& out) {
    work_ = inner_;
    Hash::update(work_, message);
    if (!more.empty()) Hash::update(work_, more);
    Hash::final(work_, out.data());
    work_ = outer_;
    Hash::update(work_, out);
    Hash::final(work_, out.data());
  }

 private:
  typename Hash::Context inner_, outer_, work_;
};

template <class Hash>
bool derive(const Secret& password, const Secret& salt, uint32_t iterations, std::span<uint8_t> out) {
  KeyedHash<Hash> keyed(password.span());
  typename KeyedHash<Hash>::Value value, sum;
  for (uint32_t block = 1; !out.empty(); block++) {
    const std::array<uint8_t, 4> number = {static_cast<uint8_t>(block >> 24), static_cast<uint8_t>(block >> 16),
                                           static_cast<uint8_t>(block >> 8), static_cast<uint8_t>(block)};
    keyed.compute(salt.span(), number, value);
    sum = value;
    for (uint32_t i = 1; i < iterations; i++) {
      keyed.compute(value, {}, value);
      for (size_t k = 0; k < sum.size(); k++) sum[k] ^= value[k];
    }
    const size_t size = std::min(out.size(), sum.size());
    std::copy_n(sum.begin(), size, out.begin());
    out = out.subspan(size);
  }
  OPENSSL_cleanse(value.data(), value.size());
  OPENSSL_cleanse(sum.data(), sum.size());
  return true;
}

/// Whether `algorithm` is a hash that is done here; `out` is filled then.
bool derive_by_own_functions(const EVP_MD* algorithm, const Secret& password, const Secret& salt, uint32_t iterations,
                             std::span<uint8_t> out) {
  if (EVP_default_properties_is_fips_enabled(nullptr)) return false;  // only what the module itself does counts then
  switch (EVP_MD_get_type(algorithm)) {
    case NID_sha1: return derive<Sha1>(password, salt, iterations, out);
    case NID_sha224: return derive<Sha224>(password, salt, iterations, out);
    case NID_sha256: return derive<Sha256>(password, salt, iterations, out);
    case NID_sha384: return derive<Sha384>(password, salt, iterations, out);
    case NID_sha512: return derive<Sha512>(password, salt, iterations, out);
    default: return false;
  }
}

}  // namespace

Result<Bytes> pbkdf2(std::string digest, Secret password, Secret salt, uint32_t iterations, uint32_t length) {
  Bytes out = Bytes::allocate(length);
  if (!out.valid()) return Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory");
  if (length == 0) return out;
  const DigestPtr algorithm = fetch_digest(digest);
  if (algorithm && derive_by_own_functions(algorithm.get(), password, salt, iterations, {out.data(), length}))
    return out;
  if (!algorithm ||
      PKCS5_PBKDF2_HMAC(password.chars(), static_cast<int>(password.size()), salt.data(), static_cast<int>(salt.size()),
                        static_cast<int>(iterations), algorithm.get(), static_cast<int>(length), out.data()) != 1)
    return openssl_error_as("PBKDF2 derivation failed");
  return out;
}

}  // namespace rondo::modules::crypto
