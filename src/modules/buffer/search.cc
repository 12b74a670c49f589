#include "modules/buffer/search.h"

#include <algorithm>
#include <cstring>

namespace rondo::modules::buffer {

namespace {

/// memchr is several times as fast as memmem while what it finds is seldom wrong; memmem never gets slower than the sum of both lengths.
const uint8_t* find_bytes(std::span<const uint8_t> hay, std::span<const uint8_t> needle) {
  const uint8_t* at = hay.data();
  const uint8_t* last = hay.data() + hay.size() - needle.size();
  for (size_t wrong = 0; at <= last; wrong++) {
    if (wrong > 16 + static_cast<size_t>(at - hay.data()) / 64) {
      return static_cast<const uint8_t*>(
          ::memmem(at, static_cast<size_t>(hay.data() + hay.size() - at), needle.data(), needle.size()));
    }
    at = static_cast<const uint8_t*>(std::memchr(at, needle[0], static_cast<size_t>(last - at) + 1));
    if (at == nullptr || std::memcmp(at, needle.data(), needle.size()) == 0) return at;
    at++;
  }
  return nullptr;
}

}  // namespace

std::optional<size_t> find(std::span<const uint8_t> hay, std::span<const uint8_t> needle, size_t from, Step step) {
  while (from <= hay.size() && hay.size() - from >= needle.size()) {
    const uint8_t* hit = find_bytes(hay.subspan(from), needle);
    if (hit == nullptr) return std::nullopt;
    size_t at = static_cast<size_t>(hit - hay.data());
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
    if (at % static_cast<size_t>(step) == 0 && std::memcmp(hay.data() + at, needle.data(), needle.size()) == 0)
      return at;
    end = at;
  }
  return std::nullopt;
}

}  // namespace rondo::modules::buffer
