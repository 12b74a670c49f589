// One thread's event loop. libuv owns the phases; this gives them names, and owns what every loop has:
// its timer, its immediates and a door through which other threads can wake it.
#pragma once
#include <uv.h>

#include <cstdint>
#include <memory>

#include "base/move_function.h"
#include "base/result.h"
#include "event_loop/immediates.h"
#include "event_loop/phases.h"
#include "event_loop/timers.h"

namespace rondo {

class Loop {
 public:
  /// Ends the process where no loop can be had: nothing runs yet that could go on.
  Loop();
  /// The error is that the process has no descriptors left.
  static Result<std::unique_ptr<Loop>> open();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  uv_loop_t* uv() { return &loop_; }
  Timers& timers() { return timers_; }
  Immediates& immediates() { return immediates_; }
  Phase phase() const { return phase_; }
  /// How often the loop went round.
  uint64_t turns() const { return turns_; }
  /// uv_hrtime() at the first run(), and when the last one returned; 0 before that.
  uint64_t started_ns() const { return started_ns_; }
  uint64_t ended_ns() const { return ended_ns_; }

  /// What runs from now on counts as the loop's: a Worker's program is its first message. By itself that begins with run().
  void begin() { started_ns_ = uv_hrtime(); }
  /// Goes round until nothing keeps the loop alive, or stop() was called.
  void run();
  void run_once() { uv_run(&loop_, UV_RUN_ONCE); }
  /// Goes round once more without waiting for anything.
  void run_nowait() { uv_run(&loop_, UV_RUN_NOWAIT); }
  bool alive() const { return uv_loop_alive(&loop_) != 0; }
  /// Lets run() return after the phase it is in. From the loop's own thread.
  void stop() { uv_stop(&loop_); }
  /// Called on the loop's thread after wake(), which any thread may call.
  void on_wake(MoveFunction<void()> fn) { wake_ = std::move(fn); }
  void wake() { uv_async_send(&async_); }
  /// Called at the end of each poll phase, as a part of it.
  void on_poll_end(MoveFunction<void()> fn) { in_poll_ = std::move(fn); }
  /// Once on, and until as often off: poll does not wait, and the loop lives.
  void stay_awake(bool on);
  /// Called each time round, after poll and before check: where written sockets are flushed.
  void on_turn_end(MoveFunction<void()> fn) { turn_end_ = std::move(fn); }

  /// Closes what belongs to the loop itself; the loop is then run until all handles have gone. Returns whether they have.
  bool close();

 private:
  struct Unopened {};
  explicit Loop(Unopened) {}
  /// A negative errno where libuv cannot make its loop.
  int init();

  uv_loop_t loop_{};
  uv_async_t async_{};
  uv_prepare_t prepare_{};
  uv_check_t poll_end_{};
  uv_idle_t awake_{};
  uint32_t wakers_ = 0;
  Timers timers_;
  Immediates immediates_;
  MoveFunction<void()> wake_;
  MoveFunction<void()> in_poll_;
  MoveFunction<void()> turn_end_;
  Phase phase_ = Phase::idle;
  uint64_t turns_ = 0;
  uint64_t started_ns_ = 0;
  uint64_t ended_ns_ = 0;
  bool closed_ = false;
};

}  // namespace rondo
