// Keys out of their numbers (as a JWK holds them), and new ones. No V8 here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/crypto/key.h"

namespace rondo::modules::crypto {

/// RFC 7517 and 7518: numbers are big-endian. n, e for a public key; n, e, d, p, q, dp, dq, qi for a private one.
Result<PKey> make_rsa(std::vector<Secret> numbers);
/// x, y for a public key; x, y, d for a private one. An empty y: x is a whole encoded point.
Result<PKey> make_ec(std::string curve, std::vector<Secret> numbers);
/// A key that is bytes: Curve25519 and its kin, ML-DSA, ML-KEM, SLH-DSA. @param kind as kind_of names it
Result<PKey> make_raw(std::string kind, Secret bytes, bool is_private);
/// A private key of ML-DSA or ML-KEM from the seed that it is grown from.
Result<PKey> make_seeded(std::string kind, Secret seed);

/// The numbers that the functions above take.
std::vector<std::vector<uint8_t>> rsa_numbers(const EVP_PKEY* key, bool is_private);
std::vector<std::vector<uint8_t>> ec_numbers(const EVP_PKEY* key, bool is_private);
std::vector<uint8_t> raw_bytes(const EVP_PKEY* key, bool is_private);
std::vector<uint8_t> seed_bytes(const EVP_PKEY* key);

/// OpenSSL's number of a curve ("prime256v1", "P-256"); NID_undef for what is none.
int curve_id(const std::string& name);
std::vector<std::string> curve_names();

/// The prime of a group of RFC 2409 or 3526 ("modp14"), whose generator is 2; empty for other names.
std::vector<uint8_t> dh_group_prime(std::string name);

/// New private keys. Each takes long: they run in the pool as well.
Result<Key> generate_rsa(uint32_t bits, uint32_t exponent);
/// Empty digests and a salt length of -1 leave these open.
Result<Key> generate_rsa_pss(uint32_t bits, uint32_t exponent, std::string digest, std::string mask_digest,
                             int32_t salt_length);
/// @param divisor_bits -1 for what suits `bits`
Result<Key> generate_dsa(uint32_t bits, int32_t divisor_bits);
/// @param explicit_parameters whether the curve is written out where the key is
Result<Key> generate_ec(std::string curve, bool explicit_parameters);
/// Kinds without parameters.
Result<Key> generate_raw(std::string kind);
Result<Key> generate_dh(Secret prime, uint32_t prime_bits, uint32_t generator);

}  // namespace rondo::modules::crypto
