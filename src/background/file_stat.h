// What the file system knows of a file, or of itself.
#pragma once
#include <array>
#include <cstdint>

#include "background/file_io.h"

namespace rondo::file {

/// Order of Stat::fields, which JavaScript reads by it (binding('fs').statFields).
enum StatField : uint32_t {
  dev,
  mode,
  nlink,
  uid,
  gid,
  rdev,
  blksize,
  ino,
  size,
  blocks,
  atime_sec,
  atime_nsec,
  mtime_sec,
  mtime_nsec,
  ctime_sec,
  ctime_nsec,
  birthtime_sec,
  birthtime_nsec,
  stat_field_count
};

struct Stat {
  std::array<int64_t, stat_field_count> fields;
  bool bigint = false;  ///< whether JavaScript asked for bigints
};

/// Order: type, bsize, frsize, blocks, bfree, bavail, files, ffree.
struct StatFs {
  std::array<uint64_t, 8> fields;
  bool bigint = false;
};

Result<Stat> stat(Path path, bool bigint);
/// Of a symbolic link itself.
Result<Stat> lstat(Path path, bool bigint);
Result<Stat> fstat(int32_t fd, bool bigint);
Result<StatFs> statfs(Path path, bool bigint);
/// @param mode F_OK, or R_OK | W_OK | X_OK
Result<void> access(Path path, int32_t mode);

}  // namespace rondo::file
