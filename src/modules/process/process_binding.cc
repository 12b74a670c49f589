// Native half of lib/process.js.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "bind/module.h"

namespace rondo::modules::process {

namespace {

Result<std::string> cwd(Runtime&) {
  char path[4096];
  size_t size = sizeof path;
  if (int e = uv_cwd(path, &size); e < 0) return Error::system(e, "uv_cwd");
  return std::string(path, size);
}
Result<void> chdir(std::string path) {
  if (path.find('\0') != std::string::npos) return Error::system(UV_EINVAL, "chdir", path);
  if (int e = uv_chdir(path.c_str()); e < 0) return Error::system(e, "chdir", path);
  return {};
}
/// Ends the process, or the Worker's thread, at once: JavaScript has said its goodbyes.
void really_exit(Runtime& rt, int32_t code) { rt.stop(code); }
std::vector<std::string> argv(Runtime& rt) { return rt.process.argv; }
std::string exec_path(Runtime& rt) { return rt.process.exec_path; }
int32_t pid() { return getpid(); }
int32_t ppid() { return getppid(); }
/// ns of the monotonic clock; a double keeps microseconds for 104 days and loses no more than 128 ns after a year.
double hrtime() { return static_cast<double>(uv_hrtime()); }
v8::Local<v8::Value> hrtime_bigint(Runtime& rt) { return v8::BigInt::NewFromUnsigned(rt.isolate, uv_hrtime()); }
double started(Runtime& rt) { return static_cast<double>(rt.process.started_ns); }

/// Writes all of `text` to `fd`, waiting where the descriptor would block. Returns 0 or a negative errno.
int32_t write_text(int32_t fd, std::string text) {
  const char* p = text.data();
  size_t left = text.size();
  while (left > 0) {
    ssize_t n = ::write(fd, p, left);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      usleep(1000);
      continue;
    }
    if (n < 0) return -errno;
    p += n;
    left -= static_cast<size_t>(n);
  }
  return 0;
}

}  // namespace

void bind(Module& m) {
  m.fn<"cwd", cwd>();
  m.fn<"chdir", chdir>();
  m.fn<"reallyExit", really_exit>();
  m.fn<"argv", argv>();
  m.fn<"execPath", exec_path>();
  m.fn<"pid", pid>();
  m.fn<"ppid", ppid>();
  m.fn<"hrtime", hrtime>();
  m.fn<"hrtimeBigint", hrtime_bigint>();
  m.fn<"started", started>();
  m.fn<"writeText", write_text>();
}

}  // namespace rondo::modules::process
