// Symmetric ciphers. No V8 here.
#pragma once
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "modules/crypto/digest.h"

namespace rondo::modules::crypto {

using CipherPtr = std::unique_ptr<EVP_CIPHER, FreeWith<EVP_CIPHER_free>>;

/// The algorithm of any name that OpenSSL knows it by. Null where there is none.
CipherPtr fetch_cipher(const std::string& name);
/// All names of ciphers that can be fetched, sorted.
std::vector<std::string> cipher_names();

struct CipherInfo {
  std::string name;
  std::string mode;
  int32_t nid;
  int32_t key_length;  // bytes
  int32_t iv_length;   // 0: it takes none
  int32_t block_size;  // 1: a stream
};
/// What a cipher takes, or nothing where it does not take a key or an initialization vector of these lengths.
std::optional<CipherInfo> cipher_info(const std::string& name, std::optional<int32_t> key_length,
                                      std::optional<int32_t> iv_length);

/// Data being encrypted or decrypted.
class Cipher {
 public:
  /// @param iv absent where the cipher takes none
  /// @param tag_length bytes of the tag of those that authenticate, where that is said
  static Result<Cipher> make(bool encrypts, const std::string& name, std::span<const uint8_t> key,
                             std::optional<std::span<const uint8_t>> iv, std::optional<uint32_t> tag_length);

  Result<std::vector<uint8_t>> update(std::span<const uint8_t> data);
  /// What is left. Afterwards it takes nothing more.
  Result<std::vector<uint8_t>> finish();

  /// Each returns whether the cipher is in a state for it.
  bool set_auto_padding(bool on);
  /// The tag, once all data was encrypted; empty before, and for ciphers that make none.
  std::span<const uint8_t> tag() const {
    return finished_ && encrypts_ ? std::span<const uint8_t>(tag_) : std::span<const uint8_t>();
  }
  Result<bool> set_tag(std::span<const uint8_t> tag);
  /// @param message_length bytes of the data to come, which CCM must know
  Result<bool> set_aad(std::span<const uint8_t> data, std::optional<uint32_t> message_length);

 private:
  enum class Mode : uint8_t { other, gcm, ccm, ocb, chacha_poly, wrap };
  using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;

  Cipher(Context context, Mode mode, bool encrypts) : context_(std::move(context)), mode_(mode), encrypts_(encrypts) {}
  bool authenticates() const { return mode_ != Mode::other && mode_ != Mode::wrap; }
  Result<void> set_tag_length(const std::string& name, size_t iv_size, std::optional<uint32_t> length);
  bool give_tag();

  Context context_;
  Mode mode_;
  bool encrypts_;
  bool finished_ = false;
  bool tag_given_ = false;            // to OpenSSL, for decryption
  bool tag_failed_ = false;           // CCM found out while it decrypted
  uint32_t tag_length_ = 0;           // 0: not said
  uint32_t max_message_ = INT32_MAX;  // bytes, CCM
  std::vector<uint8_t> tag_;
};

}  // namespace rondo::modules::crypto
