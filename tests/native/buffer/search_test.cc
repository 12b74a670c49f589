#include "modules/buffer/search.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace rondo::modules::buffer {
namespace {

std::span<const uint8_t> span_of(std::string_view s) { return {reinterpret_cast<const uint8_t*>(s.data()), s.size()}; }

TEST(Search, AgreesWithStringsOnEveryStart) {
  std::string hay = "abcabcabdabc";
  for (std::string needle : {"a", "abc", "abd", "c", "x", "abcabcabdabc", "abcabcabdabcd"}) {
    for (size_t from = 0; from <= hay.size() + 1; from++) {
      size_t first = hay.find(needle, from);
      size_t last = hay.rfind(needle, from);
      EXPECT_EQ(find(span_of(hay), span_of(needle), from), first == hay.npos ? std::nullopt : std::optional(first));
      EXPECT_EQ(find_last(span_of(hay), span_of(needle), from), last == hay.npos ? std::nullopt : std::optional(last));
    }
  }
}

TEST(Search, AgreesWithStringsOnLongTexts) {
  std::string hay;
  uint32_t x = 1;
  for (int i = 0; i < 3000; i++) hay += "aab"[(x = x * 1103515245 + 12345) >> 16 & 1 ? 0 : (x >> 20) % 3];
  for (size_t length : {1, 2, 3, 7, 12, 64, 65, 300}) {
    for (size_t at = 0; at + length <= hay.size(); at += 97) {
      std::string needle = hay.substr(at, length);
      for (bool there : {true, false}) {
        if (!there) needle.back() = 'c';
        for (size_t from : {size_t{0}, at / 2, at, at + 1, hay.size() - length, hay.size()}) {
          size_t first = hay.find(needle, from);
          size_t last = hay.rfind(needle, from);
          ASSERT_EQ(find(span_of(hay), span_of(needle), from), first == hay.npos ? std::nullopt : std::optional(first));
          ASSERT_EQ(find_last(span_of(hay), span_of(needle), from),
                    last == hay.npos ? std::nullopt : std::optional(last));
        }
      }
    }
  }
}

// By comparing at each place, these would take 10^11 steps.
TEST(Search, TakesNoLongerForWhatLooksLikeAMatchEverywhere) {
  std::string hay(1'000'000, 'a');
  std::string needle(200'000, 'a');
  needle[100'000] = 'b';
  EXPECT_EQ(find(span_of(hay), span_of(needle), 0), std::nullopt);
  EXPECT_EQ(find_last(span_of(hay), span_of(needle), hay.size()), std::nullopt);
  hay[300'000] = 'b';
  EXPECT_EQ(find(span_of(hay), span_of(needle), 0), 200'000u);
  EXPECT_EQ(find_last(span_of(hay), span_of(needle), hay.size()), 200'000u);
}

TEST(Search, UnitsMatchAtEvenPlacesOnly) {
  std::string_view hay("\0a\0a\0\0a\0", 8);
  EXPECT_EQ(find(span_of(hay), span_of({"a\0", 2}), 0), 1u);
  EXPECT_EQ(find(span_of(hay), span_of({"a\0", 2}), 0, Step::unit), 6u);
  EXPECT_EQ(find_last(span_of(hay), span_of({"a\0", 2}), 5, Step::unit), std::nullopt);
}

}  // namespace
}  // namespace rondo::modules::buffer
