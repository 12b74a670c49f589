#include "modules/process/process.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <mutex>

extern char** environ;

namespace rondo::modules::process {

namespace {

// environ belongs to the whole process: a Worker may write while another reads
std::mutex& environment_mutex() {
  static std::mutex mutex;
  return mutex;
}

double micros(const uv_timeval_t& t) { return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_usec); }

bool find_user(const std::string& name, uid_t& uid, gid_t& gid) {
  std::vector<char> buffer(16384);
  passwd entry{}, *found = nullptr;
  if (getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found) return false;
  uid = found->pw_uid;
  gid = found->pw_gid;
  return true;
}
bool find_group(const std::string& name, gid_t& gid) {
  std::vector<char> buffer(65536);
  group entry{}, *found = nullptr;
  if (getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found) return false;
  gid = found->gr_gid;
  return true;
}

}  // namespace

Result<std::string> cwd() {
  std::string path(4096, '\0');
  size_t size = path.size();
  int e = uv_cwd(path.data(), &size);
  if (e == UV_ENOBUFS) {
    path.resize(size);
    e = uv_cwd(path.data(), &size);
  }
  if (e == UV_ENOENT) {
    Error gone = Error::system(e, "uv_cwd");
    gone.message =
        "process.cwd failed with error no such file or directory, the current working directory was likely removed "
        "without changing the working directory";
    return gone;
  }
  if (e < 0) return Error::system(e, "uv_cwd");
  path.resize(size);
  return path;
}

namespace {
std::atomic<int32_t> changes_of_folder = 0;
}

int32_t folder_changes() { return changes_of_folder; }

Result<void> chdir(std::string path) {
  if (int e = uv_chdir(path.c_str()); e < 0) {
    auto from = cwd();
    return Error::system(e, "chdir", from ? *from : std::string(), path);
  }
  changes_of_folder++;
  return {};
}

int32_t pid() { return getpid(); }
int32_t ppid() { return getppid(); }

std::vector<std::string> environment() {
  std::scoped_lock lock(environment_mutex());
  std::vector<std::string> all;
  for (char** p = environ; p && *p; p++) all.emplace_back(*p);
  return all;
}
void set_environment(const std::string& name, const std::string& value) {
  std::scoped_lock lock(environment_mutex());
  setenv(name.c_str(), value.c_str(), 1);
}
void unset_environment(const std::string& name) {
  std::scoped_lock lock(environment_mutex());
  unsetenv(name.c_str());
}

Result<double> rss() {
  size_t bytes = 0;
  if (int e = uv_resident_set_memory(&bytes); e < 0) return Error::system(e, "uv_resident_set_memory");
  return static_cast<double>(bytes);
}
double constrained_memory() { return static_cast<double>(uv_get_constrained_memory()); }
double available_memory() { return static_cast<double>(uv_get_available_memory()); }

Result<std::vector<double>> cpu_usage() {
  uv_rusage_t usage;
  if (int e = uv_getrusage(&usage); e < 0) return Error::system(e, "uv_getrusage");
  return std::vector<double>{micros(usage.ru_utime), micros(usage.ru_stime)};
}
Result<std::vector<double>> thread_cpu_usage() {
  uv_rusage_t usage;
  if (int e = uv_getrusage_thread(&usage); e < 0) return Error::system(e, "uv_getrusage_thread");
  return std::vector<double>{micros(usage.ru_utime), micros(usage.ru_stime)};
}
Result<std::vector<double>> resource_usage() {
  uv_rusage_t u;
  if (int e = uv_getrusage(&u); e < 0) return Error::system(e, "uv_getrusage");
  auto n = [](uint64_t x) { return static_cast<double>(x); };
  return std::vector<double>{micros(u.ru_utime), micros(u.ru_stime), n(u.ru_maxrss),  n(u.ru_ixrss),
                             n(u.ru_idrss),      n(u.ru_isrss),      n(u.ru_minflt),  n(u.ru_majflt),
                             n(u.ru_nswap),      n(u.ru_inblock),    n(u.ru_oublock), n(u.ru_msgsnd),
                             n(u.ru_msgrcv),     n(u.ru_nsignals),   n(u.ru_nvcsw),   n(u.ru_nivcsw)};
}

