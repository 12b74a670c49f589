#include "runtime/idle_heap.h"

#include "../engine_fixture.h"

namespace rondo {
namespace {

constexpr uint64_t quiet = 50;                                 // ms
constexpr uint64_t limit = uint64_t{20} * 1000 * 1000 * 1000;  // ns until a test fails

struct IdleHeapTest : EngineTest {
  ~IdleHeapTest() override { idle.close(); }
  size_t heap_size() {
    v8::HeapStatistics statistics;
    rt_->isolate->GetHeapStatistics(&statistics);
    return statistics.total_heap_size();
  }
  /// Lets the loop go round until `done`, or the limit is over.
  template <class F>
  bool until(F done) {
    rt_->loop.stay_awake(true);
    const uint64_t start = uv_hrtime();
    while (!done() && uv_hrtime() - start < limit) rt_->loop.run_nowait();
    rt_->loop.stay_awake(false);
    return done();
  }
  void fill() { run("globalThis.held = Array.from({ length: 5e5 }, (_, i) => ({ i, text: `${i}` })); undefined"); }

  IdleHeap idle;
};

TEST_F(IdleHeapTest, APeakIsGivenBackWhenAllIsQuiet) {
  idle.open(rt_->loop.uv(), rt_->isolate, quiet);
  fill();
  const size_t peak = heap_size();
  run("held = undefined");
  ASSERT_GT(peak, size_t{30} << 20);
  EXPECT_TRUE(until([&] { return heap_size() < peak / 4; })) << peak << " " << heap_size();
}

TEST_F(IdleHeapTest, WhatIsNeededIsLookedAtOnce) {
  int collections = 0, minor = 0;
  auto count = [](v8::Isolate*, v8::GCType, v8::GCCallbackFlags, void* to) { ++*static_cast<int*>(to); };
  rt_->isolate->AddGCEpilogueCallback(count, &collections, v8::kGCTypeMarkSweepCompact);
  idle.open(rt_->loop.uv(), rt_->isolate, quiet);
  fill();
  // what fill() itself caused may end meanwhile, too
  auto settle = [&] {
    int seen;
    do {
      seen = collections;
      const uint64_t start = uv_hrtime();
      until([&] { return uv_hrtime() - start > 10 * quiet * 1'000'000; });
    } while (collections > seen);
    return seen;
  };
  const int before = settle();
  EXPECT_GT(before, 0);
  rt_->isolate->AddGCEpilogueCallback(count, &minor, v8::kGCTypeScavenge);
  for (int i = 0; i < 100 && minor == 0; i++)
    run("for (let i = 0; i < 3e5; i++) globalThis.last = { i, text: `${i}` }; undefined");
  EXPECT_GT(minor, 0);
  EXPECT_EQ(settle(), before);
}

}  // namespace
}  // namespace rondo
