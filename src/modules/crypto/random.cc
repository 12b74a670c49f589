#include "modules/crypto/random.h"

#include <openssl/rand.h>

#include <algorithm>
#include <climits>

#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

Result<void> fill_random(std::span<uint8_t> out) {
  while (!out.empty()) {
    const size_t step = std::min<size_t>(out.size(), INT_MAX);
    if (RAND_bytes(out.data(), static_cast<int>(step)) != 1) return openssl_error("Random bytes cannot be had");
    out = out.subspan(step);
  }
  return {};
}

Result<void> fill_random_bytes(Bytes out) { return fill_random(out.span()); }

}  // namespace rondo::modules::crypto
