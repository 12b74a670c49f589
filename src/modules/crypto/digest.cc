#include "modules/crypto/digest.h"

#include <openssl/err.h>

#include <algorithm>
#include <new>
#include <utility>

#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

DigestPtr fetch_digest(const std::string& name) {
  ERR_clear_error();
  if (EVP_MD* algorithm = EVP_MD_fetch(nullptr, name.c_str(), nullptr)) return DigestPtr(algorithm);
  // a signature's name, or one from before the providers
  const EVP_MD* alias = EVP_get_digestbyname(name.c_str());
  if (!alias) {
    ERR_clear_error();
    return nullptr;
  }
  ERR_clear_error();
  return DigestPtr(EVP_MD_fetch(nullptr, EVP_MD_get0_name(alias), nullptr));
}

EVP_MD* Digests::find(const std::string& name) {
  if (auto found = known_.find(name); found != known_.end()) return found->second.get();
  DigestPtr algorithm = fetch_digest(name);
  if (!algorithm) return nullptr;
  return known_.emplace(name, std::move(algorithm)).first->second.get();
}

std::vector<std::string> digest_names() {
  std::vector<std::string> names;
  EVP_MD_do_all_sorted(
      [](const EVP_MD* algorithm, const char* from, const char*, void* out) {
        const char* name = from ? from : EVP_MD_get0_name(algorithm);
        if (name) static_cast<std::vector<std::string>*>(out)->emplace_back(name);
      },
      &names);
  std::erase_if(names, [](const std::string& name) { return !fetch_digest(name); });
  ERR_clear_error();
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool has_any_length(const EVP_MD* algorithm) { return (EVP_MD_get_flags(algorithm) & EVP_MD_FLAG_XOF) != 0; }

size_t default_length(const EVP_MD* algorithm) {
  // OpenSSL names none for these since 3.4; programs count on what they had.
  if (EVP_MD_is_a(algorithm, "SHAKE128")) return 16;
  if (EVP_MD_is_a(algorithm, "SHAKE256")) return 32;
  return static_cast<size_t>(std::max(EVP_MD_get_size(algorithm), 0));
}

Result<Digest> Digest::make(const EVP_MD* algorithm, std::optional<size_t> length) {
  const size_t wanted = length.value_or(default_length(algorithm));
  if (!has_any_length(algorithm) && wanted != default_length(algorithm)) {
    ERR_raise(ERR_LIB_EVP, EVP_R_NOT_XOF_OR_INVALID_LENGTH);
    return openssl_error("Unsupported state or unable to hash");
  }
  DigestContext context(EVP_MD_CTX_new());
  if (!context || EVP_DigestInit_ex(context.get(), algorithm, nullptr) != 1)
    return openssl_error("Digest method not supported");
  return Digest(std::move(context), wanted);
}

Result<Digest> Digest::copy(std::optional<size_t> length) const {
  const EVP_MD* algorithm = EVP_MD_CTX_get0_md(context_.get());
  Result<Digest> made = make(algorithm, length);
  if (!made) return made;
  if (EVP_MD_CTX_copy_ex(made->context_.get(), context_.get()) != 1) return openssl_error("Digest copy error");
  return made;
}

bool Digest::update(std::span<const uint8_t> bytes) {
  return !result_ && EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1;
}

Result<std::span<const uint8_t>> Digest::finish() {
  if (result_) return std::span<const uint8_t>(*result_);
  std::vector<uint8_t> bytes(length_);
  const bool own_length = length_ == static_cast<size_t>(std::max(EVP_MD_CTX_get_size(context_.get()), 0));
  const int done = length_ == 0 ? 1
                   : own_length ? EVP_DigestFinal_ex(context_.get(), bytes.data(), nullptr)
                                : EVP_DigestFinalXOF(context_.get(), bytes.data(), bytes.size());
  if (done != 1) return openssl_error("Digest failed");
  result_ = std::move(bytes);
  return std::span<const uint8_t>(*result_);
}

Result<void> DigestOnce::run(const EVP_MD* algorithm, std::span<const uint8_t> bytes, std::span<uint8_t> out) {
  if (out.empty()) return {};
  if (!context_) context_.reset(EVP_MD_CTX_new());
  EVP_MD_CTX* context = context_.get();
  if (context && EVP_DigestInit_ex(context, algorithm, nullptr) == 1 &&
      EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1 &&
      (has_any_length(algorithm) ? EVP_DigestFinalXOF(context, out.data(), out.size())
                                 : EVP_DigestFinal_ex(context, out.data(), nullptr)) == 1)
    return {};
  return openssl_error("Digest failed");
}

}  // namespace rondo::modules::crypto
