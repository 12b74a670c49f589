#include "background/file_paths.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace rondo::file {

namespace {

Result<void> done(int result, const char* syscall) {
  if (result < 0) return Error::system(last_error(), syscall);
  return {};
}
Result<void> done(int result, const char* syscall, Path& path) {
  if (result < 0) return Error::system(last_error(), syscall, std::move(path.bytes));
  return {};
}
Result<void> done(int result, const char* syscall, Path& path, Path& dest) {
  if (result < 0) return Error::system(last_error(), syscall, std::move(path.bytes), std::move(dest.bytes));
  return {};
}

/// What libuv does in several calls; without a callback it does them at once.
class UvRequest {
 public:
  UvRequest() = default;
  ~UvRequest() { uv_fs_req_cleanup(&request_); }
  UvRequest(const UvRequest&) = delete;
  UvRequest& operator=(const UvRequest&) = delete;
  uv_fs_t* get() { return &request_; }

 private:
  uv_fs_t request_{};
};

struct Free {
  void operator()(char* memory) const { std::free(memory); }
};

timespec to_timespec(double seconds) {
  if (std::isinf(seconds)) return {0, UTIME_NOW};
  if (std::isnan(seconds)) return {0, UTIME_OMIT};
  constexpr double most = 9e18;  // what time_t holds; a file system has limits of its own, which the kernel keeps to
  double whole = std::floor(std::clamp(seconds, -most, most));
  // JavaScript counts in milliseconds: what is finer is noise of the division, and microseconds are what utimes(2) has
  auto microseconds = static_cast<long>(std::floor(std::clamp(seconds - whole, 0.0, 1.0) * 1e6 + 0.5));
  if (microseconds >= 1000000) {
    whole += 1;
    microseconds = 0;
  }
  return {static_cast<time_t>(whole), microseconds * 1000};
}

int set_times(int folder, const char* path, double atime, double mtime, int flags) {
  const timespec times[2] = {to_timespec(atime), to_timespec(mtime)};
  return ::utimensat(folder, path, times, flags);
}

bool is_directory(const std::string& path) {
  struct stat info;
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

}  // namespace

Result<void> remove_file(Path path) { return done(::unlink(path.c_str()), "unlink", path); }
Result<void> remove_directory(Path path) { return done(::rmdir(path.c_str()), "rmdir", path); }
Result<void> rename(Path from, Path to) { return done(::rename(from.c_str(), to.c_str()), "rename", from, to); }
Result<void> link(Path existing, Path made) {
  return done(::link(existing.c_str(), made.c_str()), "link", existing, made);
}
Result<void> symlink(Path target, Path made) {
  return done(::symlink(target.c_str(), made.c_str()), "symlink", target, made);
}

Result<std::string> read_link(Path path) {
  std::string target(256, '\0');
  for (;;) {
    ssize_t n = ::readlink(path.c_str(), target.data(), target.size());
    if (n < 0) return Error::system(last_error(), "readlink", std::move(path.bytes));
    if (static_cast<size_t>(n) < target.size()) {
      target.resize(static_cast<size_t>(n));
      return target;
    }
    target.resize(target.size() * 2);
  }
}

Result<std::string> make_temporary_directory(Path prefix) {
  std::string path = prefix.bytes + "XXXXXX";
  if (!::mkdtemp(path.data())) return Error::system(last_error(), "mkdtemp", prefix.bytes + "XXXXXX");
  return path;
}

Result<void> make_directory(Path path, int32_t mode) {
  return done(::mkdir(path.c_str(), static_cast<mode_t>(mode)), "mkdir", path);
}

Result<std::optional<std::string>> make_directories(Path path, int32_t mode) {
  std::string& whole = path.bytes;
  while (whole.size() > 1 && whole.back() == '/') whole.pop_back();
  // up to the first that is there, then down again
  size_t end = whole.size();
  std::optional<std::string> first;
  for (;;) {
    std::string part = whole.substr(0, end);
    int error = ::mkdir(part.c_str(), static_cast<mode_t>(mode)) == 0 ? 0 : errno;
    if (error == ENOENT && !part.empty()) {
      size_t slash = part.find_last_of('/');
      if (slash == std::string::npos || slash == 0) return Error::system(-error, "mkdir", whole);
      end = part.find_last_not_of('/', slash);
      end = end == std::string::npos ? 1 : end + 1;
      continue;
    }
    if (error == 0) {
      if (!first) first = part;
    } else if (!is_directory(part)) {
      // a file in the way is EEXIST where it is asked for, ENOTDIR where it leads on
      if (error == EEXIST && end < whole.size()) error = ENOTDIR;
      return Error::system(-error, "mkdir", whole);
    }
    if (end == whole.size()) return first;
    size_t start = whole.find_first_not_of('/', end);
    end = std::min(whole.find('/', start), whole.size());
  }
}

Result<void> copy_file(Path from, Path to, int32_t mode) {
  UvRequest request;
  int e = uv_fs_copyfile(nullptr, request.get(), from.c_str(), to.c_str(), mode, nullptr);
  if (e < 0) return Error::system(e, "copyfile", std::move(from.bytes), std::move(to.bytes));
  return {};
}

Result<std::string> real_path(Path path) {
  std::unique_ptr<char, Free> found(::realpath(path.c_str(), nullptr));
  if (!found) return Error::system(last_error(), "realpath", std::move(path.bytes));
  return std::string(found.get());
}

namespace {

/// Where a link ends that leads to a pipe or a socket without a name in the file system: such as /proc/7/fd/pipe:[8], the kernel's words for it.
std::optional<std::string> nameless_end(std::string path) {
  for (int links = 0; links < 40; links++) {
    Result<std::string> target = read_link({path});
    if (!target) return std::nullopt;
    if (target->starts_with('/')) {
      path = std::move(*target);
    } else {
      size_t slash = path.rfind('/');
      Result<std::string> folder = real_path({slash == std::string::npos ? "." : path.substr(0, slash + 1)});
      if (!folder) return std::nullopt;
      path = *folder + '/' + *target;
    }
    struct stat info;
    if (::lstat(path.c_str(), &info) < 0) return path;
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> walked_real_path(Path path) {
  Result<std::string> found = real_path(path);
  if (found || path.bytes.empty()) return found;
  struct stat end;
  if (::stat(path.c_str(), &end) == 0 && (S_ISFIFO(end.st_mode) || S_ISSOCK(end.st_mode)))
    if (auto nameless = nameless_end(path.bytes)) return std::move(*nameless);
  int error = found.error().number;
  // only now is it worth knowing which part it is
  std::string part = path.bytes[0] == '/' ? "" : "./";
  size_t start = 0;
  while ((start = path.bytes.find_first_not_of('/', start)) != std::string::npos) {
    size_t end = std::min(path.bytes.find('/', start), path.bytes.size());
    if (path.bytes[0] == '/' || start > 0) part += '/';
    part.append(path.bytes, start, end - start);
    struct stat info;
    if (::lstat(part.c_str(), &info) < 0) return Error::system(last_error(), "lstat", part);
    if (S_ISLNK(info.st_mode) && ::stat(part.c_str(), &info) < 0) return Error::system(last_error(), "stat", part);
    start = end;
  }
  return Error::system(error, "lstat", std::move(path.bytes));
}

// By a descriptor, and so in the words of open() and ftruncate().
Result<void> truncate(Path path, int64_t size) {
  Result<int32_t> fd = open(std::move(path), O_RDWR, 0666);
  if (!fd) return fd.error();
  Result<void> cut = truncate(*fd, size);
  (void)close(*fd);
  return cut;
}

Result<void> chmod(Path path, int32_t mode) {
  return done(::chmod(path.c_str(), static_cast<mode_t>(mode)), "chmod", path);
}
Result<void> fchmod(int32_t fd, int32_t mode) { return done(::fchmod(fd, static_cast<mode_t>(mode)), "fchmod"); }
Result<void> chown(Path path, int64_t uid, int64_t gid) {
  return done(::chown(path.c_str(), static_cast<uid_t>(uid), static_cast<gid_t>(gid)), "chown", path);
}
Result<void> lchown(Path path, int64_t uid, int64_t gid) {
  return done(::lchown(path.c_str(), static_cast<uid_t>(uid), static_cast<gid_t>(gid)), "lchown", path);
}
Result<void> fchown(int32_t fd, int64_t uid, int64_t gid) {
  return done(::fchown(fd, static_cast<uid_t>(uid), static_cast<gid_t>(gid)), "fchown");
}
Result<void> utimes(Path path, double atime, double mtime) {
  return done(set_times(AT_FDCWD, path.c_str(), atime, mtime, 0), "utime", path);
}
Result<void> lutimes(Path path, double atime, double mtime) {
  return done(set_times(AT_FDCWD, path.c_str(), atime, mtime, AT_SYMLINK_NOFOLLOW), "lutime", path);
}
Result<void> copy_times(Path from, Path to) {
  struct stat info;
  if (::stat(from.c_str(), &info) < 0) return Error::system(last_error(), "stat", std::move(from.bytes));
  const timespec times[2] = {info.st_atim, info.st_mtim};
  return done(::utimensat(AT_FDCWD, to.c_str(), times, 0), "utime", to);
}
Result<void> futimes(int32_t fd, double atime, double mtime) {
  const timespec times[2] = {to_timespec(atime), to_timespec(mtime)};
  return done(::futimens(fd, times), "futime");
}

}  // namespace rondo::file
