#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "modules/crypto/key.h"

namespace rondo::modules::crypto {

std::vector<uint8_t> bytes_of(const BIGNUM* number, size_t size) {
  std::vector<uint8_t> out(std::max<size_t>(size, static_cast<size_t>(BN_num_bytes(number))));
  BN_bn2binpad(number, out.data(), static_cast<int>(out.size()));
  return out;
}

BigNumber number_of(std::span<const uint8_t> big_endian) {
  return BigNumber(BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), nullptr));
}

std::vector<uint8_t> key_number(const EVP_PKEY* key, const char* name, size_t size) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) {
    ERR_clear_error();
    return {};
  }
  const BigNumber owner(number);
  return bytes_of(number, size);
}

std::string kind_of(const EVP_PKEY* key) {
  static constexpr struct {
    const char* openssl;
    const char* node;
  } kinds[] = {{"RSA", "rsa"}, {"RSA-PSS", "rsa-pss"}, {"DSA", "dsa"},     {"DH", "dh"},         {"DHX", "dh"},
               {"EC", "ec"},   {"ED25519", "ed25519"}, {"ED448", "ed448"}, {"X25519", "x25519"}, {"X448", "x448"}};
  for (const auto& kind : kinds)
    if (EVP_PKEY_is_a(key, kind.openssl)) return kind.node;
  const char* name = EVP_PKEY_get0_type_name(key);
  if (!name) return {};
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (std::string_view prefix : {"ml-dsa-", "ml-kem-", "slh-dsa-"})
    if (lower.starts_with(prefix)) return lower;
  return {};
}

std::string curve_of(const EVP_PKEY* key) {
  if (!EVP_PKEY_is_a(key, "EC")) return {};
  std::array<char, 80> name{};
  if (EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) != 1) {
    ERR_clear_error();
    return {};
  }
  const int id = OBJ_sn2nid(name.data()) != NID_undef ? OBJ_sn2nid(name.data()) : EC_curve_nist2nid(name.data());
  const char* short_name = id == NID_undef ? nullptr : OBJ_nid2sn(id);
  return short_name ? short_name : name.data();
}

namespace {

/// The restrictions that an RSA-PSS key carries; nothing for one that carries none.
void read_pss(const EVP_PKEY* key, KeyDetails& details) {
  std::array<char, 64> name{};
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_RSA_DIGEST, name.data(), name.size(), nullptr) != 1) {
    ERR_clear_error();
    return;
  }
  auto lower = [](std::string_view text) {
    // "SHA2-256" and "SHA256" are one; programs know the latter
    std::string out;
    for (char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (out.starts_with("sha2-")) out.erase(3, 2);
    return out;
  };
  details.digest = lower(name.data());
  details.mask_digest =
      EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, name.data(), name.size(), nullptr) == 1
          ? lower(name.data())
          : std::string("sha1");
  int salt = 20;
  if (EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, &salt) != 1) salt = 20;
  details.salt_length = salt;
  ERR_clear_error();
}

}  // namespace

KeyDetails details_of(const EVP_PKEY* key) {
  KeyDetails details;
  const bool pss = EVP_PKEY_is_a(key, "RSA-PSS");
  if (pss || EVP_PKEY_is_a(key, "RSA")) {
    details.modulus_length = EVP_PKEY_get_bits(key);
    details.public_exponent = key_number(key, OSSL_PKEY_PARAM_RSA_E);
    if (pss) read_pss(key, details);
  } else if (EVP_PKEY_is_a(key, "DSA")) {
    details.modulus_length = EVP_PKEY_get_bits(key);
    const BigNumber divisor = number_of(key_number(key, OSSL_PKEY_PARAM_FFC_Q));
    details.divisor_length = BN_num_bits(divisor.get());
  } else if (EVP_PKEY_is_a(key, "EC")) {
    details.curve = curve_of(key);
  }
  return details;
}

}  // namespace rondo::modules::crypto
