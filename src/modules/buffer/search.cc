#include "modules/buffer/search.h"

#include <algorithm>
#include <cstring>

namespace rondo::modules::buffer {

namespace {

/// Places that are looked at together.
constexpr size_t kBlock = 64;

/// Whether one of kBlock places may begin a match: its first and its last byte are right. Without branches, so that the compiler compares many
/// bytes at a time. `ends` is as far behind `begins` as a match's last byte is behind its first.
bool may_match(const uint8_t* begins, const uint8_t* ends, uint8_t first, uint8_t last) {
  uint8_t any = 0;
  for (size_t i = 0; i < kBlock; i++) any |= static_cast<uint8_t>((begins[i] == first) & (ends[i] == last));
  return any != 0;
}

/// Places that may be tried in vain before the search is one that never takes longer than the sum of both lengths.
size_t patience(size_t passed) { return 16 + passed / 64; }

const uint8_t* find_bytes(std::span<const uint8_t> hay, std::span<const uint8_t> needle) {
  const uint8_t first = needle.front(), last = needle.back();
  const size_t span = needle.size() - 1;
  const size_t places = hay.size() - span;
  const uint8_t* start = hay.data();
  if (span == 0) return static_cast<const uint8_t*>(std::memchr(start, first, places));
  size_t wrong = 0;
  for (size_t at = 0; at < places;) {
    const size_t end = std::min(at + kBlock, places);
    if (end - at == kBlock && !may_match(start + at, start + at + span, first, last)) {
      at = end;
      continue;
    }
    for (; at < end; at++) {
      if (start[at] != first || start[at + span] != last) continue;
      if (std::memcmp(start + at, needle.data(), needle.size()) == 0) return start + at;
      if (++wrong > patience(at))
        return static_cast<const uint8_t*>(::memmem(start + at, hay.size() - at, needle.data(), needle.size()));
    }
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

namespace {

/// find_last() for where many places look like a match: it halves what is left, by searches of which none takes longer than its own length.
std::optional<size_t> find_last_by_halves(std::span<const uint8_t> hay, std::span<const uint8_t> needle, Step step) {
  std::optional<size_t> found;
  size_t low = 0;
  size_t high = hay.size() - needle.size() + 1;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (auto hit = find(hay.first(high + needle.size() - 1), needle, middle, step)) {
      found = hit;
      low = *hit + 1;
    } else {
      high = middle;
    }
  }
  return found;
}

}  // namespace

std::optional<size_t> find_last(std::span<const uint8_t> hay, std::span<const uint8_t> needle, size_t from, Step step) {
  if (needle.size() > hay.size()) return std::nullopt;
  size_t end = std::min(from, hay.size() - needle.size()) + 1;  // one past the last byte that may begin a match
  const size_t begun = end;
  for (size_t wrong = 0; end > 0; wrong++) {
    if (wrong > patience(begun - end)) return find_last_by_halves(hay.first(end + needle.size() - 1), needle, step);
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
