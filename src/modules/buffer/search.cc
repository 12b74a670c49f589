#include "modules/buffer/search.h"

#include <algorithm>
#include <cstring>

namespace rondo::modules::buffer {

std::optional<size_t> find(std::span<const uint8_t> hay, std::span<const uint8_t> needle, size_t from, Step step) {
  while (from <= hay.size() && hay.size() - from >= needle.size()) {
    const uint8_t* start = hay.data() + from;
    const void* hit = needle.size() == 1 ? std::memchr(start, needle[0], hay.size() - from)
                                         : ::memmem(start, hay.size() - from, needle.data(), needle.size());
    if (hit == nullptr) return std::nullopt;
    size_t at = static_cast<size_t>(static_cast<const uint8_t*>(hit) - hay.data());
    if (at % static_cast<size_t>(step) == 0) return at;
    from = at + 1;
  }
  return std::nullopt;
}

std::optional<size_t> find_last(std::span<const uint8_t> hay, std::span<const uint8_t> needle, size_t from, Step step) {
  if (needle.size() > hay.size()) return std::nullopt;
  size_t end = std::min(from, hay.size() - needle.size()) + 1;  // one past the last byte that may begin a match
  while (end > 0) {
    const void* hit = ::memrchr(hay.data(), needle[0], end);
    if (hit == nullptr) return std::nullopt;
    size_t at = static_cast<size_t>(static_cast<const uint8_t*>(hit) - hay.data());
    if (at % static_cast<size_t>(step) == 0 && std::memcmp(hay.data() + at, needle.data(), needle.size()) == 0) return at;
    end = at;
  }
  return std::nullopt;
}

}  // namespace rondo::modules::buffer
