// Keyed digests, RFC 2104. No V8 here.
#pragma once
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "modules/crypto/digest.h"

namespace rondo::modules::crypto {

/// A keyed digest being computed.
class Hmac {
 public:
  using Context = std::unique_ptr<EVP_MAC_CTX, FreeWith<EVP_MAC_CTX_free>>;
  /// @param context  that has its key
  explicit Hmac(Context context) : context_(std::move(context)) {}

  bool update(std::span<const uint8_t> bytes);
  /// The result, once; nothing at later calls.
  Result<std::vector<uint8_t>> finish();

 private:
  Context context_;
  bool finished_ = false;
};

/// Makes them. What OpenSSL looks up for each algorithm is kept: that takes longer than the digest of a line of text.
class Hmacs {
 public:
  /// @param algorithm  which outlives this
  Result<Hmac> make(EVP_MD* algorithm, std::span<const uint8_t> key);

 private:
  using Context = Hmac::Context;
  /// A context that has no key yet.
  Context begin(EVP_MD* algorithm);

  std::unique_ptr<EVP_MAC, FreeWith<EVP_MAC_free>> hmac_;
  std::unordered_map<EVP_MD*, Context> known_;
};

}  // namespace rondo::modules::crypto
