#include "background/file_io.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

namespace rondo::file {

namespace {

/// One piece of what is read without knowing how much there is.
constexpr size_t piece = 64 * 1024;

template <class F>
auto retried(F&& call) {
  decltype(call()) result;
  do result = call();
  while (result < 0 && errno == EINTR);
  return result;
}

/// Closes what it holds on every path.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Error too_large(int64_t size) {
  return Error::range("ERR_FS_FILE_TOO_LARGE", "File size (" + std::to_string(size) + ") is greater than 2 GiB");
}
Error out_of_memory() { return Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory"); }

ssize_t read_at(int fd, void* into, size_t size, int64_t position) {
  return retried([&] { return position < 0 ? ::read(fd, into, size) : ::pread(fd, into, size, position); });
}
ssize_t write_at(int fd, const void* from, size_t size, int64_t position) {
  return retried([&] { return position < 0 ? ::write(fd, from, size) : ::pwrite(fd, from, size, position); });
}

std::vector<iovec> vectors(const std::vector<Bytes>& parts) {
  std::vector<iovec> out;
  out.reserve(parts.size());
  for (const Bytes& part : parts) out.push_back({part.data(), part.size()});
  return out;
}

/// Reads a file of known size; one that has shrunk gives less, what was added since is left out.
Result<Bytes> read_sized(int fd, size_t size) {
  Bytes all = Bytes::allocate(size);
  if (!all.valid()) return out_of_memory();
  size_t done = 0;
  while (done < size) {
    ssize_t n = read_at(fd, all.data() + done, size - done, current_position);
    if (n < 0) return Error::system(last_error(), "read");
    if (n == 0) break;
    done += static_cast<size_t>(n);
  }
  return all.first(done);
}

struct Free {
  void operator()(uint8_t* memory) const { std::free(memory); }
};

/// Reads until the end, with memory that doubles.
Result<Bytes> read_unsized(int fd) {
  std::unique_ptr<uint8_t, Free> memory;
  size_t room = 0, done = 0;
  for (;;) {
    if (room - done < piece) {
      room = std::max(piece, room * 2);
      auto* grown = static_cast<uint8_t*>(std::realloc(memory.get(), room));
      if (!grown) return out_of_memory();
      (void)memory.release();
      memory.reset(grown);
    }
    ssize_t n = read_at(fd, memory.get() + done, room - done, current_position);
    if (n < 0) return Error::system(last_error(), "read");
    if (n == 0) break;
    done += static_cast<size_t>(n);
    if (done > static_cast<size_t>(max_io_length)) return too_large(static_cast<int64_t>(done));
  }
  if (auto* fitted = static_cast<uint8_t*>(std::realloc(memory.get(), std::max<size_t>(done, 1)))) {
    (void)memory.release();
    memory.reset(fitted);
  }
  uint8_t* data = memory.get();
  return Bytes(data, done, std::shared_ptr<void>(memory.release(), [](void* p) { std::free(p); }));
}

}  // namespace

int last_error() { return -errno; }

Result<int32_t> open(Path path, int32_t flags, int32_t mode) {
  int fd = retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); });
  if (fd < 0) return Error::system(last_error(), "open", std::move(path.bytes));
  return fd;
}

Result<void> close(int32_t fd) {
  // after EINTR the descriptor is gone on Linux: closing again could hit another's
  if (::close(fd) < 0 && errno != EINTR && errno != EINPROGRESS) return Error::system(last_error(), "close");
  return {};
}

Result<int64_t> read(int32_t fd, Bytes into, int64_t position) {
  ssize_t n = read_at(fd, into.data(), std::min<size_t>(into.size(), max_io_length), position);
  if (n < 0) return Error::system(last_error(), "read");
  return n;
}

Result<int64_t> write(int32_t fd, Bytes from, int64_t position) {
  ssize_t n = write_at(fd, from.data(), std::min<size_t>(from.size(), max_io_length), position);
  if (n < 0) return Error::system(last_error(), "write");
  return n;
}

Result<int64_t> read_vector(int32_t fd, std::vector<Bytes> into, int64_t position) {
  std::vector<iovec> parts = vectors(into);
  int count = static_cast<int>(std::min<size_t>(parts.size(), IOV_MAX));
  ssize_t n = retried(
      [&] { return position < 0 ? ::readv(fd, parts.data(), count) : ::preadv(fd, parts.data(), count, position); });
  if (n < 0) return Error::system(last_error(), "read");
  return n;
}

Result<int64_t> write_vector(int32_t fd, std::vector<Bytes> from, int64_t position) {
  std::vector<iovec> parts = vectors(from);
  int64_t total = 0;
  for (size_t next = 0; next < parts.size(); next += IOV_MAX) {
    int count = static_cast<int>(std::min<size_t>(parts.size() - next, IOV_MAX));
    iovec* batch = parts.data() + next;
    ssize_t n = retried(
        [&] { return position < 0 ? ::writev(fd, batch, count) : ::pwritev(fd, batch, count, position + total); });
    if (n < 0) {
      if (total > 0) break;
      return Error::system(last_error(), "write");
    }
    total += n;
    int64_t wanted = 0;
    for (int i = 0; i < count; i++) wanted += static_cast<int64_t>(batch[i].iov_len);
    if (n < wanted) break;
  }
  return total;
}

Result<void> sync(int32_t fd) {
  if (retried([&] { return ::fsync(fd); }) < 0) return Error::system(last_error(), "fsync");
  return {};
}

Result<void> sync_data(int32_t fd) {
  if (retried([&] { return ::fdatasync(fd); }) < 0) return Error::system(last_error(), "fdatasync");
  return {};
}

Result<void> truncate(int32_t fd, int64_t size) {
  if (retried([&] { return ::ftruncate(fd, size); }) < 0) return Error::system(last_error(), "ftruncate");
  return {};
}

Result<Bytes> read_rest(int32_t fd) {
  struct stat info;
  if (::fstat(fd, &info) < 0) return Error::system(last_error(), "fstat");
  if (!S_ISREG(info.st_mode) || info.st_size == 0) return read_unsized(fd);
  if (info.st_size > max_io_length) return too_large(info.st_size);
  return read_sized(fd, static_cast<size_t>(info.st_size));
}

Result<Bytes> read_whole(Path path, int32_t flags) {
  Result<int32_t> fd = open(std::move(path), flags, 0666);
  if (!fd) return fd.error();
  Descriptor closing(*fd);
  return read_rest(*fd);
}

Result<void> write_rest(int32_t fd, Bytes from, bool flush) {
  size_t done = 0;
  while (done < from.size()) {
    ssize_t n = write_at(fd, from.data() + done, from.size() - done, current_position);
    if (n < 0) return Error::system(last_error(), "write");
    done += static_cast<size_t>(n);
  }
  return flush ? sync(fd) : Result<void>();
}

Result<void> write_whole(Path path, int32_t flags, int32_t mode, Bytes from, bool flush) {
  Result<int32_t> fd = open(std::move(path), flags, mode);
  if (!fd) return fd.error();
  Descriptor closing(*fd);
  if (auto written = write_rest(*fd, std::move(from), flush); !written) return written;
  // what the disk could not take may only show now
  return close(closing.release());
}

}  // namespace rondo::file
