// What is done with open files, and with whole files at once. Each function is one piece of work: the synchronous forms
// call it on JavaScript's thread, the others in the pool. Errors name Node's syscall and the path. No V8.
#pragma once
#include <cstdint>
#include <string>
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

/// A whole file in one piece of work. The file's kind and size decide how: a regular file in one read, what has no size (pipes, /proc)
/// in pieces until it ends.
/// Fails with ERR_FS_FILE_TOO_LARGE beyond max_io_length bytes.
Result<Bytes> read_whole(Path path, int32_t flags);
/// The same from where `fd` stands; it stays open.
Result<Bytes> read_rest(int32_t fd);
/// Opens, writes all of `from`, syncs if asked to, closes.
Result<void> write_whole(Path path, int32_t flags, int32_t mode, Bytes from, bool flush);
/// The same to where `fd` stands; it stays open.
Result<void> write_rest(int32_t fd, Bytes from, bool flush);

}  // namespace rondo::file
