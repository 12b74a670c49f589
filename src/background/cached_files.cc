#include "background/cached_files.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace rondo::file {

namespace {

// More folders than that are not worth the memory: the pool reads those files as well.
constexpr size_t most_folders = 256;

// What linux/magic.h does not have.
constexpr int64_t zfs_magic = 0x2fc12fc1;
constexpr int64_t bcachefs_magic = 0xca451a4e;

constexpr std::array<int64_t, 10> local_file_systems = {
    EXT4_SUPER_MAGIC,      XFS_SUPER_MAGIC, BTRFS_SUPER_MAGIC,    F2FS_SUPER_MAGIC, TMPFS_MAGIC,
    OVERLAYFS_SUPER_MAGIC, SQUASHFS_MAGIC,  EROFS_SUPER_MAGIC_V1, zfs_magic,        bcachefs_magic,
};

/// Fails with EAGAIN where a part of the path is not in memory. O_NONBLOCK is for pipes, which would wait for a writer.
int open_cached(const Path& path) {
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  how.resolve = RESOLVE_CACHED;
  return static_cast<int>(::syscall(SYS_openat2, AT_FDCWD, path.c_str(), &how, sizeof how));
}

std::string_view folder_of(const Path& path) {
  std::string_view bytes = path.bytes;
  size_t end = bytes.rfind('/');
  return end == std::string_view::npos ? "." : bytes.substr(0, std::max<size_t>(end, 1));
}

}  // namespace

dev_t local_device(const Path& path) {
  std::string folder(folder_of(path));
  struct statfs system;
  struct stat info;
  if (::statfs(folder.c_str(), &system) < 0 || ::stat(folder.c_str(), &info) < 0) return 0;
  // f_type is signed on some machines, and magic numbers fill 32 bits
  auto type = static_cast<int64_t>(static_cast<uint32_t>(system.f_type));
  return std::ranges::find(local_file_systems, type) == local_file_systems.end() ? 0 : info.st_dev;
}

bool CachedFiles::knows(const Path& path) const { return usable_ && devices_.contains(folder_of(path)); }

void CachedFiles::learn(const Path& path, dev_t device) {
  if (!usable_ || device == 0) return;
  if (devices_.size() >= most_folders) devices_.clear();
  devices_.insert_or_assign(std::string(folder_of(path)), device);
}

std::optional<Bytes> CachedFiles::read(const Path& path, std::span<uint8_t> scratch, Descriptor& kept) {
  auto known = devices_.find(folder_of(path));
  if (known == devices_.end()) return {};
  int fd = open_cached(path);
  if (fd < 0) {
    if (errno == ENOSYS || errno == EINVAL || errno == EPERM) usable_ = false;
    return {};
  }
  Descriptor file(fd);
  struct stat info;
  if (::fstat(fd, &info) < 0) return {};
  if (S_ISFIFO(info.st_mode)) {
    kept = std::move(file);
    return {};
  }
  // a link or a mount led elsewhere: what was known of the folder does not hold for what is in it
  if (info.st_dev != known->second) {
    devices_.erase(known);
    return {};
  }
  if (!S_ISREG(info.st_mode) || static_cast<uint64_t>(info.st_size) >= scratch.size()) return {};
  auto size = static_cast<size_t>(info.st_size);
  if (size == 0) return Bytes(scratch.data(), 0, nullptr);
  iovec part = {scratch.data(), scratch.size()};
  ssize_t n = ::preadv2(fd, &part, 1, 0, RWF_NOWAIT);
  if (n < 0 && errno == EOPNOTSUPP) devices_.erase(known);
  // less: a part is not in memory; more: it is being written
  if (n != static_cast<ssize_t>(size)) return {};
  return Bytes(scratch.data(), size, nullptr);
}

}  // namespace rondo::file
