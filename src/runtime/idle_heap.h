// What a heap holds beyond its needs goes back to the system once the program has become quiet. V8 collects when something is allocated: without
// this, a process that has done its work keeps the garbage and the free pages of its busiest moment for as long as it waits.
#pragma once
#include <uv.h>
#include <v8.h>

#include <cstddef>
#include <cstdint>

namespace rondo {

class IdleHeap {
 public:
  /// How long there was no collection when the program counts as quiet: 10 s.
  static constexpr uint64_t quiet_ms = 10'000;
  /// A heap that has grown by less since the last time, or by less than half, is left alone: 32 MB.
  static constexpr size_t least_growth = size_t{32} << 20;

  /// Begins to watch. It does not keep the loop alive, and costs a look at the clock for each collection.
  void open(uv_loop_t* loop, v8::Isolate* isolate, uint64_t quiet = quiet_ms);
  void close();

 private:
  static void on_collected(v8::Isolate*, v8::GCType type, v8::GCCallbackFlags, void* self);
  void look();
  size_t heap_size();
  void start_timer(uint64_t ms);

  v8::Isolate* isolate_ = nullptr;  // while it watches
  uv_timer_t timer_{};
  uint64_t quiet_ = 0;       // ms
  uint64_t collected_ = 0;   // uv_hrtime() of the last collection
  size_t needed_ = 0;        // bytes that the heap had when it was last made small
  bool asked_ = false;       // a collection is under way that was begun here
  bool just_asked_ = false;  // ... or it was the last one
};

}  // namespace rondo
