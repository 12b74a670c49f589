// Accepts the connections of a socket that listens. libuv can do that, but when the process is out of descriptors it drops whoever waits, or,
// where another thread has taken the one it keeps for that, asks the kernel without end. Here they wait in the backlog, and the loop is at
// rest until it is worth looking again.
#pragma once
#include <uv.h>

#include <cstdint>

#include "background/background.h"
#include "base/move_function.h"
#include "base/result.h"

namespace rondo {

class Listener final : public Handle {
 public:
  /// Takes the descriptor of a connection, which does not block and is the function's from then on; or, when the socket will never give
  /// another one, the negative errno that says why.
  using OnConnection = MoveFunction<void(int fd)>;

  /// `fd`, which listens, stays its owner's, who closes the Listener before it.
  static Result<Listener*> start(Background& background, const char* kind, int fd, OnConnection on_connection);

  /// Looks for connections: as from the start, and again after the socket had an end and has begun anew. 0 or a negative errno.
  int resume() { return watch(UV_READABLE); }

  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&poll_); }

 private:
  Listener(Background& background, const char* kind, int fd) : Handle(background, kind), fd_(fd) {}
  ~Listener() override = default;
  void will_close() override;
  int watch(int events);
  void accept();
  void pause();

  uv_poll_t poll_{};
  int fd_;
  OnConnection on_connection_;
  uv_timer_t* timer_ = nullptr;  // made at the first pause; apart, since libuv closes each handle in its own time
  uint64_t next_pause_;          // ms
};

}  // namespace rondo
