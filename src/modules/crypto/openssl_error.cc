#include "modules/crypto/openssl_error.h"

#include <openssl/err.h>

#include <array>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace rondo::modules::crypto {

namespace {

/// Libraries whose name is part of the code, as in ERR_OSSL_EVP_UNSUPPORTED.
const char* library_prefix(int library) {
  switch (library) {
    case ERR_LIB_SYS: return "SYS_";
    case ERR_LIB_BN: return "BN_";
    case ERR_LIB_RSA: return "RSA_";
    case ERR_LIB_DH: return "DH_";
    case ERR_LIB_EVP: return "EVP_";
    case ERR_LIB_BUF: return "BUF_";
    case ERR_LIB_OBJ: return "OBJ_";
    case ERR_LIB_PEM: return "PEM_";
    case ERR_LIB_DSA: return "DSA_";
    case ERR_LIB_X509: return "X509_";
    case ERR_LIB_ASN1: return "ASN1_";
    case ERR_LIB_CONF: return "CONF_";
    case ERR_LIB_CRYPTO: return "CRYPTO_";
    case ERR_LIB_EC: return "EC_";
    case ERR_LIB_BIO: return "BIO_";
    case ERR_LIB_PKCS7: return "PKCS7_";
    case ERR_LIB_X509V3: return "X509V3_";
    case ERR_LIB_PKCS12: return "PKCS12_";
    case ERR_LIB_RAND: return "RAND_";
    case ERR_LIB_DSO: return "DSO_";
    case ERR_LIB_ENGINE: return "ENGINE_";
    case ERR_LIB_OCSP: return "OCSP_";
    case ERR_LIB_UI: return "UI_";
    case ERR_LIB_COMP: return "COMP_";
    case ERR_LIB_ECDSA: return "ECDSA_";
    case ERR_LIB_ECDH: return "ECDH_";
    case ERR_LIB_OSSL_STORE: return "OSSL_STORE_";
    case ERR_LIB_FIPS: return "FIPS_";
    case ERR_LIB_CMS: return "CMS_";
    case ERR_LIB_TS: return "TS_";
    case ERR_LIB_HMAC: return "HMAC_";
    case ERR_LIB_CT: return "CT_";
    case ERR_LIB_ASYNC: return "ASYNC_";
    case ERR_LIB_SM2: return "SM2_";
    default: return "";
  }
}

std::string words(unsigned long error) {
  std::array<char, 256> text{};
  ERR_error_string_n(error, text.data(), text.size());
  return text.data();
}

std::string code_of(unsigned long error, std::string_view reason) {
  const int library = ERR_GET_LIB(error);
  std::string code = library == ERR_LIB_SSL ? "ERR_SSL_" : std::string("ERR_OSSL_") + library_prefix(library);
  for (char c : reason) code += c == ' ' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return code;
}

Error describe(std::string_view message, unsigned long first, std::vector<std::string> stack) {
  Error error = Error::generic({}, std::string(message));
  if (!stack.empty()) error.details.push_back({"opensslErrorStack", std::move(stack)});
  const char* library = ERR_lib_error_string(first);
  const char* reason = ERR_reason_error_string(first);
  if (library) error.details.push_back({"library", std::string(library)});
  if (reason) {
    error.details.push_back({"reason", std::string(reason)});
    error.code = code_of(first, reason);
  }
  return error;
}

std::vector<std::string> rest_of_queue() {
  std::vector<std::string> rest;
  while (unsigned long error = ERR_get_error()) rest.push_back(words(error));
  return rest;
}

}  // namespace

Error openssl_error(std::string_view fallback) {
  const unsigned long first = ERR_get_error();
  if (first == 0) return Error::generic({}, std::string(fallback));
  return describe(words(first), first, rest_of_queue());
}

Error openssl_error_as(std::string_view message) {
  const unsigned long first = ERR_peek_error();
  if (first == 0) return Error::generic({}, std::string(message));
  return describe(message, first, rest_of_queue());
}

std::string openssl_reason() {
  const unsigned long first = ERR_get_error();
  ERR_clear_error();
  return first == 0 ? std::string() : words(first);
}

}  // namespace rondo::modules::crypto
