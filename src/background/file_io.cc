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

template <class F>
auto retried(F&& call) {
  decltype(call()) result;
  do result = call();
  while (result < 0 && errno == EINTR);
  return result;
}

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

/// Memory that grows, for what is read.
class Growing {
 public:
  Growing() = default;
  ~Growing() { std::free(data_); }
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;

  /// Makes room for `room` bytes in all. False when there is no memory.
  bool reserve(size_t room) {
    auto* grown = static_cast<uint8_t*>(std::realloc(data_, std::max<size_t>(room, 1)));
    if (!grown) return false;
    data_ = grown;
    room_ = room;
    return true;
  }
  uint8_t* end() { return data_ + size_; }
  size_t free() const { return room_ - size_; }
  size_t size() const { return size_; }
  void add(size_t count) { size_ += count; }
  Bytes take() {
    uint8_t* data = std::exchange(data_, nullptr);
    return {data, size_, std::shared_ptr<void>(data, [](void* p) { std::free(p); })};
  }

 private:
  uint8_t* data_ = nullptr;
  size_t size_ = 0;
  size_t room_ = 0;
};

/// Goes on after `start`, until the end. How much there will be is asked for now; pipes and /proc do not know.
Result<Bytes> read_on(int fd, std::span<const uint8_t> start) {
  int64_t expected = known_size(fd);
  if (expected > max_io_length) return too_large(expected);
  Growing all;
  // one more than expected, so that the end shows without growing
  if (!all.reserve(std::max(static_cast<size_t>(expected) + 1, start.size() * 2))) return out_of_memory();
  std::memcpy(all.end(), start.data(), start.size());
  all.add(start.size());
  for (;;) {
    if (all.free() == 0 && !all.reserve(all.size() * 2)) return out_of_memory();
    ssize_t n = read_at(fd, all.end(), std::min<size_t>(all.free(), max_io_length), current_position);
    if (n < 0) return Error::system(last_error(), "read");
    if (n == 0) break;
    all.add(static_cast<size_t>(n));
    if (all.size() > static_cast<size_t>(max_io_length)) return too_large(static_cast<int64_t>(all.size()));
  }
  (void)all.reserve(all.size());
  return all.take();
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

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int64_t known_size(int32_t fd) {
  struct stat info;
  return ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) ? info.st_size : 0;
}

Result<size_t> read_full(int32_t fd, std::span<uint8_t> into) {
  size_t size = 0;
  while (size < into.size()) {
    ssize_t n = read_at(fd, into.data() + size, into.size() - size, current_position);
    if (n < 0) return Error::system(last_error(), "read");
    if (n == 0) break;
    size += static_cast<size_t>(n);
  }
  return size;
}

Result<Bytes> read_rest(int32_t fd, Scratch& scratch) {
  Result<size_t> size = read_full(fd, scratch);
  if (!size) return size.error();
  if (*size < scratch.size()) return Bytes(scratch.data(), *size, nullptr);
  return read_on(fd, scratch);
}

Result<WholeFile> read_whole(Path path, int32_t flags, Scratch& scratch) {
  Result<int32_t> fd = open(std::move(path), flags, 0666);
  if (!fd) return fd.error();
  Descriptor closing(*fd);
  ssize_t n = read_at(*fd, scratch.data(), scratch.size(), current_position);
  if (n < 0) return Error::system(last_error(), "read");
  const auto size = static_cast<size_t>(n);
  // asked for its size instead of for more: that also tells what kind of file it is
  if (size > 0 && size < scratch.size() && known_size(*fd) == n)
    return WholeFile{Bytes(scratch.data(), size, nullptr), true};
  Result<Bytes> all =
      size == 0 ? Result<Bytes>(Bytes(scratch.data(), 0, nullptr)) : read_on(*fd, {scratch.data(), size});
  if (!all) return all.error();
  return WholeFile{std::move(*all), false};
}

Result<void> write_rest(int32_t fd, Bytes from) {
  size_t done = 0;
  while (done < from.size()) {
    ssize_t n = write_at(fd, from.data() + done, from.size() - done, current_position);
    if (n < 0) return Error::system(last_error(), "write");
    done += static_cast<size_t>(n);
  }
  return {};
}

Result<void> write_whole(Path path, int32_t flags, int32_t mode, Bytes from) {
  Result<int32_t> fd = open(std::move(path), flags, mode);
  if (!fd) return fd.error();
  Descriptor closing(*fd);
  if (auto written = write_rest(*fd, std::move(from)); !written) return written;
  // what the disk could not take may only show now
  return close(closing.release());
}

}  // namespace rondo::file
