// The channel between a process and one that it has forked: messages as bytes, and descriptors that go with them.
#pragma once
#include "bind/stream_object.h"

namespace rondo::modules::child_process {

class Channel final : public StreamObject {
 public:
  static Result<Channel*> make(Runtime& rt) {
    auto stream = PipeStream::make(rt.background, true);
    if (!stream) return stream.error();
    return new Channel(rt, *stream);
  }

  /// 0 or a negative errno.
  int32_t open(int32_t fd) { return pipe() ? uv_pipe_open(pipe()->pipe(), fd) : UV_EBADF; }
  /// As writeBytes(), with a copy of descriptor `fd`. 1: `done(error)` will be called; negative: errno.
  int32_t write_with_descriptor(Runtime& rt, Bytes bytes, int32_t fd, v8::Local<v8::Function> done);
  /// A descriptor that came with what was read last, which is then the caller's; EAGAIN's negative errno for none.
  int32_t take_descriptor() { return pipe() ? pipe()->take_descriptor() : UV_EBADF; }

 private:
  Channel(Runtime& rt, Stream* stream) : StreamObject(rt, stream) {}
  PipeStream* pipe() { return static_cast<PipeStream*>(stream()); }
};

void bind_channel(Module& m);

}  // namespace rondo::modules::child_process
