#include "modules/crypto/digest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "modules/crypto/derive.h"
#include "modules/crypto/hmac.h"
#include "modules/crypto/random.h"

namespace rondo::modules::crypto {
namespace {

std::span<const uint8_t> bytes_of(std::string_view s) { return {reinterpret_cast<const uint8_t*>(s.data()), s.size()}; }

std::string hex(std::span<const uint8_t> bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (uint8_t b : bytes) (out += digits[b >> 4]) += digits[b & 15];
  return out;
}

std::string digest_of(const std::string& name, std::string_view text, std::optional<size_t> length = {}) {
  DigestPtr algorithm = fetch_digest(name);
  if (!algorithm) return "no algorithm";
  Result<Digest> digest = Digest::make(algorithm.get(), length);
  if (!digest) return digest.error().code;
  for (char c : text) EXPECT_TRUE(digest->update(bytes_of({&c, 1})));
  auto result = digest->finish();
  return result ? hex(*result) : result.error().message;
}

TEST(Digest, KnownAnswers) {
  EXPECT_EQ(digest_of("md5", ""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(digest_of("SHA1", "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(digest_of("RSA-SHA256", "abc"), digest_of("sha256", "abc"));
  EXPECT_EQ(digest_of("shake128", ""), "7f9c2ba4e88f827d616045507605853e");
  EXPECT_EQ(digest_of("shake256", "", 3), "46b9dd");
  EXPECT_EQ(digest_of("shake256", "", 0), "");
}

TEST(Digest, Refuses) {
  EXPECT_EQ(digest_of("no-such-digest", ""), "no algorithm");
  EXPECT_EQ(digest_of("sha256", "", 31), "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH");
  EXPECT_EQ(digest_of("sha256", "", 32).size(), 64u);
}

TEST(Digest, TheResultStays) {
  DigestPtr algorithm = fetch_digest("sha256");
  Result<Digest> digest = Digest::make(algorithm.get(), {});
  std::string first = hex(*digest->finish());
  EXPECT_FALSE(digest->update(bytes_of("more")));
  EXPECT_EQ(hex(*digest->finish()), first);
}

TEST(Digest, CopiesGoTheirOwnWay) {
  DigestPtr algorithm = fetch_digest("sha512");
  Result<Digest> a = Digest::make(algorithm.get(), {});
  a->update(bytes_of("abc"));
  Result<Digest> b = a->copy({});
  b->update(bytes_of("def"));
  EXPECT_EQ(hex(*a->finish()), digest_of("sha512", "abc"));
  EXPECT_EQ(hex(*b->finish()), digest_of("sha512", "abcdef"));
}

TEST(Digest, OnceAgreesWithSteps) {
  for (const std::string& name : digest_names()) {
    DigestPtr algorithm = fetch_digest(name);
    std::vector<uint8_t> out(default_length(algorithm.get()));
    if (out.empty()) continue;
    ASSERT_TRUE(DigestOnce().run(algorithm.get(), bytes_of("text"), out)) << name;
    EXPECT_EQ(hex(out), digest_of(name, "text")) << name;
  }
  EXPECT_TRUE(std::ranges::count(digest_names(), "sha256") == 1);
}

TEST(Hmac, KnownAnswers) {
  DigestPtr algorithm = fetch_digest("sha256");
  Result<Hmac> hmac = Hmacs().make(algorithm.get(), bytes_of("key"));
  ASSERT_TRUE(hmac);
  hmac->update(bytes_of("The quick brown fox jumps over the lazy dog"));
  EXPECT_EQ(hex(*hmac->finish()), "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  EXPECT_FALSE(hmac->update(bytes_of("more")));
  EXPECT_TRUE(hmac->finish()->empty());
  EXPECT_EQ(hex(*Hmacs().make(algorithm.get(), {})->finish()),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

Secret secret(std::string_view text) { return Secret(text); }

TEST(Derive, KnownAnswers) {
  EXPECT_EQ(hex(pbkdf2("sha256", secret("password"), secret("salt"), 2, 20)->span()),
            "ae4d0c95af6b46d32d0adff928f06dd02a303f8e");
  EXPECT_EQ(hex(scrypt(secret(""), secret(""), 16, 1, 1, 32 << 20, 16)->span()), "77d6576238657b203b19ca42c18a0497");
  EXPECT_EQ(hex(hkdf("sha256", secret(std::string(22, '\x0b')),
                     secret(std::string_view("\0\1\2\3\4\5\6\7\10\11\12\13\14", 13)),
                     secret("\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9"), 16)
                    ->span()),
            "3cb25f25faacd57a90434f64d0362f2a");
  EXPECT_TRUE(hkdf("sha256", secret(""), secret(""), secret(""), 16));
  // RFC 9106, 5.3 has associated data and a secret
  EXPECT_EQ(hex(argon2("ARGON2ID", secret(std::string(32, 1)), secret(std::string(16, 2)), 4, 32, 32, 3,
                       secret(std::string(8, 3)), secret(std::string(12, 4)))
                    ->span()),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

TEST(Derive, Refuses) {
  EXPECT_EQ(check_scrypt(3, 1, 1, 32 << 20).error().code, "ERR_CRYPTO_INVALID_SCRYPT_PARAMS");
  EXPECT_NE(check_scrypt(1 << 20, 8, 1, 32 << 20).error().message.find("memory limit exceeded"), std::string::npos);
  EXPECT_TRUE(check_scrypt(16384, 8, 1, 32 << 20));
  EXPECT_EQ(pbkdf2("nonsense", secret("a"), secret("b"), 1, 1).error().message, "PBKDF2 derivation failed");
}

TEST(Random, Differs) {
  std::array<uint8_t, 32> a{}, b{};
  ASSERT_TRUE(fill_random(a));
  ASSERT_TRUE(fill_random(b));
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace rondo::modules::crypto
