// fs.constants: what POSIX and libuv name.
#pragma once
#include "bind/module.h"

namespace rondo::modules::fs {

void bind_constants(Module& constants);

}  // namespace rondo::modules::fs
