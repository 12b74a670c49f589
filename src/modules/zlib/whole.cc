#include "modules/zlib/whole.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace rondo::modules::zlib {

namespace {

/// Memory that grows in place where it can.
class Output {
 public:
  ~Output() { std::free(data_); }
  bool grow(size_t capacity) {
    auto* memory = static_cast<uint8_t*>(std::realloc(data_, capacity));
    if (!memory) return false;
    data_ = memory;
    capacity_ = capacity;
    return true;
  }
  uint8_t* data() const { return data_; }
  size_t capacity() const { return capacity_; }
  /// The first `size` bytes, without what was too much.
  Bytes take(size_t size) {
    if (size < capacity_) grow(size ? size : 1);
    uint8_t* data = std::exchange(data_, nullptr);
    return {data, size, std::shared_ptr<void>(data, std::free)};
  }

 private:
  uint8_t* data_ = nullptr;
  size_t capacity_ = 0;
};

/// Bytes to begin with: what compressing may give at most, or what decompressing often gives, within bounds.
size_t estimate(const Settings& settings, size_t input) {
  constexpr size_t least = 1024, most = 1 << 20;
  if (is_compressor(settings.mode)) return std::min(input + input / 1000 + 64, most);
  return std::clamp(input > most ? most : input * 4, least, most);
}

}  // namespace

Result<Bytes> run_whole(Codec& codec, const Settings& settings, std::span<const uint8_t> input, int32_t flush,
                        double most, size_t& taken) {
  // One byte more than allowed tells whether there is too much.
  constexpr double beyond = 0x1p62;
  const size_t limit = most < beyond ? static_cast<size_t>(std::max(most, 0.0)) + 1 : size_t{1} << 62;
  Window window{input.data(), input.size(), nullptr, 0};
  Output output;
  size_t size = 0;
  for (;;) {
    const size_t capacity = output.data()
                                ? output.capacity() + std::clamp<size_t>(output.capacity(), 1, size_t{1} << 30)
                                : estimate(settings, input.size());
    if (!output.grow(std::min(capacity, limit)))
      return Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory");
    window.out = output.data() + size;
    window.out_left = output.capacity() - size;
    Result<void> done = codec.run(window, flush);
    if (!done) return done.error();
    size = output.capacity() - window.out_left;
    if (static_cast<double>(size) > most) {
      char text[32];
      std::snprintf(text, sizeof text, "%.17g", most);
      return Error::range("ERR_BUFFER_TOO_LARGE", std::string("Cannot create a Buffer larger than ") + text + " bytes");
    }
    if (window.out_left > 0) break;
  }
  taken = input.size() - window.in_left;
  if (window.in_left > 0 && settings.single)
    return Error::type("ERR_TRAILING_JUNK_AFTER_STREAM_END",
                       "Trailing junk found after the end of the compressed stream");
  return output.take(size);
}

Result<std::unique_ptr<Codec>> Spares::take(const Settings& settings) {
  if (can_keep(settings)) {
    std::lock_guard lock(mutex_);
    for (auto it = list_.begin(); it != list_.end(); ++it) {
      if (it->mode != settings.mode || it->single != settings.single || it->values != settings.values) continue;
      std::unique_ptr<Codec> found = std::move(it->codec);
      list_.erase(it);
      return found;
    }
  }
  return make_codec(settings);
}

void Spares::give(const Settings& settings, std::unique_ptr<Codec> codec) {
  if (!codec || !can_keep(settings) || !codec->reset()) return;
  std::lock_guard lock(mutex_);
  if (list_.size() == most) list_.erase(list_.begin());
  list_.push_back({settings.mode, settings.single, settings.values, std::move(codec)});
}

}  // namespace rondo::modules::zlib
