#include "engine/heap_pages.h"

#include <gtest/gtest.h>
#include <libplatform/libplatform.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <vector>

namespace rondo {

namespace {

using Permission = v8::PageAllocator::Permission;
constexpr size_t size = HeapPages::page_size;

class HeapPagesTest : public testing::Test {
 protected:
  char* allocate(size_t length = size, size_t alignment = size) {
    return static_cast<char*>(pages_.AllocatePages(nullptr, length, alignment, Permission::kReadWrite));
  }
  std::vector<char*> allocate_many(size_t count) {
    std::vector<char*> all(count);
    std::ranges::generate(all, [this] { return allocate(); });
    return all;
  }
  static bool is_zero(const char* page) { return page[0] == 0 && std::memcmp(page, page + 1, size - 1) == 0; }

  std::unique_ptr<v8::Platform> platform_ = v8::platform::NewDefaultPlatform(1);
  HeapPages pages_{platform_->GetPageAllocator()};
};

TEST_F(HeapPagesTest, PagesAreAlignedDistinctAndZero) {
  const auto all = allocate_many(20);
  EXPECT_EQ(std::set<char*>(all.begin(), all.end()).size(), 20U);
  for (char* page : all) {
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(page) % size, 0U);
    EXPECT_TRUE(is_zero(page));
    std::memset(page, 1, size);
  }
  EXPECT_EQ(pages_.blocks(), 3U);
  for (char* page : all) EXPECT_TRUE(pages_.FreePages(page, size));
}

TEST_F(HeapPagesTest, APageThatIsUsedAgainIsZero) {
  char* page = allocate();
  std::memset(page, 1, size);
  EXPECT_TRUE(pages_.FreePages(page, size));
  EXPECT_EQ(pages_.warm_pages(), 1U);
  EXPECT_EQ(allocate(), page);
  EXPECT_TRUE(is_zero(page));
}

TEST_F(HeapPagesTest, APageMayBeShortenedProtectedOrDecommittedBeforeItIsFreed) {
  auto all = allocate_many(3);
  EXPECT_TRUE(pages_.ReleasePages(all[0], size, 4096));
  EXPECT_TRUE(pages_.SetPermissions(all[1], 8192, Permission::kRead));
  EXPECT_TRUE(pages_.DecommitPages(all[2], size));
  EXPECT_TRUE(pages_.FreePages(all[0], 4096));
  EXPECT_TRUE(pages_.FreePages(all[1], size));
  EXPECT_TRUE(pages_.FreePages(all[2], size));
  for (char* page : allocate_many(3)) {
    EXPECT_NE(std::ranges::find(all, page), all.end());
    EXPECT_TRUE(is_zero(page));
    std::memset(page, 1, size);
  }
}

TEST_F(HeapPagesTest, FewFreePagesAreKept) {
  const auto all = allocate_many(400);
  EXPECT_EQ(pages_.blocks(), 50U);
  for (char* page : all) std::memset(page, 1, size);
  for (char* page : all) EXPECT_TRUE(pages_.FreePages(page, size));
  EXPECT_EQ(pages_.warm_pages(), HeapPages::max_warm);
  EXPECT_LE(pages_.blocks(), HeapPages::max_warm);
  for (char* page : allocate_many(400)) {
    EXPECT_TRUE(is_zero(page));
    EXPECT_TRUE(pages_.FreePages(page, size));
  }
}

TEST_F(HeapPagesTest, OtherSizesAreMappingsOfTheirOwn) {
  char* large = allocate(4 * size);
  char* small = allocate(4096, 4096);
  ASSERT_NE(large, nullptr);
  ASSERT_NE(small, nullptr);
  EXPECT_EQ(pages_.blocks(), 0U);
  EXPECT_TRUE(pages_.ReleasePages(large, 4 * size, size));
  EXPECT_TRUE(pages_.FreePages(large, size));
  EXPECT_TRUE(pages_.FreePages(small, 4096));
}

}  // namespace

}  // namespace rondo
