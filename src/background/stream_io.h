// Byte streams of the background: TCP sockets, local sockets (pipes) and terminals, and what listens for them.
// Reading goes through one buffer that all streams of a loop share; writing tries at once and queues what the kernel does not take.
#pragma once
#include <uv.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "background/background.h"
#include "background/listener.h"
#include "base/bytes.h"
#include "base/result.h"

namespace rondo {

/// Where a stream's events go. Whoever reads from a stream is one; it outlives its being set.
class StreamReader {
 public:
  virtual ~StreamReader() = default;
  /// `data` is only there during the call. It may close the stream.
  virtual void on_data(std::span<const uint8_t> data) = 0;
  /// No more data: `error` is 0 at the end of the stream, else a negative errno.
  virtual void on_read_end(int error) = 0;
  /// The object that gave the stream away for reading has closed it.
  virtual void on_stream_closed() {}
  /// Told to the owner: the stream begins to close, whoever closes it, and is gone soon.
  virtual void on_stream_closing() {}
};

class Stream : public Handle {
 public:
  enum class Kind { tcp, pipe };

  uv_stream_t* stream() { return reinterpret_cast<uv_stream_t*>(uv()); }
  virtual Kind stream_kind() const = 0;

  /// Begins to give what arrives to `reader`; 0 or a negative errno. What was read before a read_stop() that came in between is given first.
  int read_start(StreamReader* reader);
  int read_stop();
  bool reading() const { return reader_ != nullptr; }
  /// From now on another reads; what arrives in between is kept by the kernel.
  void set_reader(StreamReader* reader) { reader_ = reader; }

  /// Called with 0 or a negative errno when everything of that write has left, or never will.
  using Written = MoveFunction<void(int error)>;
  /// Writes `parts`, which are kept alive by `owner`. Returns 0 where all was taken at once (`done` is not called then),
  /// 1 where `done` will be called, or a negative errno.
  int write(std::span<const uv_buf_t> parts, std::shared_ptr<void> owner, Written done);
  /// Where small writes gather until the end of the read batch or of the loop's turn: append to it. What stands in it leaves
  /// by flush(), in order with write().
  std::string& gathered();
  size_t gathered_size() const { return out_ ? out_->size() : 0; }
  /// Sends what was gathered. What the kernel does not take is queued; an error is told to the reader as its end.
  void flush();
  /// Bytes that wait to be taken by the kernel.
  size_t queued() { return uv_stream_get_write_queue_size(stream()); }
  /// Calls `drained` once, when all that waits now has left; not if the stream closes before. False if nothing waits.
  bool when_drained(MoveFunction<void()> drained);
  /// Ends the writing side after what was written; `done` gets 0 or a negative errno.
  int shutdown(Written done);

  /// Listens, with room for `backlog` connections that wait; a second call only changes that. `kind` names the listener, a literal.
  /// 0 or a negative errno.
  int listen(const char* kind, int backlog, Listener::OnConnection on_connection);
  void set_ref(bool ref) override;

  /// Who is told when the stream begins to close.
  void set_owner(StreamReader* owner) { owner_ = owner; }
  uint64_t bytes_read() const { return bytes_read_; }
  /// Of what was given to write, gathered bytes included.
  uint64_t bytes_written() const { return bytes_written_ + gathered_size(); }

 protected:
  Stream(Background& background, const char* kind) : Handle(background, kind) {}
  void will_close() override;
  static Stream& of(uv_stream_t* stream);
  /// A write is over: tells whom when_drained() was given, if it was the last.
  void tell_drained();
  void count_written(size_t bytes) { bytes_written_ += bytes; }
  /// How many bytes of `part` the kernel takes now, or a negative errno. Nothing is queued before it.
  virtual int try_write(const uv_buf_t& part);
  /// Whether a process of the same program listens at the other end: it may act on what it hears before what was gathered has left.
  virtual bool is_channel() const { return false; }
  /// Whether it is a socket that reads and sends together with others.
  virtual bool is_socket() const { return false; }

 private:
  friend class StreamBatch;
  StreamBatch& batch() { return background().streams(); }
  int descriptor();

  // What StreamBatch reads. receive() adds the call, unless nobody reads any more; received() gets its result.
  bool receive(SocketCalls& calls, std::span<uint8_t> room);
  void received(int n, std::span<uint8_t> room);
  bool holds_back() const { return kept_ != nullptr; }
  void give_kept();
  void give(int n, std::span<const uint8_t> data);

  // What StreamBatch sends.
  bool sends_together() { return is_socket() && !closing() && queued() == 0; }
  std::unique_ptr<std::string> take_gathered();
  void send(SocketCalls& calls, const std::string& text) { calls.send(descriptor(), text); }
  /// `n`: bytes that the kernel has taken, or a negative errno. The rest is queued. Returns 0 or what has failed.
  int sent(std::unique_ptr<std::string> text, int n);
  void tell_failure(int error);

  static void on_alloc(uv_handle_t*, size_t, uv_buf_t*);
  static void on_read(uv_stream_t*, ssize_t, const uv_buf_t*);

  // What was read of it together with others while one of their readers stopped the reading of this one.
  struct Kept {
    std::vector<uint8_t> data;
    int error;
  };
  StreamReader* reader_ = nullptr;
  StreamReader* owner_ = nullptr;
  Listener* listener_ = nullptr;  // closes with the stream
  std::unique_ptr<std::string> out_;
  StreamBatch::Place gathering_{this};
  StreamBatch::Place readable_{this};
  std::unique_ptr<Kept> kept_;
  MoveFunction<void()> drained_;
  uint64_t bytes_read_ = 0;
  uint64_t bytes_written_ = 0;
};

class TcpStream final : public Stream {
 public:
  /// Null with a negative errno if there is no descriptor left.
  static Result<TcpStream*> make(Background& background);
  Kind stream_kind() const override { return Kind::tcp; }
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&tcp_); }
  uv_tcp_t* tcp() { return &tcp_; }

 private:
  explicit TcpStream(Background& background) : Stream(background, "TCPSocketWrap") {}
  int try_write(const uv_buf_t& part) override;
  bool is_socket() const override { return true; }
  uv_tcp_t tcp_{};
};

class PipeStream final : public Stream {
 public:
  static Result<PipeStream*> make(Background& background, bool ipc = false);
  Kind stream_kind() const override { return Kind::pipe; }
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&pipe_); }
  uv_pipe_t* pipe() { return &pipe_; }

  /// As write(), and gives the other process (made with `ipc`) a copy of descriptor `fd`, which stays ours. `parts` are not
  /// empty. Never 0: `done` is called, unless a negative errno says why nothing was sent.
  int write_with_descriptor(std::span<const uv_buf_t> parts, std::shared_ptr<void> owner, int fd, Written done);
  /// The first descriptor that came with what was read and that nobody has taken; UV_EAGAIN for none, or another negative errno.
  int take_descriptor();

 private:
  static Result<PipeStream*> make_for(Background& background, int fd);
  explicit PipeStream(Background& background) : Stream(background, "PipeWrap") {}
  bool is_channel() const override { return pipe_.ipc != 0; }
  uv_pipe_t pipe_{};
};

}  // namespace rondo
