// Finding bytes in bytes: indexOf, lastIndexOf, includes. No V8 here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace rondo::modules::buffer {

/// Where a search may match: every byte, or the even ones alone (UTF-16 text).
enum class Step : uint8_t { byte = 1, unit = 2 };

/// First match of `needle` that begins at `from` or later. `needle` is not empty.
std::optional<size_t> find(std::span<const uint8_t> hay, std::span<const uint8_t> needle, size_t from,
                           Step step = Step::byte);

/// Last match of `needle` that begins at `from` or earlier. `needle` is not empty.
std::optional<size_t> find_last(std::span<const uint8_t> hay, std::span<const uint8_t> needle, size_t from,
                                Step step = Step::byte);

}  // namespace rondo::modules::buffer
