#include "background/listener.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace rondo {

namespace {

constexpr uint64_t shortest_pause = 10, longest_pause = 1000;  // ms

}  // namespace

Result<Listener*> Listener::start(Background& background, const char* kind, int fd, OnConnection on_connection) {
  auto* self = new Listener(background, kind, fd);
  int e = uv_poll_init(background.loop().uv(), &self->poll_, fd);
  if (e < 0) {  // there is nothing that libuv would close
    delete self;
    return Error::system(e, "listen");
  }
  self->poll_.data = static_cast<Handle*>(self);
  self->on_connection_ = std::move(on_connection);
  self->next_pause_ = shortest_pause;
  if (e = self->resume(); e == 0) return self;
  self->close();
  return Error::system(e, "listen");
}

int Listener::watch(int events) {
  return uv_poll_start(&poll_, events, [](uv_poll_t* poll, int, int) {
    static_cast<Listener*>(static_cast<Handle*>(poll->data))->accept();
  });
}

// One each time round: to look for another in vain makes a socket and throws it away, and processes that listen together share what comes.
void Listener::accept() {
  const int fd = ::accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd >= 0) {
    next_pause_ = shortest_pause;
    on_connection_(fd);
    return;
  }
  switch (const int e = errno) {
    case EAGAIN:  // another process was quicker
    case EINTR: return;
    // this one connection has failed: accept(2)
    case ECONNABORTED:
    case ENETDOWN:
    case EPROTO:
    case ENOPROTOOPT:
    case EHOSTDOWN:
    case ENONET:
    case EHOSTUNREACH:
    case EOPNOTSUPP:
    case ENETUNREACH:
    case EPERM: return;
    case EBADF:
    case EINVAL:
    case ENOTSOCK:
      uv_poll_stop(&poll_);
      on_connection_(-e);
      return;
    default: pause();  // no descriptor or no memory for it
  }
}

void Listener::pause() {
  if (!timer_) {
    timer_ = new uv_timer_t;
    uv_timer_init(background().loop().uv(), timer_);
    timer_->data = this;
    uv_unref(reinterpret_cast<uv_handle_t*>(timer_));
  }
  watch(UV_PRIORITIZED);  // never comes, but keeps the loop alive
  uv_timer_start(timer_, [](uv_timer_t* timer) { static_cast<Listener*>(timer->data)->resume(); }, next_pause_, 0);
  next_pause_ = std::min(2 * next_pause_, longest_pause);
}

void Listener::will_close() {
  if (!timer_) return;
  uv_close(reinterpret_cast<uv_handle_t*>(timer_),
           [](uv_handle_t* timer) { delete reinterpret_cast<uv_timer_t*>(timer); });
}

}  // namespace rondo
