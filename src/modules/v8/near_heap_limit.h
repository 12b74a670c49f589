// Heap snapshots of a program that is about to run out of memory.
#pragma once

#include <string>

#include "bind/module.h"

namespace rondo::modules::v8 {

/// snapshotNearHeapLimit(most, folder, thread id): writes a heap snapshot to a file each time the heap comes near its limit, so many times
/// at most. Only the first call counts.
void snapshot_near_heap_limit(Runtime& rt, uint32_t most, std::string folder, uint32_t thread);

}  // namespace rondo::modules::v8
