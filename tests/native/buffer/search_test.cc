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

TEST(Search, UnitsMatchAtEvenPlacesOnly) {
  std::string_view hay("\0a\0a\0\0a\0", 8);
  EXPECT_EQ(find(span_of(hay), span_of({"a\0", 2}), 0), 1u);
  EXPECT_EQ(find(span_of(hay), span_of({"a\0", 2}), 0, Step::unit), 6u);
  EXPECT_EQ(find_last(span_of(hay), span_of({"a\0", 2}), 5, Step::unit), std::nullopt);
}

}  // namespace
}  // namespace rondo::modules::buffer
