// Keys out of passwords and other keys. Each function may take long: they run in the pool as well. No V8 here.
#pragma once
#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "modules/crypto/secret.h"

namespace rondo::modules::crypto {

/// RFC 8018, section 5.2. @param length bytes of the key
Result<Bytes> pbkdf2(std::string digest, Secret password, Secret salt, uint32_t iterations, uint32_t length);

/// RFC 7914. @param max_memory bytes
Result<Bytes> scrypt(Secret password, Secret salt, double cost, double block_size, double parallelization,
                     double max_memory, uint32_t length);
/// Whether scrypt takes these; the error says why not.
Result<void> check_scrypt(double cost, double block_size, double parallelization, double max_memory);

/// RFC 5869, extract and expand.
Result<Bytes> hkdf(std::string digest, Secret key, Secret salt, Secret info, uint32_t length);

/// RFC 9106. @param variant "ARGON2D", "ARGON2I" or "ARGON2ID"; memory in KiB
Result<Bytes> argon2(std::string variant, Secret message, Secret nonce, uint32_t parallelism, uint32_t length,
                     uint32_t memory, uint32_t passes, Secret secret, Secret associated_data);

}  // namespace rondo::modules::crypto
