#include "modules/crypto/cipher.h"

#include <openssl/err.h>
#include <openssl/objects.h>

#include <algorithm>
#include <cctype>
#include <climits>
#include <string_view>
#include <utility>

#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

namespace {

constexpr const char* unauthenticated = "Unsupported state or unable to authenticate data";

Error invalid_iv() { return Error::type("ERR_CRYPTO_INVALID_IV", "Invalid initialization vector"); }
Error invalid_tag(size_t length) {
  return Error::type("ERR_CRYPTO_INVALID_AUTH_TAG", "Invalid authentication tag length: " + std::to_string(length));
}
Error invalid_message() { return Error::type("ERR_CRYPTO_INVALID_MESSAGELEN", "Invalid message length"); }

std::string_view mode_name(const EVP_CIPHER* cipher) {
  switch (EVP_CIPHER_get_mode(cipher)) {
    case EVP_CIPH_CBC_MODE: return "cbc";
    case EVP_CIPH_CCM_MODE: return "ccm";
    case EVP_CIPH_CFB_MODE: return "cfb";
    case EVP_CIPH_CTR_MODE: return "ctr";
    case EVP_CIPH_ECB_MODE: return "ecb";
    case EVP_CIPH_GCM_MODE: return "gcm";
    case EVP_CIPH_OCB_MODE: return "ocb";
    case EVP_CIPH_OFB_MODE: return "ofb";
    case EVP_CIPH_WRAP_MODE: return "wrap";
    case EVP_CIPH_XTS_MODE: return "xts";
    case EVP_CIPH_STREAM_CIPHER: return "stream";
    default: return "";
  }
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_gcm_tag(size_t length) { return length == 4 || length == 8 || (length >= 12 && length <= 16); }

}  // namespace

CipherPtr fetch_cipher(const std::string& name) {
  CipherPtr cipher(EVP_CIPHER_fetch(nullptr, name.c_str(), nullptr));
  if (!cipher)
    if (const EVP_CIPHER* alias = EVP_get_cipherbyname(name.c_str()))
      cipher.reset(EVP_CIPHER_fetch(nullptr, EVP_CIPHER_get0_name(alias), nullptr));
  ERR_clear_error();
  return cipher;
}

std::vector<std::string> cipher_names() {
  std::vector<std::string> names;
  EVP_CIPHER_do_all_sorted(
      [](const EVP_CIPHER* cipher, const char* from, const char*, void* out) {
        const char* name = from ? from : EVP_CIPHER_get0_name(cipher);
        if (name) static_cast<std::vector<std::string>*>(out)->push_back(lower(name));
      },
      &names);
  std::erase_if(names, [](const std::string& name) { return !cipher_info(name, {}, {}); });
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<CipherInfo> cipher_info(const std::string& name, std::optional<int32_t> key_length,
                                      std::optional<int32_t> iv_length) {
  const CipherPtr cipher = fetch_cipher(name);
  if (!cipher) return std::nullopt;
  // The providers' ciphers have lost their numbers where they have names of their own.
  int nid = EVP_CIPHER_get_nid(cipher.get());
  if (nid == NID_undef) nid = OBJ_txt2nid(EVP_CIPHER_get0_name(cipher.get()));
  if (nid == NID_undef) return std::nullopt;
  CipherInfo info{lower(OBJ_nid2sn(nid)),
                  std::string(mode_name(cipher.get())),
                  nid,
                  EVP_CIPHER_get_key_length(cipher.get()),
                  EVP_CIPHER_get_iv_length(cipher.get()),
                  EVP_CIPHER_get_block_size(cipher.get())};
  if (!key_length && !iv_length) return info;

  const std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>> context(EVP_CIPHER_CTX_new());
  if (EVP_CipherInit_ex(context.get(), cipher.get(), nullptr, nullptr, nullptr, 1) != 1) return std::nullopt;
  if (key_length) {
    const bool fits = *key_length > 0 && EVP_CIPHER_CTX_set_key_length(context.get(), *key_length) == 1;
    ERR_clear_error();
    if (!fits) return std::nullopt;
    info.key_length = *key_length;
  }
  if (iv_length) {
    bool fits = *iv_length == info.iv_length;
    if (info.mode == "gcm" || info.mode == "ccm" || info.mode == "ocb" || info.name == "chacha20-poly1305")
      fits = *iv_length > 0 && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_IVLEN, *iv_length, nullptr) == 1;
    ERR_clear_error();
    if (!fits) return std::nullopt;
    info.iv_length = *iv_length;
  }
  return info;
}

Result<Cipher> Cipher::make(bool encrypts, const std::string& name, std::span<const uint8_t> key,
                            std::optional<std::span<const uint8_t>> iv, std::optional<uint32_t> tag_length) {
  ERR_clear_error();
  const CipherPtr algorithm = fetch_cipher(name);
  if (!algorithm) return Error::generic("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
  const std::string_view mode = mode_name(algorithm.get());
  const bool chacha = EVP_CIPHER_is_a(algorithm.get(), "ChaCha20-Poly1305");
  Context context(EVP_CIPHER_CTX_new());
  Cipher cipher(std::move(context),
                mode == "gcm"    ? Mode::gcm
                : mode == "ccm"  ? Mode::ccm
                : mode == "ocb"  ? Mode::ocb
                : chacha         ? Mode::chacha_poly
                : mode == "wrap" ? Mode::wrap
                                 : Mode::other,
                encrypts);

  const auto wanted_iv = static_cast<size_t>(EVP_CIPHER_get_iv_length(algorithm.get()));
  const size_t iv_size = iv ? iv->size() : 0;
  if ((iv_size == 0 && wanted_iv != 0) || (iv_size != 0 && !cipher.authenticates() && iv_size != wanted_iv))
    return invalid_iv();
  if (chacha && iv_size > 12) return invalid_iv();

  EVP_CIPHER_CTX* ctx = cipher.context_.get();
  if (cipher.mode_ == Mode::wrap) EVP_CIPHER_CTX_set_flags(ctx, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  if (EVP_CipherInit_ex(ctx, algorithm.get(), nullptr, nullptr, nullptr, encrypts ? 1 : 0) != 1)
    return openssl_error("Failed to initialize cipher");
  if (cipher.authenticates()) {
    if (EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, static_cast<int>(iv_size), nullptr) != 1) {
      ERR_clear_error();
      return invalid_iv();
    }
    if (Result<void> done = cipher.set_tag_length(lower(name), iv_size, tag_length); !done) return done.error();
  }
  if (EVP_CIPHER_CTX_set_key_length(ctx, static_cast<int>(key.size())) != 1) {
    ERR_clear_error();
    return Error::range("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length");
  }
  if (EVP_CipherInit_ex(ctx, nullptr, nullptr, key.data(), iv_size == 0 ? nullptr : iv->data(), encrypts ? 1 : 0) != 1)
    return openssl_error("Failed to initialize cipher");
  return cipher;
}

Result<void> Cipher::set_tag_length(const std::string& name, size_t iv_size, std::optional<uint32_t> length) {
  if (mode_ == Mode::gcm) {
    if (length && !is_gcm_tag(*length)) return invalid_tag(*length);
    tag_length_ = length.value_or(0);
    return {};
  }
  if (!length) {
    if (mode_ != Mode::chacha_poly)
      return Error::type("ERR_CRYPTO_INVALID_AUTH_TAG", "authTagLength required for " + name);
    length = 16;
  }
  if (mode_ == Mode::ccm && encrypts_ == false && EVP_default_properties_is_fips_enabled(nullptr) == 1)
    return Error::generic("ERR_CRYPTO_UNSUPPORTED_OPERATION", "CCM encryption not supported in FIPS mode");
  const bool taken =
      *length > 0 && *length <= 16 &&
      EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(*length), nullptr) == 1;
  ERR_clear_error();
  if (!taken) return invalid_tag(*length);
  tag_length_ = *length;
  // RFC 3610: the longer the nonce, the fewer bytes are left for the length of the message.
  if (mode_ == Mode::ccm && iv_size == 12) max_message_ = (1U << 24) - 1;
  if (mode_ == Mode::ccm && iv_size == 13) max_message_ = (1U << 16) - 1;
  return {};
}

/// Hands the tag of what is to be decrypted on to OpenSSL, once it is there.
bool Cipher::give_tag() {
  if (encrypts_ || tag_given_ || tag_.empty()) return true;
  tag_given_ =
      EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag_.size()), tag_.data()) == 1;
  return tag_given_;
}

