// Random bytes. No V8 here.
#pragma once
#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "base/result.h"

namespace rondo::modules::crypto {

/// Fills `out` with what no one can foresee.
Result<void> fill_random(std::span<uint8_t> out);

/// The same for what the pool fills while JavaScript goes on.
Result<void> fill_random_bytes(Bytes out);

}  // namespace rondo::modules::crypto
