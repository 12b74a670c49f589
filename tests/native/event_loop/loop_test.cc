#include "event_loop/loop.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace rondo {
namespace {

TEST(Loop, ends_when_nothing_keeps_it_alive) {
  Loop loop;
  loop.run();
  EXPECT_FALSE(loop.alive());
}

TEST(Loop, calls_timers_when_due_and_again_as_they_say) {
  Loop loop;
  std::vector<Phase> phases;
  loop.timers().on_due([&](double now) {
    phases.push_back(loop.phase());
    return phases.size() < 3 ? now + 1 : 0.0;
  });
  loop.timers().schedule(1);
  loop.run();
  EXPECT_EQ(phases.size(), 3u);
}

TEST(Loop, an_unreferenced_timer_does_not_keep_it) {
  Loop loop;
  loop.timers().on_due([](double) { return 0.0; });
  loop.timers().schedule(60'000);
  loop.timers().set_ref(false);
  loop.run();
  SUCCEED();
}

TEST(Loop, runs_immediates_in_the_check_phase) {
  Loop loop;
  int left = 3;
  Phase seen = Phase::idle;
  loop.immediates().on_check([&] { return left > 0; },
                             [&] {
                               seen = loop.phase();
                               if (--left == 0) loop.immediates().set_ref(false);
                             });
  loop.immediates().set_ref(true);
  loop.run();
  EXPECT_EQ(left, 0);
  EXPECT_EQ(seen, Phase::check);
}

TEST(Loop, is_woken_from_another_thread) {
  Loop loop;
  bool woken = false;
  loop.on_wake([&] {
    woken = true;
    loop.stop();
  });
  loop.timers().on_due([](double) { return 0.0; });
  loop.timers().schedule(60'000);
  std::thread other([&] { loop.wake(); });
  loop.run();
  other.join();
  EXPECT_TRUE(woken);
}

TEST(Loop, closes_cleanly) {
  Loop loop;
  EXPECT_TRUE(loop.close());
}

}  // namespace
}  // namespace rondo
