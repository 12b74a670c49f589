// Removing a directory with all that is in it. Everything below the root is reached through open directories, so that a link that is put in
// the way meanwhile leads nowhere, and paths may be of any length.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

#include "background/file_paths.h"

namespace rondo::file {

namespace {

/// A directory on the way down.
class Level {
 public:
  Level(DIR* stream, std::string name) : stream_(stream), name_(std::move(name)) {}
  Level(Level&& other) noexcept : stream_(std::exchange(other.stream_, nullptr)), name_(std::move(other.name_)) {}
  Level& operator=(Level&&) = delete;
  ~Level() {
    if (stream_) ::closedir(stream_);
  }
  DIR* stream() const { return stream_; }
  int fd() const { return ::dirfd(stream_); }
  const std::string& name() const { return name_; }

 private:
  DIR* stream_;
  std::string name_;  // in the level above; the root's is its path
};

std::string path_of(const std::vector<Level>& levels, const char* name) {
  std::string path;
  for (const Level& level : levels) path += level.name() + '/';
  return path + name;
}

/// The directory `name` in `folder`, never through a link. Null with errno.
DIR* open_level(int folder, const char* name) {
  int fd = ::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return nullptr;
  DIR* stream = ::fdopendir(fd);
  if (!stream) ::close(fd);
  return stream;
}

Result<void> remove_tree(const std::string& root) {
  std::vector<Level> levels;
  auto failed = [&](const char* syscall, const char* name) {
    return Error::system(last_error(), syscall, path_of(levels, name));
  };
  DIR* top = open_level(AT_FDCWD, root.c_str());
  if (!top) return failed("scandir", root.c_str());
  levels.emplace_back(top, root);
  while (!levels.empty()) {
    errno = 0;
    const dirent* entry = ::readdir(levels.back().stream());
    if (!entry) {
      if (errno != 0) return failed("scandir", "");
      std::string name = levels.back().name();
      levels.pop_back();
      int folder = levels.empty() ? AT_FDCWD : levels.back().fd();
      if (::unlinkat(folder, name.c_str(), AT_REMOVEDIR) < 0 && errno != ENOENT) return failed("rmdir", name.c_str());
      continue;
    }
    const char* name = entry->d_name;
    if (name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'))) continue;
    int folder = levels.back().fd();
    if (entry->d_type != DT_DIR) {
      if (::unlinkat(folder, name, 0) == 0 || errno == ENOENT) continue;
      // EISDIR: a file system that does not tell types
      if (errno != EISDIR) return failed("unlink", name);
    }
    DIR* below = open_level(folder, name);
    if (below) {
      levels.emplace_back(below, name);
      continue;
    }
    if (errno == ENOENT) continue;
    int error = errno;
    if (::unlinkat(folder, name, AT_REMOVEDIR) == 0) continue;  // one that may not be read, but is empty
    errno = error;
    return failed("scandir", name);
  }
  return {};
}

}  // namespace

Result<void> remove_any(Path path, bool recursive, bool force) {
  struct stat info;
  if (::lstat(path.c_str(), &info) < 0) {
    if (force && errno == ENOENT) return {};
    return Error::system(last_error(), "lstat", std::move(path.bytes));
  }
  if (!S_ISDIR(info.st_mode)) {
    Result<void> removed = remove_file(std::move(path));
    return !removed && removed.error().number == -ENOENT ? Result<void>() : removed;
  }
  if (!recursive) return Error::system(-EISDIR, "rm", std::move(path.bytes));
  return remove_tree(path.bytes);
}

}  // namespace rondo::file
