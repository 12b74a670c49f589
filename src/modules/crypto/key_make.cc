#include "modules/crypto/key_make.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "modules/crypto/openssl_error.h"

namespace rondo::modules::crypto {

namespace {

using Builder = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;

Error invalid_jwk() {
  ERR_clear_error();
  return Error::type("ERR_CRYPTO_INVALID_JWK", "Invalid JWK data");
}

PKey from_params(const char* type, int selection, OSSL_PARAM* params) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, selection, params) != 1)
    return nullptr;
  return take_key(key);
}

constexpr const char* rsa_names[] = {OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,
                                     OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_FACTOR1,
                                     OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
                                     OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1};

/// OpenSSL's name of a kind.
std::string upper(std::string kind) {
  for (char& c : kind) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (kind.starts_with("SLH-DSA-")) {  // the last letter is a small one
    kind.back() = static_cast<char>(std::tolower(static_cast<unsigned char>(kind.back())));
  }
  return kind;
}

size_t field_bytes(const EVP_PKEY* key) {
  const BigNumber p = number_of(key_number(key, OSSL_PKEY_PARAM_EC_P));
  return static_cast<size_t>(BN_num_bytes(p.get()));
}
size_t order_bytes(const EVP_PKEY* key) {
  const BigNumber order = number_of(key_number(key, OSSL_PKEY_PARAM_EC_ORDER));
  return static_cast<size_t>(BN_num_bytes(order.get()));
}

}  // namespace

Result<PKey> make_rsa(std::vector<Secret> numbers) {
  if (numbers.size() != 2 && numbers.size() != std::size(rsa_names)) return invalid_jwk();
  std::vector<BigNumber> owned;
  const Builder builder(OSSL_PARAM_BLD_new());
  for (size_t i = 0; i < numbers.size(); i++) {
    owned.push_back(number_of(numbers[i].span()));
    if (!owned.back() || OSSL_PARAM_BLD_push_BN(builder.get(), rsa_names[i], owned.back().get()) != 1)
      return invalid_jwk();
  }
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  PKey key = from_params("RSA", numbers.size() == 2 ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, params.get());
  if (!key) return invalid_jwk();
  return key;
}

Result<PKey> make_ec(std::string curve, std::vector<Secret> numbers) {
  if (numbers.size() != 2 && numbers.size() != 3) return invalid_jwk();
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  const int id =
      EC_curve_nist2nid(curve.c_str()) != NID_undef ? EC_curve_nist2nid(curve.c_str()) : OBJ_sn2nid(curve.c_str());
  const std::unique_ptr<EC_GROUP, FreeWith<EC_GROUP_free>> group(EC_GROUP_new_by_curve_name(id));
  if (!group) {
    ERR_clear_error();
    return Error::type("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name");
  }
  std::vector<uint8_t> point;
  if (numbers[1].empty()) {
    point.assign(numbers[0].span().begin(), numbers[0].span().end());
  } else {
    const size_t size = (static_cast<size_t>(EC_GROUP_get_degree(group.get())) + 7) / 8;
    if (numbers[0].size() > size || numbers[1].size() > size) return invalid_jwk();
    point.assign(1 + 2 * size, 0);
    point[0] = POINT_CONVERSION_UNCOMPRESSED;
    std::ranges::copy(numbers[0].span(), point.begin() + static_cast<ptrdiff_t>(1 + size - numbers[0].size()));
    std::ranges::copy(numbers[1].span(), point.begin() + static_cast<ptrdiff_t>(1 + 2 * size - numbers[1].size()));
  }
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, OBJ_nid2sn(id), 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  BigNumber d;
  if (numbers.size() == 3) {
    d = number_of(numbers[2].span());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, d.get());
  }
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  PKey key = from_params("EC", numbers.size() == 2 ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, params.get());
  if (!key) return invalid_jwk();
  return key;
}

Result<PKey> make_raw(std::string kind, Secret bytes, bool is_private) {
  ERR_clear_error();
  const std::string name = upper(std::move(kind));
  EVP_PKEY* key = is_private
                      ? EVP_PKEY_new_raw_private_key_ex(nullptr, name.c_str(), nullptr, bytes.data(), bytes.size())
                      : EVP_PKEY_new_raw_public_key_ex(nullptr, name.c_str(), nullptr, bytes.data(), bytes.size());
  if (!key) return invalid_jwk();
  return take_key(key);
}

