// os.constants: numbers of signals and errors, priorities, flags of dlopen.
#pragma once
#include "bind/module.h"

namespace rondo::modules::os {

void bind_constants(Module& constants);

}  // namespace rondo::modules::os
