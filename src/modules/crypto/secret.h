// Bytes that are wiped when they are let go: passwords, keys, what comes of them.
#pragma once
#include <openssl/crypto.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace rondo::modules::crypto {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::span<const uint8_t> bytes) : bytes_(bytes.begin(), bytes.end()) {}
  explicit Secret(std::vector<uint8_t> bytes) : bytes_(std::move(bytes)) {}
  explicit Secret(std::string_view text) : bytes_(text.begin(), text.end()) {}
  ~Secret() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret& other) {
    if (this != &other) *this = Secret(other);
    return *this;
  }
  Secret& operator=(Secret&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  std::span<const uint8_t> span() const { return bytes_; }
  const uint8_t* data() const { return bytes_.data(); }
  const char* chars() const { return reinterpret_cast<const char*>(bytes_.data()); }
  std::string_view text() const { return {chars(), bytes_.size()}; }
  size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

 private:
  std::vector<uint8_t> bytes_;
};

}  // namespace rondo::modules::crypto