Result<PKey> make_seeded(std::string kind, Secret seed) {
  ERR_clear_error();
  OSSL_PARAM params[] = {
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_ML_DSA_SEED, const_cast<uint8_t*>(seed.data()), seed.size()),
      OSSL_PARAM_construct_end()};
  PKey key = from_params(upper(std::move(kind)).c_str(), EVP_PKEY_KEYPAIR, params);
  if (!key) return invalid_jwk();
  return key;
}

std::vector<std::vector<uint8_t>> rsa_numbers(const EVP_PKEY* key, bool is_private) {
  std::vector<std::vector<uint8_t>> numbers;
  for (size_t i = 0; i < (is_private ? std::size(rsa_names) : 2); i++) numbers.push_back(key_number(key, rsa_names[i]));
  return numbers;
}

std::vector<std::vector<uint8_t>> ec_numbers(const EVP_PKEY* key, bool is_private) {
  const size_t size = field_bytes(key);
  std::vector<std::vector<uint8_t>> numbers = {key_number(key, OSSL_PKEY_PARAM_EC_PUB_X, size),
                                               key_number(key, OSSL_PKEY_PARAM_EC_PUB_Y, size)};
  if (is_private) numbers.push_back(key_number(key, OSSL_PKEY_PARAM_PRIV_KEY, order_bytes(key)));
  return numbers;
}

std::vector<uint8_t> raw_bytes(const EVP_PKEY* key, bool is_private) {
  auto read = is_private ? EVP_PKEY_get_raw_private_key : EVP_PKEY_get_raw_public_key;
  size_t size = 0;
  if (read(key, nullptr, &size) != 1) {
    ERR_clear_error();
    return {};
  }
  std::vector<uint8_t> out(size);
  if (read(key, out.data(), &size) != 1) return {};
  return out;
}

std::vector<uint8_t> seed_bytes(const EVP_PKEY* key) {
  std::array<uint8_t, 128> seed{};
  size_t size = 0;
  if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_ML_DSA_SEED, seed.data(), seed.size(), &size) != 1) {
    ERR_clear_error();
    return {};
  }
  return {seed.begin(), seed.begin() + static_cast<ptrdiff_t>(size)};
}

int curve_id(const std::string& name) {
  const int nist = EC_curve_nist2nid(name.c_str());
  return nist != NID_undef ? nist : OBJ_sn2nid(name.c_str());
}

std::vector<std::string> curve_names() {
  std::vector<EC_builtin_curve> curves(EC_get_builtin_curves(nullptr, 0));
  EC_get_builtin_curves(curves.data(), curves.size());
  std::vector<std::string> names;
  for (const EC_builtin_curve& curve : curves) names.emplace_back(OBJ_nid2sn(curve.nid));
  std::ranges::sort(names);
  return names;
}

std::vector<uint8_t> dh_group_prime(std::string name) {
  static constexpr struct {
    const char* name;
    BIGNUM* (*prime)(BIGNUM*);
  } groups[] = {{"modp1", BN_get_rfc2409_prime_768},   {"modp2", BN_get_rfc2409_prime_1024},
                {"modp5", BN_get_rfc3526_prime_1536},  {"modp14", BN_get_rfc3526_prime_2048},
                {"modp15", BN_get_rfc3526_prime_3072}, {"modp16", BN_get_rfc3526_prime_4096},
                {"modp17", BN_get_rfc3526_prime_6144}, {"modp18", BN_get_rfc3526_prime_8192}};
  for (const auto& group : groups)
    if (name == group.name) return bytes_of(BigNumber(group.prime(nullptr)).get());
  return {};
}

namespace {

Error not_made() { return openssl_error("Key generation job failed"); }

Result<Key> generate(EVP_PKEY_CTX* context) {
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_generate(context, &key) != 1) return not_made();
  return Key{take_key(key), true};
}

/// Generates from parameters that `set` writes into a context of their own first (DSA, DH).
template <class Set>
Result<PKey> parameters(const char* type, Set set) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* made = nullptr;
  if (!context || EVP_PKEY_paramgen_init(context.get()) != 1 || !set(context.get()) ||
      EVP_PKEY_generate(context.get(), &made) != 1)
    return not_made();
  return take_key(made);
}

Result<Key> generate_from(const PKey& parameters) {
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, parameters.get(), nullptr));
  if (!context || EVP_PKEY_keygen_init(context.get()) != 1) return not_made();
  return generate(context.get());
}