Result<std::vector<uint8_t>> Cipher::update(std::span<const uint8_t> data) {
  if (finished_) return Error::generic("ERR_CRYPTO_INVALID_STATE", "Unsupported state");
  const auto block = static_cast<size_t>(EVP_CIPHER_CTX_get_block_size(context_.get()));
  if (data.size() > static_cast<size_t>(INT_MAX) - block) return Error::range("ERR_OUT_OF_RANGE", "data is too long");
  if (mode_ == Mode::ccm && data.size() > max_message_) return invalid_message();
  ERR_clear_error();
  if (authenticates() && !give_tag()) return openssl_error(unauthenticated);

  size_t room = data.size() + block;
  int size = 0;
  if (mode_ == Mode::wrap &&
      EVP_CipherUpdate(context_.get(), nullptr, &size, data.data(), static_cast<int>(data.size())) == 1)
    room = static_cast<size_t>(size);
  std::vector<uint8_t> out(room);
  const uint8_t nothing = 0;  // no data is data, a null pointer is the end of it
  if (EVP_CipherUpdate(context_.get(), out.data(), &size, data.empty() ? &nothing : data.data(),
                       static_cast<int>(data.size())) != 1) {
    if (mode_ == Mode::ccm && !encrypts_) {  // finish() tells
      tag_failed_ = true;
      ERR_clear_error();
      return std::vector<uint8_t>();
    }
    return openssl_error("Trying to add data in unsupported state");
  }
  out.resize(static_cast<size_t>(size));
  return out;
}

