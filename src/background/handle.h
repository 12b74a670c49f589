// A long-lived thing of the background: a listener, a socket, a watcher, a process. Only its close callback ends it;
// nobody else deletes it.
#pragma once
#include <uv.h>

#include <cstdint>

#include "base/list.h"
#include "base/move_function.h"

namespace rondo {

class Background;

class Handle : public ListNode {
 public:
  Handle(Background& background, const char* kind);

  const char* kind() const { return kind_; }
  /// When it was made: ms on the loop's clock.
  uint64_t since() const { return since_; }
  Background& background() { return background_; }

  /// Begins to close it, once; `on_closed` runs in the close phase, after which the Handle is gone.
  void close(MoveFunction<void()> on_closed = {});
  bool closing() const { return closing_; }
  virtual void set_ref(bool ref);
  bool has_ref() const { return !closing_ && uv_has_ref(const_cast<Handle*>(this)->uv()) != 0; }
  /// Whether it is under way: listening, connected, reading, watching.
  bool active() const { return !closing_ && uv_is_active(const_cast<Handle*>(this)->uv()) != 0; }

  virtual uv_handle_t* uv() = 0;

 protected:
  virtual ~Handle() = default;
  /// Before anything else on closing: let go of what points here.
  virtual void will_close() {}

 private:
  Background& background_;
  const char* kind_;
  uint64_t since_;
  bool closing_ = false;
  MoveFunction<void()> on_closed_;
};

}  // namespace rondo