int32_t kill(int32_t pid, int32_t signal) { return uv_kill(pid, signal); }
uint32_t get_umask() {
  // umask() reads only by setting, and what another thread makes in that moment has no mask: so the kernel is asked in another way.
  if (FILE* status = std::fopen("/proc/self/status", "re")) {
    char line[256];
    unsigned mask = 0;
    bool found = false;
    while (!found && std::fgets(line, sizeof line, status)) found = std::sscanf(line, "Umask: %o", &mask) == 1;
    std::fclose(status);
    if (found) return mask;
  }
  mode_t mask = ::umask(0);
  ::umask(mask);
  return mask;
}
uint32_t set_umask(uint32_t mask) { return ::umask(mask); }
std::string title() {
  char text[4096] = "";
  return uv_get_process_title(text, sizeof text) == 0 ? text : "";
}
void set_title(std::string title) { uv_set_process_title(title.c_str()); }

std::vector<double> get_ids() {
  return {static_cast<double>(getuid()), static_cast<double>(geteuid()), static_cast<double>(getgid()),
          static_cast<double>(getegid())};
}
int32_t set_id(std::string which, uint32_t id, std::string name) {
  bool user = which == "uid" || which == "euid";
  if (!name.empty()) {
    uid_t uid = 0;
    gid_t gid = 0;
    if (user ? !find_user(name, uid, gid) : !find_group(name, gid)) return 1;
    id = user ? uid : gid;
  }
  int result = which == "uid" ? setuid(id) : which == "euid" ? seteuid(id) : which == "gid" ? setgid(id) : setegid(id);
  return result == 0 ? 0 : -errno;
}
Result<std::vector<uint32_t>> groups() {
  int n = getgroups(0, nullptr);
  std::vector<gid_t> ids(n > 0 ? static_cast<size_t>(n) : 0);
  n = getgroups(n, ids.data());
  if (n < 0) return Error::system(-errno, "getgroups");
  std::vector<uint32_t> out(ids.begin(), ids.begin() + n);
  gid_t own = getegid();
  for (gid_t id : out)
    if (id == own) return out;
  out.push_back(own);
  return out;
}
int32_t set_groups(std::vector<uint32_t> ids) {
  std::vector<gid_t> all(ids.begin(), ids.end());
  return setgroups(all.size(), all.data()) == 0 ? 0 : -errno;
}
int32_t init_groups(std::string user, std::string group, uint32_t gid) {
  if (user.find_first_not_of("0123456789") == std::string::npos) {
    std::vector<char> buffer(16384);
    passwd entry{}, *found = nullptr;
    if (getpwuid_r(static_cast<uid_t>(std::strtoul(user.c_str(), nullptr, 10)), &entry, buffer.data(), buffer.size(),
                   &found) != 0 ||
        !found)
      return 1;
    user = found->pw_name;
  }
  gid_t id = gid;
  if (!group.empty() && !find_group(group, id)) return 2;
  return initgroups(user.c_str(), id) == 0 ? 0 : -errno;
}

int32_t find_group_id(std::string name) {
  gid_t gid = 0;
  return find_group(name, gid) ? static_cast<int32_t>(gid) : -1;
}

const char* machine() {
#if defined(__x86_64__)
  return "x64";
#elif defined(__aarch64__)
  return "arm64";
#elif defined(__riscv)
  return "riscv64";
#else
  return "unknown";
#endif
}

Result<void> execve(std::string path, std::vector<std::string> argv, std::vector<std::string> environment) {
  std::vector<char*> arguments, variables;
  for (auto& a : argv) arguments.push_back(a.data());
  for (auto& v : environment) variables.push_back(v.data());
  arguments.push_back(nullptr);
  variables.push_back(nullptr);
  for (int fd = 0; fd <= 2; fd++) fcntl(fd, F_SETFD, fcntl(fd, F_GETFD) & ~FD_CLOEXEC);
  ::execve(path.c_str(), arguments.data(), variables.data());
  return Error::system(-errno, "execve", path);
}

int32_t write_text(int32_t fd, std::string text) {
  const char* p = text.data();
  size_t left = text.size();
  while (left > 0) {
    ssize_t n = ::write(fd, p, left);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      pollfd wait{fd, POLLOUT, 0};
      ::poll(&wait, 1, -1);
      continue;
    }
    if (n < 0) return -errno;
    p += n;
    left -= static_cast<size_t>(n);
  }
  return 0;
}

}  // namespace rondo::modules::process
