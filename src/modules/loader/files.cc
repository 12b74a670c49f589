#include "modules/loader/files.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>

namespace rondo::modules::loader {

namespace {

// A string of JavaScript may hold U+0000, a path of the system cannot.
bool holds_null(const std::string& path) { return path.find('\0') != std::string::npos; }

struct Descriptor {
  int fd;
  ~Descriptor() {
    if (fd >= 0) close(fd);
  }
};

}  // namespace

int32_t entry_kind(const std::string& path) {
  if (holds_null(path)) return -ENOENT;
  struct stat status;
  if (lstat(path.c_str(), &status) != 0) return -errno;
  bool link = S_ISLNK(status.st_mode);
  if (link && stat(path.c_str(), &status) != 0) return -errno;
  bool is_folder = S_ISDIR(status.st_mode);
  if (link) return is_folder ? EntryKind::link_to_folder : EntryKind::link_to_file;
  return is_folder ? EntryKind::folder : EntryKind::file;
}

Result<std::string> real_path(const std::string& path) {
  if (holds_null(path)) return Error::system(-ENOENT, "realpath", path);
  char resolved[PATH_MAX];
  if (!realpath(path.c_str(), resolved)) return Error::system(-errno, "realpath", path);
  return std::string(resolved);
}

Result<std::string> read_input() {
  std::string out;
  char part[65536];
  for (;;) {
    ssize_t n = read(STDIN_FILENO, part, sizeof part);
    if (n == 0) return out;
    if (n > 0) {
      out.append(part, static_cast<size_t>(n));
      continue;
    }
    if (errno == EAGAIN) {  // who gave it to us made it non-blocking
      pollfd input{STDIN_FILENO, POLLIN, 0};
      poll(&input, 1, -1);
    } else if (errno != EINTR) {
      return Error::system(-errno, "read");
    }
  }
}

Result<std::string> read_file(const std::string& path) {
  if (holds_null(path)) return Error::system(-ENOENT, "open", path);
  Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.fd < 0) return Error::system(-errno, "open", path);
  struct stat status;
  if (fstat(file.fd, &status) != 0) return Error::system(-errno, "fstat", path);
  if (S_ISDIR(status.st_mode)) return Error::system(-EISDIR, "read");
  std::string out;
  size_t used = 0;
  // one byte more than the size: the read that fills it all but that byte is known to be the last
  out.resize(static_cast<size_t>(status.st_size > 0 ? status.st_size : 8191) + 1);
  for (;;) {
    ssize_t n = read(file.fd, out.data() + used, out.size() - used);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error::system(-errno, "read");
    if (n == 0) break;
    used += static_cast<size_t>(n);
    if (used < out.size() && static_cast<off_t>(used) == status.st_size) break;
    if (used == out.size()) out.resize(out.size() * 2);
  }
  out.resize(used);
  return out;
}

}  // namespace rondo::modules::loader