Result<std::vector<uint8_t>> Cipher::finish() {
  if (finished_) return Error::generic("ERR_CRYPTO_INVALID_STATE", "Unsupported state");
  ERR_clear_error();
  if (authenticates() && !give_tag()) return openssl_error(unauthenticated);
  std::vector<uint8_t> out(static_cast<size_t>(EVP_CIPHER_CTX_get_block_size(context_.get())));
  int size = 0;
  if (mode_ == Mode::chacha_poly && !encrypts_ && tag_.empty()) return Error::generic({}, unauthenticated);
  if (mode_ == Mode::ccm && !encrypts_) {
    // OpenSSL has compared the tag in update()
    if (tag_failed_ || tag_.empty()) return Error::generic({}, unauthenticated);
  } else if (EVP_CipherFinal_ex(context_.get(), out.data(), &size) != 1) {
    return openssl_error(authenticates() ? unauthenticated : "Unsupported state");
  }
  finished_ = true;
  if (authenticates() && encrypts_) {
    if (tag_length_ == 0) tag_length_ = 16;
    tag_.resize(tag_length_);
    if (EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag_length_), tag_.data()) != 1)
      return openssl_error(unauthenticated);
  }
  out.resize(static_cast<size_t>(size));
  return out;
}

bool Cipher::set_auto_padding(bool on) {
  return !finished_ && EVP_CIPHER_CTX_set_padding(context_.get(), on ? 1 : 0) == 1;
}

Result<bool> Cipher::set_tag(std::span<const uint8_t> tag) {
  if (finished_ || encrypts_ || !authenticates() || !tag_.empty()) return false;
  const bool fits = tag_length_ == 0 ? is_gcm_tag(tag.size()) : tag.size() == tag_length_;
  if (!fits) return invalid_tag(tag.size());
  tag_.assign(tag.begin(), tag.end());
  return true;
}

Result<bool> Cipher::set_aad(std::span<const uint8_t> data, std::optional<uint32_t> message_length) {
  if (finished_ || !authenticates()) return false;
  int size = 0;
  if (mode_ == Mode::ccm) {
    if (!message_length)
      return Error::generic("ERR_MISSING_ARGS", "options.plaintextLength required for CCM mode with AAD");
    if (*message_length > max_message_) return invalid_message();
    if (!give_tag()) return false;
    if (EVP_CipherUpdate(context_.get(), nullptr, &size, nullptr, static_cast<int>(*message_length)) != 1) return false;
  }
  return EVP_CipherUpdate(context_.get(), nullptr, &size, data.data(), static_cast<int>(data.size())) == 1;
}

}  // namespace rondo::modules::crypto
