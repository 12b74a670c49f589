// A stretch of memory together with whatever keeps it alive, so that the background can read or fill it
// while the JavaScript thread goes on.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace rondo {

class Bytes {
 public:
  Bytes() = default;
  Bytes(uint8_t* data, size_t size, std::shared_ptr<void> owner) : data_(data), size_(size), owner_(std::move(owner)) {}

  /// Uninitialised memory of its own; empty (and `valid()` false) when there is none to be had.
  static Bytes allocate(size_t size) {
    std::shared_ptr<uint8_t[]> memory(new (std::nothrow) uint8_t[size ? size : 1]);
    uint8_t* data = memory.get();
    return {data, data ? size : 0, std::move(memory)};
  }
  static Bytes copy(std::string_view text) {
    Bytes b = allocate(text.size());
    if (b.valid()) std::char_traits<char>::copy(reinterpret_cast<char*>(b.data_), text.data(), text.size());
    return b;
  }

  bool valid() const { return data_ != nullptr; }
  uint8_t* data() const { return data_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::span<uint8_t> span() const { return {data_, size_}; }
  std::string_view text() const { return {reinterpret_cast<const char*>(data_), size_}; }
  /// The first `size` bytes, sharing the owner.
  Bytes first(size_t size) const { return {data_, size < size_ ? size : size_, owner_}; }
  const std::shared_ptr<void>& owner() const { return owner_; }

 private:
  uint8_t* data_ = nullptr;
  size_t size_ = 0;
  std::shared_ptr<void> owner_;
};

}  // namespace rondo
