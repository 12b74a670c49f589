#include "background/known_files.h"

#include <fcntl.h>
#include <liburing.h>
#include <linux/openat2.h>
#include <sys/uio.h>

#include <cerrno>

namespace rondo::file {

std::optional<size_t> KnownFiles::size(Key key) const {
  if (!known_) return {};
  const Known& known = place(key);
  if (known.key != key || known.size == 0) return {};
  return known.size;
}

void KnownFiles::learn(Key key, size_t size) {
  if (size == 0 || size > scratch_size) return;
  if (!known_) known_ = std::make_unique<std::array<Known, places>>();
  place(key) = {key, static_cast<uint32_t>(size)};
}

bool KnownFiles::read(Key key, const Path& path, std::span<uint8_t> room) {
  io_uring* ring = ring_.get();
  place(key).size = 0;  // until it has been read
  if (!ring || !ring_.has_slots()) return false;
  // nothing of it waits, nor begins anything with what is no file any more
  open_how how{};
  how.flags = O_RDONLY | O_NONBLOCK | O_NOCTTY;
  how.resolve = RESOLVE_CACHED;
  uint8_t beyond = 0;
  enum { opening, reading, ending, closing, steps };
  io_uring_sqe* entry = nullptr;
  auto next = [&](int step, unsigned flags) {
    entry->flags |= flags;
    io_uring_sqe_set_data64(entry, static_cast<uint64_t>(step));
  };
  // hard links: a read that is short does not keep the file from being closed
  entry = io_uring_get_sqe(ring);
  io_uring_prep_openat2_direct(entry, AT_FDCWD, path.c_str(), &how, 0);
  next(opening, IOSQE_IO_HARDLINK);
  entry = io_uring_get_sqe(ring);
  io_uring_prep_read(entry, 0, room.data(), static_cast<unsigned>(room.size()), 0);
  entry->rw_flags = RWF_NOWAIT;
  next(reading, IOSQE_IO_HARDLINK | IOSQE_FIXED_FILE);
  entry = io_uring_get_sqe(ring);
  io_uring_prep_read(entry, 0, &beyond, 1, room.size());
  entry->rw_flags = RWF_NOWAIT;
  next(ending, IOSQE_IO_HARDLINK | IOSQE_FIXED_FILE);
  entry = io_uring_get_sqe(ring);
  io_uring_prep_close_direct(entry, 0);
  next(closing, 0);

  std::array<int, steps> results;
  results.fill(-ECANCELED);
  ring_.run(results);
  if (results[opening] != 0 || results[reading] != static_cast<int>(room.size()) || results[ending] != 0) return false;
  learn(key, room.size());
  return true;
}

}  // namespace rondo::file
