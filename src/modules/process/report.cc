#include "modules/process/report.h"

#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <gnu/libc-version.h>
#include <link.h>
#include <sys/resource.h>

#include <cinttypes>
#include <cstdio>
#include <cstdlib>

namespace rondo::modules::process {

namespace {

std::string hex(const void* address) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%016" PRIxPTR, reinterpret_cast<uintptr_t>(address));
  return text;
}

// The address of one end of a socket as host:port; empty for an end that is not there.
template <class Handle>
std::string endpoint(int (*query)(const Handle*, sockaddr*, int*), const uv_handle_t* handle) {
  sockaddr_storage storage{};
  int size = sizeof storage;
  if (query(reinterpret_cast<const Handle*>(handle), reinterpret_cast<sockaddr*>(&storage), &size) != 0) return {};
  char host[INET6_ADDRSTRLEN] = "";
  bool six = storage.ss_family == AF_INET6;
  uint16_t port = ntohs(six ? reinterpret_cast<sockaddr_in6&>(storage).sin6_port
                            : reinterpret_cast<sockaddr_in&>(storage).sin_port);
  if (uv_ip_name(reinterpret_cast<sockaddr*>(&storage), host, sizeof host) != 0) return {};
  return (six ? "[" + std::string(host) + "]" : std::string(host)) + ":" + std::to_string(port);
}

std::string pipe_name(int (*query)(const uv_pipe_t*, char*, size_t*), const uv_handle_t* handle) {
  char text[256];
  size_t size = sizeof text;
  return query(reinterpret_cast<const uv_pipe_t*>(handle), text, &size) == 0 ? std::string(text, size) : "";
}

void add_ends(Facts& facts, std::string local, std::string remote) {
  if (!local.empty()) facts.emplace_back("localEndpoint", std::move(local));
  if (!remote.empty()) facts.emplace_back("remoteEndpoint", std::move(remote));
}

void add_details(Facts& facts, const uv_handle_t* handle) {
  switch (handle->type) {
    case UV_TIMER: {
      const auto* timer = reinterpret_cast<const uv_timer_t*>(handle);
      uint64_t due = uv_timer_get_due_in(timer);
      facts.emplace_back("repeat", static_cast<double>(uv_timer_get_repeat(timer)));
      facts.emplace_back("firesInMsFromNow", static_cast<double>(due));
      facts.emplace_back("expired", due == 0);
      break;
    }
    case UV_PROCESS:
      facts.emplace_back("pid", static_cast<double>(uv_process_get_pid(reinterpret_cast<const uv_process_t*>(handle))));
      break;
    case UV_SIGNAL:
      facts.emplace_back("signum", static_cast<double>(reinterpret_cast<const uv_signal_t*>(handle)->signum));
      break;
    case UV_TCP: add_ends(facts, endpoint(uv_tcp_getsockname, handle), endpoint(uv_tcp_getpeername, handle)); break;
    case UV_UDP: add_ends(facts, endpoint(uv_udp_getsockname, handle), endpoint(uv_udp_getpeername, handle)); break;
    case UV_NAMED_PIPE:
      add_ends(facts, pipe_name(uv_pipe_getsockname, handle), pipe_name(uv_pipe_getpeername, handle));
      break;
    default: break;
  }
  if (handle->type == UV_TCP || handle->type == UV_NAMED_PIPE || handle->type == UV_TTY) {
    const auto* stream = reinterpret_cast<const uv_stream_t*>(handle);
    facts.emplace_back("writeQueueSize", static_cast<double>(uv_stream_get_write_queue_size(stream)));
    facts.emplace_back("readable", uv_is_readable(stream) != 0);
    facts.emplace_back("writable", uv_is_writable(stream) != 0);
  }
  uv_os_fd_t fd;
  if (uv_fileno(handle, &fd) == 0) facts.emplace_back("fd", static_cast<double>(fd));
}

}  // namespace

std::vector<Facts> loop_facts(uv_loop_t* loop) {
  std::vector<Facts> all;
  uv_walk(
      loop,
      [](uv_handle_t* handle, void* out) {
        Facts facts{{"type", std::string(uv_handle_type_name(handle->type))},
                    {"is_active", uv_is_active(handle) != 0},
                    {"is_referenced", uv_has_ref(handle) != 0},
                    {"address", hex(handle)}};
        add_details(facts, handle);
        static_cast<std::vector<Facts>*>(out)->push_back(std::move(facts));
      },
      &all);
  all.push_back({{"type", std::string("loop")},
                 {"is_active", uv_loop_alive(loop) != 0},
                 {"address", hex(loop)},
                 {"loopIdleTimeSeconds", static_cast<double>(uv_metrics_idle_time(loop)) / 1e9}});
  return all;
}

std::vector<Facts> native_stack() {
  void* frames[256];
  int count = backtrace(frames, std::size(frames));
  std::vector<Facts> all;
  for (int i = 1; i < count; i++) {  // without this function
    Dl_info info{};
    std::string symbol;
    if (dladdr(frames[i], &info)) {
      if (info.dli_sname) {
        int status = -1;
        char* readable = abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status);
        symbol = status == 0 ? readable : info.dli_sname;
        std::free(readable);
      }
      if (info.dli_fname) symbol += (symbol.empty() ? "[" : " [") + std::string(info.dli_fname) + "]";
    }
    all.push_back({{"pc", hex(frames[i])}, {"symbol", std::move(symbol)}});
  }
  return all;
}

std::vector<std::string> shared_objects() {
  std::vector<std::string> paths;
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* out) {
        if (info->dlpi_name && *info->dlpi_name)
          static_cast<std::vector<std::string>*>(out)->emplace_back(info->dlpi_name);
        return 0;
      },
      &paths);
  return paths;
}

std::vector<Limit> user_limits() {
  struct Asked {
    const char* name;
    __rlimit_resource_t resource;
    double unit;
  };
  static constexpr Asked asked[] = {
      {"core_file_size_blocks", RLIMIT_CORE, 512}, {"data_seg_size_bytes", RLIMIT_DATA, 1},
      {"file_size_blocks", RLIMIT_FSIZE, 512},     {"max_locked_memory_bytes", RLIMIT_MEMLOCK, 1},
      {"max_memory_size_bytes", RLIMIT_RSS, 1},    {"open_files", RLIMIT_NOFILE, 1},
      {"stack_size_bytes", RLIMIT_STACK, 1},       {"cpu_time_seconds", RLIMIT_CPU, 1},
      {"max_user_processes", RLIMIT_NPROC, 1},     {"virtual_memory_bytes", RLIMIT_AS, 1},
  };
  std::vector<Limit> all;
  for (const Asked& one : asked) {
    rlimit limit{};
    if (getrlimit(one.resource, &limit) != 0) continue;
    auto value = [&](rlim_t x) {
      return x == RLIM_INFINITY ? std::optional<double>() : static_cast<double>(x) / one.unit;
    };
    all.push_back({one.name, value(limit.rlim_cur), value(limit.rlim_max)});
  }
  return all;
}

std::string runtime_libc() { return gnu_get_libc_version(); }
std::string compiler_libc() { return std::to_string(__GLIBC__) + "." + std::to_string(__GLIBC_MINOR__); }

}  // namespace rondo::modules::process
