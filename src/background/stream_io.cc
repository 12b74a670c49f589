#include "background/stream_io.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace rondo {

namespace {

// A write that the kernel has not taken whole.
struct PendingWrite {
  uv_write_t req{};
  std::shared_ptr<void> owner;
  std::string copy;
  Stream::Written done;
};

}  // namespace

Stream& Stream::of(uv_stream_t* stream) { return *static_cast<Stream*>(static_cast<Handle*>(stream->data)); }

int Stream::descriptor() {
  uv_os_fd_t fd = -1;
  uv_fileno(uv(), &fd);
  return fd;
}

// A socket is read past libuv, perhaps with others. The rest reads into one buffer: data is given on, or copied, before the next read.
void Stream::on_alloc(uv_handle_t* handle, size_t, uv_buf_t* out) {
  Stream& self = of(reinterpret_cast<uv_stream_t*>(handle));
  if (self.is_socket()) {
    *out = uv_buf_init(nullptr, 0);  // libuv reads nothing then, and calls back with UV_ENOBUFS
    return;
  }
  std::span<uint8_t> room = self.batch().room();
  *out = uv_buf_init(reinterpret_cast<char*>(room.data()), static_cast<unsigned>(room.size()));
}

void Stream::on_read(uv_stream_t* stream, ssize_t n, const uv_buf_t* buffer) {
  Stream& self = of(stream);
  if (self.is_socket()) return self.batch().readable(self.readable_);
  if (n == 0 || !self.reader_) return;  // EAGAIN
  self.give(n == UV_EOF ? 0 : static_cast<int>(n),
            {reinterpret_cast<const uint8_t*>(buffer->base), n > 0 ? static_cast<size_t>(n) : 0});
}

bool Stream::receive(SocketCalls& calls, std::span<uint8_t> room) {
  if (closing() || !reader_) return false;
  calls.receive(descriptor(), room);
  return true;
}

void Stream::received(int n, std::span<uint8_t> room) {
  constexpr int most_reads = 32;  // one that sends much leaves the others their turn
  for (int reads = 1; n != UV_EAGAIN && !closing(); reads++) {
    const std::span<const uint8_t> data = room.first(n > 0 ? static_cast<size_t>(n) : 0);
    if (!reader_) {
      // the kernel tells of an error once, of the end again
      if (n != 0) kept_ = std::make_unique<Kept>(std::vector(data.begin(), data.end()), n < 0 ? n : 0);
      return;
    }
    give(n, data);
    if (data.size() < room.size() || !reader_ || closing() || reads == most_reads) return;
    n = SocketCalls::receive_now(descriptor(), room);
  }
}

void Stream::give_kept() {
  const std::unique_ptr<Kept> kept = std::move(kept_);
  background().loop().stay_awake(false);
  if (kept->error != 0) return give(kept->error, {});
  give(static_cast<int>(kept->data.size()), kept->data);
}

void Stream::give(int n, std::span<const uint8_t> data) {
  StreamReader* reader = reader_;
  if (n > 0) {
    bytes_read_ += data.size();
    return reader->on_data(data);
  }
  read_stop();
  reader->on_read_end(n);
}

int Stream::read_start(StreamReader* reader) {
  if (closing()) return UV_EBADF;
  if (listener_) return UV_EINVAL;
  reader_ = reader;
  uv()->data = static_cast<Handle*>(this);
  if (kept_ && !readable_.linked()) {
    batch().gives_later(readable_);
    background().loop().stay_awake(true);
  }
  int e = uv_read_start(stream(), on_alloc, on_read);
  return e == UV_EALREADY ? 0 : e;
}

int Stream::read_stop() {
  reader_ = nullptr;
  if (kept_ && readable_.linked()) background().loop().stay_awake(false);
  readable_.unlink();
  return closing() ? 0 : uv_read_stop(stream());
}

