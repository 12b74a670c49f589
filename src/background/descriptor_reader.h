// Reads a descriptor that the process was given (standard input: a terminal, a pipe, a socket) as it delivers.
#pragma once
#include <uv.h>

#include "background/background.h"
#include "base/bytes.h"
#include "base/move_function.h"
#include "base/result.h"

namespace rondo {

class DescriptorReader final : public Handle {
 public:
  /// Takes bytes, or without any a status: 0 at the end of what there is to read, else a negative errno.
  using OnRead = MoveFunction<void(int status, Bytes bytes)>;

  /// For a terminal, a pipe or a stream socket; another kind of descriptor gives EINVAL.
  static Result<DescriptorReader*> open(Background& background, int fd);

  Result<void> start(OnRead on_read);
  void stop();
  /// Tells who holds the pointer that it ends, whoever closed it.
  void on_closing(MoveFunction<void()> fn) { on_closing_ = std::move(fn); }
  /// A terminal: whether keys come one by one, unechoed, instead of line by line. What it was comes back when the process exits.
  Result<void> set_raw_mode(bool raw);

  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&uv_); }

 private:
  DescriptorReader(Background& background, const char* kind) : Handle(background, kind) {}
  ~DescriptorReader() override = default;
  void will_close() override;
  uv_stream_t* stream() { return reinterpret_cast<uv_stream_t*>(&uv_); }

  union {
    uv_tty_t tty;
    uv_pipe_t pipe;
    uv_tcp_t tcp;
  } uv_{};
  bool terminal_ = false;
  Bytes room_;
  OnRead on_read_;
  MoveFunction<void()> on_closing_;
};

}  // namespace rondo
