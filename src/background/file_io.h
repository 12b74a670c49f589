// What is done with open files, and with whole files at once. Each function is one piece of work: the synchronous forms
// call it on JavaScript's thread, the others in the pool. Errors name Node's syscall and the path. No V8.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace rondo::file {

/// A path as the kernel takes it: any bytes but NUL.
struct Path {
  std::string bytes;
  const char* c_str() const { return bytes.c_str(); }
};

/// The most bytes that one read or write moves: what Linux moves at once, and what Node documents.
inline constexpr int64_t max_io_length = 0x7fffffff;
/// `position` for "where the file stands".
inline constexpr int64_t current_position = -1;

/// A number for errno as libuv counts it: negative.
int last_error();

/// @param flags O_*; close-on-exec is added  @param mode permissions of a file that is made
Result<int32_t> open(Path path, int32_t flags, int32_t mode);
Result<void> close(int32_t fd);
/// @returns how many bytes were read; 0 at the end of the file
Result<int64_t> read(int32_t fd, Bytes into, int64_t position);
Result<int64_t> write(int32_t fd, Bytes from, int64_t position);
Result<int64_t> read_vector(int32_t fd, std::vector<Bytes> into, int64_t position);
/// Writes all of it, in as many calls as the kernel takes.
Result<int64_t> write_vector(int32_t fd, std::vector<Bytes> from, int64_t position);
Result<void> sync(int32_t fd);
Result<void> sync_data(int32_t fd);
/// @param size bytes; the file is cut or filled with zeros
Result<void> truncate(int32_t fd, int64_t size);

/// Room for what most files hold: read without asking for their size first.
inline constexpr size_t scratch_size = 64 * 1024;
using Scratch = std::array<uint8_t, scratch_size>;

struct WholeFile {
  Bytes bytes;
  bool small_and_regular;
};
/// A whole file in one piece of work. What fits in `scratch` is left there: the Bytes then own nothing.
/// Fails with ERR_FS_FILE_TOO_LARGE beyond max_io_length bytes.
Result<WholeFile> read_whole(Path path, int32_t flags, Scratch& scratch);
/// What comes from where `fd` stands, which stays open; else the same.
Result<Bytes> read_rest(int32_t fd, Scratch& scratch);
/// Size of a regular file in bytes; 0 where it is not known (pipes, /proc) or nothing.
int64_t known_size(int32_t fd);
/// Reads until `into` is full or the file ends. @returns bytes read
Result<size_t> read_full(int32_t fd, std::span<uint8_t> into);
/// Closes what it holds on every path.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

/// Opens, writes all of `from`, closes.
Result<void> write_whole(Path path, int32_t flags, int32_t mode, Bytes from);
/// The same to where `fd` stands; it stays open.
Result<void> write_rest(int32_t fd, Bytes from);

}  // namespace rondo::file
