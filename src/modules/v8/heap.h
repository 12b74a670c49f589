// What V8 says of its heap.
#pragma once

#include "bind/module.h"

namespace rondo::modules::v8 {

/// Functions of the binding about memory: statistics, snapshots, living objects.
void bind_heap(Module& m);

}  // namespace rondo::modules::v8