int Stream::write(std::span<const uv_buf_t> parts, std::shared_ptr<void> owner, Written done) {
  if (closing()) return UV_EBADF;
  if (is_channel()) batch().flush();
  flush();
  size_t total = 0;
  for (const uv_buf_t& part : parts) total += part.len;
  bytes_written_ += total;
  size_t taken = 0;
  if (queued() == 0) {
    int n = uv_try_write(stream(), parts.data(), static_cast<unsigned>(parts.size()));
    if (n < 0 && n != UV_EAGAIN && n != UV_ENOSYS) return n;
    if (n > 0) taken = static_cast<size_t>(n);
    if (taken == total) return 0;
  }
  std::vector<uv_buf_t> rest;
  for (uv_buf_t part : parts) {
    if (taken >= part.len) {
      taken -= part.len;
      continue;
    }
    rest.push_back(uv_buf_init(part.base + taken, static_cast<unsigned>(part.len - taken)));
    taken = 0;
  }
  if (rest.empty()) rest.push_back(uv_buf_init(nullptr, 0));  // nothing, which is done once all before it is
  auto* pending = new PendingWrite{{}, std::move(owner), {}, std::move(done)};
  pending->req.data = pending;
  int e = uv_write(&pending->req, stream(), rest.data(), static_cast<unsigned>(rest.size()),
                   [](uv_write_t* req, int status) {
                     std::unique_ptr<PendingWrite> finished(static_cast<PendingWrite*>(req->data));
                     if (finished->done) finished->done(status);
                     of(req->handle).tell_drained();
                   });
  if (e == 0) return 1;
  delete pending;
  return e;
}

std::string& Stream::gathered() {
  if (!out_) {
    out_ = batch().take_buffer();
    batch().gathers(gathering_);
  }
  return *out_;
}

int Stream::try_write(const uv_buf_t& part) { return uv_try_write(stream(), &part, 1); }

int TcpStream::try_write(const uv_buf_t& part) {
  uv_os_fd_t fd;
  if (uv_fileno(uv(), &fd) < 0) return UV_EBADF;
  return SocketCalls::send_now(fd, {part.base, part.len});
}

std::unique_ptr<std::string> Stream::take_gathered() {
  gathering_.unlink();
  bytes_written_ += out_->size();
  return std::move(out_);
}

void Stream::flush() {
  if (!out_) return;
  std::unique_ptr<std::string> text = take_gathered();
  int n = 0;
  if (closing()) {
    n = UV_EBADF;
  } else if (queued() == 0) {
    n = try_write(uv_buf_init(text->data(), static_cast<unsigned>(text->size())));
  }
  tell_failure(sent(std::move(text), n));
}

int Stream::sent(std::unique_ptr<std::string> text, int n) {
  int error = n == UV_EAGAIN || n == UV_ENOSYS ? 0 : std::min(n, 0);
  const size_t taken = static_cast<size_t>(std::max(n, 0));
  if (error == 0 && taken < text->size()) {
    auto* pending = new PendingWrite;
    pending->copy = text->substr(taken);
    pending->req.data = pending;
    uv_buf_t part = uv_buf_init(pending->copy.data(), static_cast<unsigned>(pending->copy.size()));
    error = uv_write(&pending->req, stream(), &part, 1, [](uv_write_t* req, int) {
      std::unique_ptr<PendingWrite> finished(static_cast<PendingWrite*>(req->data));  // `req` is a part of it
      of(req->handle).tell_drained();
    });
    if (error < 0) delete pending;
  }
  batch().give_buffer(std::move(text));
  return error;
}

bool Stream::when_drained(MoveFunction<void()> drained) {
  if (closing() || queued() == 0) return false;
  drained_ = std::move(drained);
  return true;
}

void Stream::tell_drained() {
  if (!drained_ || closing() || queued() > 0) return;
  MoveFunction<void()> drained = std::move(drained_);
  drained_ = {};
  drained();
}

void Stream::tell_failure(int error) {
  if (error == 0 || !reader_ || closing()) return;
  StreamReader* reader = reader_;
  read_stop();
  reader->on_read_end(error);
}

int Stream::listen(const char* kind, int backlog, Listener::OnConnection on_connection) {
  uv_os_fd_t fd;
  if (closing() || uv_fileno(uv(), &fd) < 0) return UV_EINVAL;
  if (::listen(fd, backlog) != 0) return -errno;
  if (listener_) return listener_->resume();
  auto listener = Listener::start(background(), kind, fd, std::move(on_connection));
  if (!listener) return listener.error().number;
  listener_ = *listener;
  listener_->set_ref(has_ref());
  return 0;
}

