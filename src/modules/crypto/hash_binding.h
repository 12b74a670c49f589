// Digests and keyed digests, as lib/internal/crypto/hash.js uses them.
#pragma once
#include "bind/module.h"

namespace rondo::modules::crypto {

void bind_hash(Module& m);

}  // namespace rondo::modules::crypto
