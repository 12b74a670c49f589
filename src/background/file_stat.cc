#include "background/file_stat.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>

namespace rondo::file {

namespace {

/// statx, since only it knows when a file was made.
int fill(int folder, const char* path, int flags, Stat& out) {
  struct statx x;
  if (::statx(folder, path, flags, STATX_BASIC_STATS | STATX_BTIME, &x) < 0) return last_error();
  out.fields = {
      static_cast<int64_t>(makedev(x.stx_dev_major, x.stx_dev_minor)),
      x.stx_mode,
      x.stx_nlink,
      x.stx_uid,
      x.stx_gid,
      static_cast<int64_t>(makedev(x.stx_rdev_major, x.stx_rdev_minor)),
      x.stx_blksize,
      static_cast<int64_t>(x.stx_ino),
      static_cast<int64_t>(x.stx_size),
      static_cast<int64_t>(x.stx_blocks),
      x.stx_atime.tv_sec,
      x.stx_atime.tv_nsec,
      x.stx_mtime.tv_sec,
      x.stx_mtime.tv_nsec,
      x.stx_ctime.tv_sec,
      x.stx_ctime.tv_nsec,
      x.stx_btime.tv_sec,
      x.stx_btime.tv_nsec,
  };
  return 0;
}

}  // namespace

Result<Stat> stat(Path path, bool bigint) {
  Stat out{{}, bigint};
  if (int e = fill(AT_FDCWD, path.c_str(), 0, out); e < 0) return Error::system(e, "stat", std::move(path.bytes));
  return out;
}

Result<Stat> lstat(Path path, bool bigint) {
  Stat out{{}, bigint};
  if (int e = fill(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW, out); e < 0)
    return Error::system(e, "lstat", std::move(path.bytes));
  return out;
}

Result<Stat> fstat(int32_t fd, bool bigint) {
  Stat out{{}, bigint};
  if (int e = fill(fd, "", AT_EMPTY_PATH, out); e < 0) return Error::system(e, "fstat");
  return out;
}

Result<StatFs> statfs(Path path, bool bigint) {
  struct ::statfs info;
  int result;
  do result = ::statfs(path.c_str(), &info);
  while (result < 0 && errno == EINTR);
  if (result < 0) return Error::system(last_error(), "statfs", std::move(path.bytes));
  return StatFs{
      {static_cast<uint64_t>(info.f_type), static_cast<uint64_t>(info.f_bsize), static_cast<uint64_t>(info.f_frsize),
       info.f_blocks, info.f_bfree, info.f_bavail, info.f_files, info.f_ffree},
      bigint};
}

Result<void> access(Path path, int32_t mode) {
  if (::access(path.c_str(), mode) < 0) return Error::system(last_error(), "access", std::move(path.bytes));
  return {};
}

}  // namespace rondo::file
