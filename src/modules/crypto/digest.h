// Message digests. No V8 here.
#pragma once
#include <openssl/evp.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace rondo::modules::crypto {

/// Calls a C function of OpenSSL to free what a unique_ptr holds.
template <auto F>
struct FreeWith {
  template <class T>
  void operator()(T* p) const {
    F(p);
  }
};
using DigestPtr = std::unique_ptr<EVP_MD, FreeWith<EVP_MD_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;

/// The algorithm of any name that OpenSSL knows it by ("sha256", "RSA-SHA256", "SHA2-256"). Null where there is none; the error
/// queue then tells whether the name is known ("unsupported").
DigestPtr fetch_digest(const std::string& name);

/// Algorithms fetched before, by name: fetching takes longer than hashing a line of text.
class Digests {
 public:
  EVP_MD* find(const std::string& name);

 private:
  std::unordered_map<std::string, DigestPtr> known_;
};

/// All names of algorithms that can be fetched, sorted.
std::vector<std::string> digest_names();

/// The bytes that a digest has when nothing is said of its length.
size_t default_length(const EVP_MD* algorithm);
bool has_any_length(const EVP_MD* algorithm);

/// A digest being computed.
class Digest {
 public:
  /// @param length bytes of the result, where it is not the algorithm's own; only for those that give any length (SHAKE)
  static Result<Digest> make(const EVP_MD* algorithm, std::optional<size_t> length);
  /// One that has seen the same bytes. Fails once the result was taken.
  Result<Digest> copy(std::optional<size_t> length) const;

  bool update(std::span<const uint8_t> bytes);
  /// The result; the same at every call.
  Result<std::span<const uint8_t>> finish();

 private:
  Digest(DigestContext context, size_t length) : context_(std::move(context)), length_(length) {}
  DigestContext context_;
  size_t length_;
  std::optional<std::vector<uint8_t>> result_;
};

/// Digests of what is there as a whole.
class DigestOnce {
 public:
  /// Written to `out`, which has the length that is wanted.
  Result<void> run(const EVP_MD* algorithm, std::span<const uint8_t> bytes, std::span<uint8_t> out);

 private:
  DigestContext context_;  // kept: OpenSSL has little to do where the next one is of the same algorithm
};

}  // namespace rondo::modules::crypto
