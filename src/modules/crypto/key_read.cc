#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstring>

#include "modules/crypto/key.h"
#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

namespace {

using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
Bio bio_over(std::span<const uint8_t> bytes) {
  return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

/// What a PEM text holds first of what is wanted: the words between BEGIN and the dashes.
std::string_view first_label(std::string_view text) {
  for (size_t at = text.find("-----BEGIN "); at != std::string_view::npos; at = text.find("-----BEGIN ", at + 1)) {
    const size_t start = at + 11;
    const size_t end = text.find("-----", start);
    if (end == std::string_view::npos) return {};
    std::string_view label = text.substr(start, end - start);
    if (label.ends_with("KEY") || label.ends_with("CERTIFICATE")) return label;
  }
  return {};
}

Error unreadable() { return openssl_error("Failed to read asymmetric key"); }

/// Reads DER of one structure ("PrivateKeyInfo", "type-specific") for keys of one type, where that is said.
Result<PKey> decode(std::span<const uint8_t> der, const char* structure, const char* type, int selection,
                    const std::optional<Secret>& passphrase) {
  EVP_PKEY* key = nullptr;
  const std::unique_ptr<OSSL_DECODER_CTX, FreeWith<OSSL_DECODER_CTX_free>> decoder(
      OSSL_DECODER_CTX_new_for_pkey(&key, "DER", structure, type, selection, nullptr, nullptr));
  if (!decoder) return unreadable();
  if (passphrase) OSSL_DECODER_CTX_set_passphrase(decoder.get(), passphrase->data(), passphrase->size());
  const uint8_t* data = der.data();
  size_t left = der.size();
  if (OSSL_DECODER_from_data(decoder.get(), &data, &left) != 1 || !key) return unreadable();
  return take_key(key);
}

bool is_encrypted_pkcs8(std::span<const uint8_t> der) {
  const uint8_t* data = der.data();
  const std::unique_ptr<X509_SIG, FreeWith<X509_SIG_free>> sig(
      d2i_X509_SIG(nullptr, &data, static_cast<long>(der.size())));
  ERR_clear_error();
  return sig != nullptr;
}

}  // namespace

int give_passphrase(char* buffer, int size, int, void* passphrase) {
  const auto* given = static_cast<const std::optional<Secret>*>(passphrase);
  if (!given || !*given || static_cast<size_t>(size) < (*given)->size()) return -1;
  std::memcpy(buffer, (*given)->data(), (*given)->size());
  return static_cast<int>((*given)->size());
}

Result<PKey> read_private_key(std::span<const uint8_t> text, KeyFormat format, KeyType type,
                              const std::optional<Secret>& passphrase) {
  ERR_clear_error();
  if (format == KeyFormat::pem) {
    const Bio bio = bio_over(text);
    EVP_PKEY* key =
        PEM_read_bio_PrivateKey(bio.get(), nullptr, give_passphrase, const_cast<std::optional<Secret>*>(&passphrase));
    if (!key) return unreadable();
    return take_key(key);
  }
  switch (type) {
    case KeyType::pkcs1: return decode(text, "type-specific", "RSA", EVP_PKEY_KEYPAIR, passphrase);
    case KeyType::sec1: return decode(text, "type-specific", "EC", EVP_PKEY_KEYPAIR, passphrase);
    default: break;
  }
  if (!is_encrypted_pkcs8(text)) return decode(text, "PrivateKeyInfo", nullptr, EVP_PKEY_KEYPAIR, passphrase);
  if (!passphrase) return Error::type("ERR_MISSING_PASSPHRASE", "Passphrase required for encrypted key");
  const Bio bio = bio_over(text);
  EVP_PKEY* key =
      d2i_PKCS8PrivateKey_bio(bio.get(), nullptr, give_passphrase, const_cast<std::optional<Secret>*>(&passphrase));
  if (!key) return unreadable();
  return take_key(key);
}

Result<PKey> read_public_key(std::span<const uint8_t> text, KeyFormat format, KeyType type,
                             const std::optional<Secret>& passphrase) {
  ERR_clear_error();
  if (format == KeyFormat::pem) {
    const std::string_view label = first_label({reinterpret_cast<const char*>(text.data()), text.size()});
    if (label.ends_with("PRIVATE KEY")) return read_private_key(text, format, type, passphrase);
    const Bio bio = bio_over(text);
    EVP_PKEY* key = nullptr;
    if (label.ends_with("CERTIFICATE")) {
      const std::unique_ptr<X509, FreeWith<X509_free>> certificate(
          PEM_read_bio_X509(bio.get(), nullptr, give_passphrase, nullptr));
      if (certificate) key = X509_get_pubkey(certificate.get());
    } else {
      key = PEM_read_bio_PUBKEY(bio.get(), nullptr, give_passphrase, nullptr);
    }
    if (!key) return unreadable();
    return take_key(key);
  }
  if (type == KeyType::spki) return decode(text, "SubjectPublicKeyInfo", nullptr, EVP_PKEY_PUBLIC_KEY, passphrase);
  if (type == KeyType::pkcs1) {
    Result<PKey> key = decode(text, "type-specific", "RSA", EVP_PKEY_PUBLIC_KEY, passphrase);
    if (key) return key;
  }
  return read_private_key(text, format, type, passphrase);
}

}  // namespace rondo::modules::crypto
