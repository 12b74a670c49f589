#include "background/stream_io.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace rondo {

namespace {

constexpr size_t read_buffer_size = 64 * 1024;

// A write that the kernel has not taken whole.
struct PendingWrite {
  uv_write_t req{};
  std::shared_ptr<void> owner;
  std::string copy;
  Stream::Written done;
};

}  // namespace

// One buffer serves all streams of a loop: data is given on, or copied, before the next read.
void Stream::on_alloc(uv_handle_t* handle, size_t, uv_buf_t* out) {
  auto* self = static_cast<Stream*>(static_cast<Handle*>(handle->data));
  *out = uv_buf_init(reinterpret_cast<char*>(self->background().read_buffer(read_buffer_size)), read_buffer_size);
  self->received_ = self->full_ ? 0 : self->try_read(*out);  // libuv reads a large transfer on without polling
  if (self->received_ != 0) out->len = 0;                    // libuv reads nothing then, and calls back with UV_ENOBUFS
}

void Stream::on_read(uv_stream_t* stream, ssize_t n, const uv_buf_t* buffer) {
  auto* self = static_cast<Stream*>(static_cast<Handle*>(stream->data));
  if (n == UV_ENOBUFS && self->received_ != 0) n = self->received_;
  self->full_ = n == static_cast<ssize_t>(read_buffer_size);
  if (n == 0 || !self->reader_) return;  // EAGAIN
  if (n > 0) {
    self->bytes_read_ += static_cast<uint64_t>(n);
    self->reader_->on_data({reinterpret_cast<const uint8_t*>(buffer->base), static_cast<size_t>(n)});
    return;
  }
  StreamReader* reader = self->reader_;
  self->read_stop();
  reader->on_read_end(n == UV_EOF ? 0 : static_cast<int>(n));
}

int Stream::read_start(StreamReader* reader) {
  if (closing()) return UV_EBADF;
  reader_ = reader;
  uv()->data = static_cast<Handle*>(this);
  int e = uv_read_start(stream(), on_alloc, on_read);
  return e == UV_EALREADY ? 0 : e;
}

int Stream::read_stop() {
  reader_ = nullptr;
  return closing() ? 0 : uv_read_stop(stream());
}

int Stream::write(std::span<const uv_buf_t> parts, std::shared_ptr<void> owner, Written done) {
  if (closing()) return UV_EBADF;
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
                   });
  if (e == 0) return 1;
  delete pending;
  return e;
}

std::string& Stream::gathered() {
  if (!out_) {
    out_ = background().take_buffer();
    background().gathers(gathering_);
  }
  return *out_;
}

int Stream::try_write(const uv_buf_t& part) { return uv_try_write(stream(), &part, 1); }

// send(2) and recv(2) have a shorter way through the kernel than write(2) and read(2), and the bare system calls none of the bookkeeping
// for threads that are cancelled while they wait: they never do.
int TcpStream::try_read(const uv_buf_t& room) {
  uv_os_fd_t fd;
  if (uv_fileno(uv(), &fd) < 0) return 0;
  const long n = syscall(SYS_recvfrom, fd, room.base, room.len, MSG_DONTWAIT, nullptr, nullptr);
  if (n >= 0) return static_cast<int>(n);
  return errno == EAGAIN || errno == EINTR ? 0 : -errno;  // the kernel tells of an error once
}

int TcpStream::try_write(const uv_buf_t& part) {
  uv_os_fd_t fd;
  if (uv_fileno(uv(), &fd) < 0) return UV_EBADF;
  long n;
  do n = syscall(SYS_sendto, fd, part.base, part.len, MSG_DONTWAIT | MSG_NOSIGNAL, nullptr, 0);
  while (n < 0 && errno == EINTR);
  return n < 0 ? -errno : static_cast<int>(n);
}

void Stream::flush() {
  if (!out_) return;
  std::unique_ptr<std::string> out = std::move(out_);
  gathering_.unlink();
  bytes_written_ += out->size();
  uv_buf_t part = uv_buf_init(out->data(), static_cast<unsigned>(out->size()));
  size_t taken = 0;
  int error = 0;
  if (closing()) {
    error = UV_EBADF;
  } else if (queued() == 0) {
    int n = try_write(part);
    if (n > 0) taken = static_cast<size_t>(n);
    if (n < 0 && n != UV_EAGAIN && n != UV_ENOSYS) error = n;
  }
  if (error == 0 && taken < out->size()) {
    auto* pending = new PendingWrite;
    pending->copy = out->substr(taken);
    pending->req.data = pending;
    part = uv_buf_init(pending->copy.data(), static_cast<unsigned>(pending->copy.size()));
    error = uv_write(&pending->req, stream(), &part, 1,
                     [](uv_write_t* req, int) { delete static_cast<PendingWrite*>(req->data); });
    if (error < 0) delete pending;
  }
  background().give_buffer(std::move(out));
  if (error < 0 && reader_ && !closing()) {
    StreamReader* reader = reader_;
    read_stop();
    reader->on_read_end(error);
  }
}

// What was gathered before the close still leaves, as far as the kernel takes it.
void Stream::will_close() {
  reader_ = nullptr;
  if (owner_) owner_->on_stream_closing();
  if (!out_) return;
  uv_buf_t part = uv_buf_init(out_->data(), static_cast<unsigned>(out_->size()));
  if (queued() == 0) try_write(part);
  gathering_.unlink();
  background().give_buffer(std::move(out_));
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

Result<TtyStream*> TtyStream::make(Background& background, int fd) {
  auto* self = new TtyStream(background);
  if (int e = uv_tty_init(background.loop().uv(), &self->tty_, fd, 0); e < 0) {
    delete self;
    return Error::system(e, "uv_tty_init");
  }
  self->tty_.data = static_cast<Handle*>(self);
  return self;
}

}  // namespace rondo
