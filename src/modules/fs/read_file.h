// Whole files: readFile, readFileSync, and the same from an open descriptor.
#pragma once
#include "bind/module.h"

namespace rondo::modules::fs {

void bind_read_file(Module& m);

}  // namespace rondo::modules::fs
