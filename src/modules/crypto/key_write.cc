#include <openssl/bio.h>
#include <openssl/encoder.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "modules/crypto/key.h"
#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

namespace {

using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

Bytes contents(const Bio& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return Bytes::copy({data, static_cast<size_t>(size)});
}

/// Encodes `key` as one structure ("type-specific", "SubjectPublicKeyInfo"); with a cipher, PEM of the old kind is encrypted.
Result<Bytes> encode(const PKey& key, int selection, KeyFormat format, const char* structure, const char* cipher,
                     const Secret& passphrase) {
  ERR_clear_error();
  const std::unique_ptr<OSSL_ENCODER_CTX, FreeWith<OSSL_ENCODER_CTX_free>> encoder(OSSL_ENCODER_CTX_new_for_pkey(
      key.get(), selection, format == KeyFormat::pem ? "PEM" : "DER", structure, nullptr));
  const Bio bio(BIO_new(BIO_s_mem()));
  const bool done =
      encoder && OSSL_ENCODER_CTX_get_num_encoders(encoder.get()) > 0 &&
      (!cipher || (OSSL_ENCODER_CTX_set_cipher(encoder.get(), cipher, nullptr) == 1 &&
                   OSSL_ENCODER_CTX_set_passphrase(encoder.get(), passphrase.data(), passphrase.size()) == 1)) &&
      OSSL_ENCODER_to_bio(encoder.get(), bio.get()) == 1;
  if (!done) return openssl_error("Failed to encode key");
  return contents(bio);
}

}  // namespace

Result<Bytes> write_public_key(const PKey& key, KeyFormat format, KeyType type) {
  return encode(key, EVP_PKEY_PUBLIC_KEY, format, type == KeyType::pkcs1 ? "type-specific" : "SubjectPublicKeyInfo",
                nullptr, {});
}

Result<Bytes> write_private_key(const PKey& key, KeyFormat format, KeyType type,
                                const std::optional<std::string>& cipher, const Secret& passphrase) {
  ERR_clear_error();
  const std::unique_ptr<EVP_CIPHER, FreeWith<EVP_CIPHER_free>> algorithm(
      cipher ? EVP_CIPHER_fetch(nullptr, cipher->c_str(), nullptr) : nullptr);
  if (cipher && !algorithm) return Error::generic("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
  const Bio bio(BIO_new(BIO_s_mem()));
  // OpenSSL takes a null pointer for a passphrase that it has to ask for.
  const char* words = passphrase.empty() ? "" : passphrase.chars();
  const int length = static_cast<int>(passphrase.size());
  int done = 0;
  if (type == KeyType::pkcs8) {
    done = format == KeyFormat::pem
               ? PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), algorithm.get(), words, length, nullptr, nullptr)
               : i2d_PKCS8PrivateKey_bio(bio.get(), key.get(), algorithm.get(), words, length, nullptr, nullptr);
  } else if (format == KeyFormat::pem) {
    done = PEM_write_bio_PrivateKey_traditional(
        bio.get(), key.get(), algorithm.get(), reinterpret_cast<const unsigned char*>(words), length, nullptr, nullptr);
  } else {
    return encode(key, EVP_PKEY_KEYPAIR, format, "type-specific", nullptr, {});
  }
  if (done != 1) return openssl_error("Failed to encode key");
  return contents(bio);
}

}  // namespace rondo::modules::crypto
