// Keyed digests, RFC 2104. No V8 here.
#pragma once
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "modules/crypto/digest.h"

namespace rondo::modules::crypto {

class Hmac {
 public:
  static Result<Hmac> make(const EVP_MD* algorithm, std::span<const uint8_t> key);
  bool update(std::span<const uint8_t> bytes);
  /// The result, once; nothing at later calls.
  Result<std::vector<uint8_t>> finish();

 private:
  using Context = std::unique_ptr<EVP_MAC_CTX, FreeWith<EVP_MAC_CTX_free>>;
  explicit Hmac(Context context) : context_(std::move(context)) {}
  Context context_;
  bool finished_ = false;
};

}  // namespace rondo::modules::crypto
