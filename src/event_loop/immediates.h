// The check phase: what setImmediate asked for. An idle handle keeps the poll phase from waiting while a
// referenced immediate is there.
#pragma once
#include <uv.h>

#include "base/move_function.h"

namespace rondo {

class Immediates {
 public:
  void open(uv_loop_t* loop);
  void close();
  /// `run` is called once in each check phase in which `pending()` says that something waits.
  void on_check(MoveFunction<bool()> pending, MoveFunction<void()> run) {
    pending_ = std::move(pending);
    run_ = std::move(run);
  }
  /// Whether a waiting immediate keeps the loop alive (and the poll phase from waiting).
  void set_ref(bool ref);

 private:
  uv_check_t check_{};
  uv_idle_t idle_{};
  MoveFunction<bool()> pending_;
  MoveFunction<void()> run_;
};

}  // namespace rondo
