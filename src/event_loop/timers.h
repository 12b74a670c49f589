// The one native timer of a loop. Which callbacks are due is JavaScript's knowledge (lib/internal/timers):
// it keeps a list per duration and asks for a single wake-up, at the earliest expiry.
#pragma once
#include <uv.h>

#include <cstdint>

#include "base/move_function.h"

namespace rondo {

class Timers {
 public:
  /// Called in the timers phase with the loop's time in ms. It returns when to call again: ms of the loop's
  /// clock; negative if nothing that is due then keeps the loop alive; 0 for never.
  using Due = MoveFunction<double(double now_ms)>;

  void open(uv_loop_t* loop, uint64_t origin_ms);
  void close();
  void on_due(Due due) { due_ = std::move(due); }
  /// Wakes the loop in `ms` milliseconds (at least 1), instead of whenever it was to be woken before.
  void schedule(double ms);
  void set_ref(bool ref);
  /// Milliseconds since the loop was made, as of the start of the loop's turn.
  double now() const { return static_cast<double>(uv_now(handle_.loop) - origin_ms_); }

 private:
  static void fire(uv_timer_t* handle);
  uv_timer_t handle_{};
  uint64_t origin_ms_ = 0;
  bool ref_ = true;
  Due due_;
};

}  // namespace rondo
