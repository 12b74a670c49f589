// What can be asked of and done with the descriptors that the process was given, without the loop.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace rondo::modules::stdio {

/// What a descriptor is: "FILE", "PIPE", "TTY", "TCP", "UDP", "UNKNOWN", or "INVALID" when it is not open.
std::string kind(int32_t fd);

/// Writes all of `bytes`, waiting where the descriptor would block. Returns 0 or a negative errno.
int32_t write_all(int32_t fd, std::span<const uint8_t> bytes);

/// Columns and rows of a terminal; empty when it has none to tell.
std::vector<int32_t> window_size(int32_t fd);

}  // namespace rondo::modules::stdio
