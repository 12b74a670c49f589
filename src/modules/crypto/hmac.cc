#include "modules/crypto/hmac.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

Hmacs::Context Hmacs::begin(EVP_MD* algorithm) {
  auto found = known_.find(algorithm);
  if (found == known_.end()) {
    if (!hmac_) hmac_.reset(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    Context context(hmac_ ? EVP_MAC_CTX_new(hmac_.get()) : nullptr);
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(EVP_MD_get0_name(algorithm)), 0),
        OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_CTX_set_params(context.get(), params) != 1) return nullptr;
    found = known_.emplace(algorithm, std::move(context)).first;
  }
  return Context(EVP_MAC_CTX_dup(found->second.get()));
}

Result<Hmac> Hmacs::make(EVP_MD* algorithm, std::span<const uint8_t> key) {
  Context context = begin(algorithm);
  const uint8_t nothing = 0;  // an empty key is a key, a null pointer is none
  if (!context || EVP_MAC_init(context.get(), key.empty() ? &nothing : key.data(), key.size(), nullptr) != 1)
    return openssl_error("Unsupported state or unable to authenticate");
  return Hmac(std::move(context));
}

bool Hmac::update(std::span<const uint8_t> bytes) {
  return !finished_ && EVP_MAC_update(context_.get(), bytes.data(), bytes.size()) == 1;
}

Result<std::vector<uint8_t>> Hmac::finish() {
  if (finished_) return std::vector<uint8_t>();
  finished_ = true;
  std::vector<uint8_t> out(EVP_MAC_CTX_get_mac_size(context_.get()));
  size_t length = 0;
  if (EVP_MAC_final(context_.get(), out.data(), &length, out.size()) != 1)
    return openssl_error("Unsupported state or unable to authenticate");
  out.resize(length);
  return out;
}

}  // namespace rondo::modules::crypto