void Stream::set_ref(bool ref) {
  Handle::set_ref(ref);
  if (listener_) listener_->set_ref(ref);
}

// What was gathered before the close still leaves, as far as the kernel takes it.
void Stream::will_close() {
  reader_ = nullptr;
  if (kept_ && readable_.linked()) background().loop().stay_awake(false);
  kept_.reset();
  drained_ = {};
  readable_.unlink();
  if (listener_) listener_->close();
  if (owner_) owner_->on_stream_closing();
  if (!out_) return;
  const std::unique_ptr<std::string> text = take_gathered();
  if (queued() == 0) try_write(uv_buf_init(text->data(), static_cast<unsigned>(text->size())));
}

int Stream::shutdown(Written done) {
  if (closing()) return UV_ENOTCONN;
  flush();
  struct Shutdown {
    uv_shutdown_t req;
    Written done;
  };
  auto* pending = new Shutdown{{}, std::move(done)};
  pending->req.data = pending;
  int e = uv_shutdown(&pending->req, stream(), [](uv_shutdown_t* req, int status) {
    std::unique_ptr<Shutdown> finished(static_cast<Shutdown*>(req->data));
    if (finished->done) finished->done(status);
  });
  if (e < 0) delete pending;
  return e;
}

Result<TcpStream*> TcpStream::make(Background& background) {
  auto* self = new TcpStream(background);
  if (int e = uv_tcp_init(background.loop().uv(), &self->tcp_); e < 0) {
    delete self;
    return Error::system(e, "uv_tcp_init");
  }
  self->tcp_.data = static_cast<Handle*>(self);
  return self;
}

Result<PipeStream*> PipeStream::make(Background& background, bool ipc) {
  auto* self = new PipeStream(background);
  if (int e = uv_pipe_init(background.loop().uv(), &self->pipe_, ipc); e < 0) {
    delete self;
    return Error::system(e, "uv_pipe_init");
  }
  self->pipe_.data = static_cast<Handle*>(self);
  return self;
}

// The copy is libuv's for as long as it takes to send it: whoever has the original may close it meanwhile.
Result<PipeStream*> PipeStream::make_for(Background& background, int fd) {
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return Error::system(-errno, "dup");
  auto made = make(background);
  int e = made ? uv_pipe_open(&(*made)->pipe_, copy) : made.error().number;
  if (e == 0) return made;
  ::close(copy);
  if (made) (*made)->close();
  return Error::system(e, "open");
}

int PipeStream::write_with_descriptor(std::span<const uv_buf_t> parts, std::shared_ptr<void> owner, int fd,
                                      Written done) {
  if (closing()) return UV_EBADF;
  background().streams().flush();
  flush();
  auto along = make_for(background(), fd);
  if (!along) return along.error().number;
  for (const uv_buf_t& part : parts) count_written(part.len);
  auto* pending =
      new PendingWrite{{}, std::move(owner), {}, [along = *along, done = std::move(done)](int error) mutable {
                         along->close();
                         done(error);
                       }};
  pending->req.data = pending;
  int e = uv_write2(&pending->req, stream(), parts.data(), static_cast<unsigned>(parts.size()), (*along)->stream(),
                    [](uv_write_t* req, int status) {
                      std::unique_ptr<PendingWrite> finished(static_cast<PendingWrite*>(req->data));
                      finished->done(status);
                      static_cast<PipeStream&>(of(req->handle)).tell_drained();
                    });
  if (e == 0) return 1;
  (*along)->close();
  delete pending;
  return e;
}

int PipeStream::take_descriptor() {
  if (closing()) return UV_EBADF;
  if (uv_pipe_pending_count(&pipe_) == 0) return UV_EAGAIN;
  auto into = make(background());
  if (!into) return into.error().number;
  uv_os_fd_t fd = -1;
  int e = uv_accept(stream(), (*into)->stream());
  if (e == 0) e = uv_fileno((*into)->uv(), &fd);
  if (e == 0) {
    fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    e = fd < 0 ? -errno : fd;
  }
  (*into)->close();
  return e;
}

}  // namespace rondo
