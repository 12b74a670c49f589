// crypto.constants: numbers that OpenSSL names.
#pragma once
#include "bind/module.h"

namespace rondo::modules::crypto {

void bind_constants(Module& constants);

}  // namespace rondo::modules::crypto
