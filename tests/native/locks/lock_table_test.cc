#include "modules/locks/lock_table.h"

#include <gtest/gtest.h>

namespace rondo::modules::locks {
namespace {

struct Heard {
  std::vector<LockEvent> events;
  LockTable::Notify note() {
    return [this](LockEvent event) { events.push_back(event); };
  }
};

TEST(LockTable, ExclusiveLocksAreGrantedOneAfterAnother) {
  LockTable table;
  Heard a;
  Heard b;
  uint32_t first = table.join("a", a.note());
  uint32_t second = table.join("b", b.note());
  EXPECT_EQ(table.request(first, 1, {"x"}), Outcome::granted);
  EXPECT_EQ(table.request(second, 1, {"x"}), Outcome::waiting);
  EXPECT_EQ(table.request(second, 2, {"y"}), Outcome::granted);
  EXPECT_EQ(table.request(second, 3, {.name = "x", .if_available = true}), Outcome::unavailable);
  table.release(first, 1);
  ASSERT_EQ(b.events.size(), 1u);
  EXPECT_EQ(b.events[0].id, 1u);
  EXPECT_TRUE(b.events[0].granted);
}

TEST(LockTable, SharedLocksAreHeldTogetherUnlessSomebodyWaits) {
  LockTable table;
  Heard heard;
  uint32_t client = table.join("a", heard.note());
  EXPECT_EQ(table.request(client, 1, {.name = "x", .shared = true}), Outcome::granted);
  EXPECT_EQ(table.request(client, 2, {.name = "x", .shared = true}), Outcome::granted);
  EXPECT_EQ(table.request(client, 3, {"x"}), Outcome::waiting);
  EXPECT_EQ(table.request(client, 4, {.name = "x", .shared = true}), Outcome::waiting);
  EXPECT_TRUE(table.cancel(client, 3));
  EXPECT_FALSE(table.cancel(client, 3));
  ASSERT_EQ(heard.events.size(), 1u);
  EXPECT_EQ(heard.events[0].id, 4u);
}

TEST(LockTable, AThiefTakesItFromAllHolders) {
  LockTable table;
  Heard heard;
  uint32_t client = table.join("a", heard.note());
  table.request(client, 1, {.name = "x", .shared = true});
  table.request(client, 2, {.name = "x", .shared = true});
  EXPECT_EQ(table.request(client, 3, {.name = "x", .steal = true}), Outcome::granted);
  ASSERT_EQ(heard.events.size(), 2u);
  EXPECT_FALSE(heard.events[0].granted);
  table.release(client, 1);
  EXPECT_EQ(table.query().size(), 1u);
  table.release(client, 3);
  EXPECT_TRUE(table.query().empty());
}

TEST(LockTable, WhoLeavesHoldsAndAwaitsNothing) {
  LockTable table;
  Heard a;
  Heard b;
  uint32_t first = table.join("a", a.note());
  uint32_t second = table.join("b", b.note());
  table.request(first, 1, {"x"});
  table.request(second, 1, {"y"});
  table.request(first, 2, {"y"});
  table.request(second, 2, {"x"});
  table.leave(first);
  ASSERT_EQ(b.events.size(), 1u);
  EXPECT_TRUE(a.events.empty());
  auto entries = table.query();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].client, "b");
  EXPECT_TRUE(entries[1].held);
}

}  // namespace
}  // namespace rondo::modules::locks
