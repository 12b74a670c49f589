#include "background/socket_calls.h"

#include <liburing.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <string_view>

namespace rondo {

namespace {

constexpr int not_made = INT_MIN;
constexpr int receive_flags = MSG_DONTWAIT;
constexpr int send_flags = MSG_DONTWAIT | MSG_NOSIGNAL;

// libuv's own switch turns off this use as well. Containers refuse io_uring often.
std::unique_ptr<io_uring> make_ring() {
  const char* wish = std::getenv("UV_USE_IO_URING");
  if (wish && std::string_view(wish) == "0") return nullptr;
  auto ring = std::make_unique<io_uring>();
  const unsigned entries = SocketCalls::most;
  // the kernels before 6.0 know neither flag, and need neither
  int e = io_uring_queue_init(entries, ring.get(), IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_COOP_TASKRUN);
  if (e == -EINVAL) e = io_uring_queue_init(entries, ring.get(), 0);
  if (e < 0) return nullptr;
  io_uring_register_ring_fd(ring.get());  // spares the look-up of its descriptor; where it can't be, nothing is lost
  return ring;
}

}  // namespace

SocketCalls::SocketCalls() = default;

SocketCalls::~SocketCalls() { close_ring(); }

// send(2) and recv(2) have a shorter way through the kernel than write(2) and read(2), and the bare system calls none of the bookkeeping
// for threads that are cancelled while they wait: they never do.
int SocketCalls::receive_now(int fd, std::span<uint8_t> room) {
  long n;
  do n = syscall(SYS_recvfrom, fd, room.data(), room.size(), receive_flags, nullptr, nullptr);
  while (n < 0 && errno == EINTR);
  return n < 0 ? -errno : static_cast<int>(n);
}

int SocketCalls::send_now(int fd, std::span<const char> data) {
  long n;
  do n = syscall(SYS_sendto, fd, data.data(), data.size(), send_flags, nullptr, 0);
  while (n < 0 && errno == EINTR);
  return n < 0 ? -errno : static_cast<int>(n);
}

int SocketCalls::make(const Call& call) {
  return call.receives ? receive_now(call.fd, {static_cast<uint8_t*>(call.data), call.size})
                       : send_now(call.fd, {static_cast<const char*>(call.data), call.size});
}

std::span<const int> SocketCalls::run() {
  const std::span<int> results(results_.data(), count_);
  std::ranges::fill(results, not_made);
  if (count_ > 1) run_together();
  for (size_t i = 0; i < count_; i++)
    if (results[i] == not_made) results[i] = make(calls_[i]);
  count_ = 0;
  return results;
}

// None of the calls waits, so that all are over when the kernel is left: no buffer is in use beyond that.
void SocketCalls::run_together() {
  if (!tried_) ring_ = make_ring();
  tried_ = true;
  if (!ring_) return;
  for (size_t i = 0; i < count_; i++) {
    const Call& call = calls_[i];
    io_uring_sqe* entry = io_uring_get_sqe(ring_.get());
    if (call.receives) {
      io_uring_prep_recv(entry, call.fd, call.data, call.size, receive_flags);
    } else {
      io_uring_prep_send(entry, call.fd, call.data, call.size, send_flags);
    }
    io_uring_sqe_set_data64(entry, i);
  }
  for (size_t left = count_; left > 0;) {
    const int e = io_uring_submit_and_wait(ring_.get(), static_cast<unsigned>(left));
    if (e < 0 && e != -EINTR)
      return close_ring();  // the kernel has no room for what it did not take: one after the other goes on
    io_uring_cqe* done = nullptr;
    unsigned head = 0, seen = 0;
    io_uring_for_each_cqe(ring_.get(), head, done) {
      results_[done->user_data] = done->res;
      seen++;
    }
    io_uring_cq_advance(ring_.get(), seen);
    left -= seen;
  }
}

void SocketCalls::close_ring() {
  if (ring_) io_uring_queue_exit(ring_.get());
  ring_.reset();
}

}  // namespace rondo