bool set_numbers(EVP_PKEY_CTX* context, std::initializer_list<OSSL_PARAM> list) {
  std::vector<OSSL_PARAM> params(list);
  params.push_back(OSSL_PARAM_construct_end());
  return EVP_PKEY_CTX_set_params(context, params.data()) == 1;
}

/// A context for RSA keys of one type with size and exponent set; null where that fails.
KeyContext rsa_context(const char* type, uint32_t bits, uint32_t exponent) {
  KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  unsigned long long e = exponent;
  size_t size = bits;
  const bool ready =
      context && EVP_PKEY_keygen_init(context.get()) == 1 &&
      set_numbers(context.get(), {OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_RSA_BITS, &size),
                                  OSSL_PARAM_construct_uint64(OSSL_PKEY_PARAM_RSA_E, reinterpret_cast<uint64_t*>(&e))});
  return ready ? std::move(context) : nullptr;
}

}  // namespace

Result<Key> generate_rsa(uint32_t bits, uint32_t exponent) {
  ERR_clear_error();
  const KeyContext context = rsa_context("RSA", bits, exponent);
  if (!context) return not_made();
  return generate(context.get());
}

Result<Key> generate_rsa_pss(uint32_t bits, uint32_t exponent, std::string digest, std::string mask_digest,
                             int32_t salt_length) {
  ERR_clear_error();
  const KeyContext context = rsa_context("RSA-PSS", bits, exponent);
  if (!context) return not_made();
  if (!digest.empty() &&
      !set_numbers(context.get(), {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_RSA_DIGEST, digest.data(), 0)}))
    return not_made();
  if (!mask_digest.empty() && !set_numbers(context.get(), {OSSL_PARAM_construct_utf8_string(
                                                              OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, mask_digest.data(), 0)}))
    return not_made();
  if (salt_length >= 0 &&
      !set_numbers(context.get(), {OSSL_PARAM_construct_int(OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, &salt_length)}))
    return not_made();
  return generate(context.get());
}

Result<Key> generate_dsa(uint32_t bits, int32_t divisor_bits) {
  ERR_clear_error();
  Result<PKey> made = parameters("DSA", [&](EVP_PKEY_CTX* context) {
    size_t p = bits, q = static_cast<size_t>(divisor_bits);
    return set_numbers(context, {OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_FFC_PBITS, &p)}) &&
           (divisor_bits < 0 || set_numbers(context, {OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_FFC_QBITS, &q)}));
  });
  if (!made) return made.error();
  return generate_from(*made);
}

Result<Key> generate_ec(std::string curve, bool explicit_parameters) {
  ERR_clear_error();
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  std::string encoding = explicit_parameters ? OSSL_PKEY_EC_ENCODING_EXPLICIT : OSSL_PKEY_EC_ENCODING_GROUP;
  if (!context || EVP_PKEY_keygen_init(context.get()) != 1 ||
      !set_numbers(context.get(), {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), 0),
                                   OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_EC_ENCODING, encoding.data(), 0)}))
    return not_made();
  return generate(context.get());
}

Result<Key> generate_raw(std::string kind) {
  ERR_clear_error();
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, upper(std::move(kind)).c_str(), nullptr));
  if (!context || EVP_PKEY_keygen_init(context.get()) != 1) return not_made();
  return generate(context.get());
}

Result<Key> generate_dh(Secret prime, uint32_t prime_bits, uint32_t generator) {
  ERR_clear_error();
  if (!prime.empty()) {
    const BigNumber p = number_of(prime.span());
    const BigNumber g(BN_new());
    BN_set_word(g.get(), generator);
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_FFC_P, p.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_FFC_G, g.get());
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const PKey made = from_params("DH", EVP_PKEY_KEY_PARAMETERS, params.get());
    if (!made) return not_made();
    return generate_from(made);
  }
  Result<PKey> made = parameters("DH", [&](EVP_PKEY_CTX* context) {
    std::string type = "generator";
    size_t bits = prime_bits;
    int g = static_cast<int>(generator);
    return set_numbers(context, {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_FFC_TYPE, type.data(), 0),
                                 OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_FFC_PBITS, &bits),
                                 OSSL_PARAM_construct_int(OSSL_PKEY_PARAM_DH_GENERATOR, &g)});
  });
  if (!made) return made.error();
  return generate_from(*made);
}

}  // namespace rondo::modules::crypto
