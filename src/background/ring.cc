#include "background/ring.h"

#include <liburing.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace rondo {

namespace {

std::unique_ptr<io_uring> make_ring() {
  const char* wish = std::getenv("UV_USE_IO_URING");  // libuv's own switch
  if (wish && std::string_view(wish) == "0") return nullptr;
  auto ring = std::make_unique<io_uring>();
  // the kernels before 6.0 know neither flag, and need neither
  int e = io_uring_queue_init(Ring::entries, ring.get(), IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_COOP_TASKRUN);
  if (e == -EINVAL) e = io_uring_queue_init(Ring::entries, ring.get(), 0);
  if (e < 0) return nullptr;
  io_uring_register_ring_fd(ring.get());  // spares the look-up of its descriptor; where it can't be, nothing is lost
  return ring;
}

}  // namespace

Ring::Ring() = default;

Ring::~Ring() { close(); }

io_uring* Ring::get() {
  if (!tried_) {
    tried_ = true;
    ring_ = make_ring();
    has_slots_ = ring_ && io_uring_register_files_sparse(ring_.get(), slots) == 0;
  }
  return ring_.get();
}

void Ring::run(std::span<int> results) {
  for (size_t left = results.size(); left > 0;) {
    const int e = io_uring_submit_and_wait(ring_.get(), static_cast<unsigned>(left));
    if (e < 0 && e != -EINTR) return close();
    io_uring_cqe* done = nullptr;
    unsigned head = 0, seen = 0;
    io_uring_for_each_cqe(ring_.get(), head, done) {
      results[done->user_data] = done->res;
      seen++;
    }
    io_uring_cq_advance(ring_.get(), seen);
    left -= seen;
  }
}

void Ring::close() {
  has_slots_ = false;
  if (ring_) io_uring_queue_exit(ring_.get());
  ring_.reset();
}

}  // namespace rondo
