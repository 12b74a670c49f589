#include "background/socket_calls.h"

#include <liburing.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace rondo {

namespace {

constexpr int not_made = INT_MIN;
constexpr int receive_flags = MSG_DONTWAIT;
constexpr int send_flags = MSG_DONTWAIT | MSG_NOSIGNAL;

}  // namespace

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
  if (io_uring* ring = count_ > 1 ? ring_.get() : nullptr) {
    for (size_t i = 0; i < count_; i++) {
      const Call& call = calls_[i];
      io_uring_sqe* entry = io_uring_get_sqe(ring);
      if (call.receives) {
        io_uring_prep_recv(entry, call.fd, call.data, call.size, receive_flags);
      } else {
        io_uring_prep_send(entry, call.fd, call.data, call.size, send_flags);
      }
      io_uring_sqe_set_data64(entry, i);
    }
    // none of the calls waits: no buffer is in use beyond this
    ring_.run(results);
  }
  for (size_t i = 0; i < count_; i++)
    if (results[i] == not_made) results[i] = make(calls_[i]);
  count_ = 0;
  return results;
}

}  // namespace rondo
