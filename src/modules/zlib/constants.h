// zlib.constants, from the libraries' own headers.
#pragma once
#include "bind/module.h"

namespace rondo::modules::zlib {

void bind_constants(Module& constants);

}  // namespace rondo::modules::zlib
