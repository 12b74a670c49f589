#include "background/child_process.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace rondo {

namespace {

constexpr const char* shell = "/bin/sh";

std::string_view search_path(const ChildOptions& options) {
  if (!options.environment) {
    const char* path = std::getenv("PATH");
    return path ? path : "";
  }
  constexpr std::string_view name = "PATH=";
  for (std::string_view variable : *options.environment)
    if (variable.starts_with(name)) return variable.substr(name.size());
  return {};
}

/// The program by its path: libuv starts a process for each folder that it tries. A name that is not found here, or may mean something else
/// to the child, is left to it.
std::string program_of(const ChildOptions& options) {
  if (options.file.find('/') != std::string::npos || options.uid || options.gid) return options.file;
  for (std::string_view rest = search_path(options); !rest.empty();) {
    const size_t end = std::min(rest.find(':'), rest.size());
    const std::string_view folder = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!folder.starts_with('/')) break;  // begins where the child does
    std::string path = std::string(folder).append("/").append(options.file);
    struct stat info;
    if (::access(path.c_str(), X_OK) == 0 && ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode)) return path;
  }
  return options.file;
}

/// Whether it is text that names no interpreter: the kernel runs no such file, while execvp(3) has the shell run it.
bool is_plain_script(const ChildOptions& options, const std::string& program) {
  if (program.find('/') == std::string::npos || (!options.cwd.empty() && !program.starts_with('/'))) return false;
  if (::access(program.c_str(), X_OK) != 0) return false;
  const int fd = ::open(program.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  std::array<char, 128> bytes;
  const ssize_t n = ::read(fd, bytes.data(), bytes.size());
  ::close(fd);
  const std::string_view start(bytes.data(), n > 0 ? static_cast<size_t>(n) : 0);
  return n >= 0 && !start.starts_with("#!") && start.find('\0') == std::string_view::npos;
}

// uv_process_options_t over ChildOptions; the pointers hold as long as both live.
struct UvOptions {
  uv_process_options_t options{};
  std::string program;
  std::vector<char*> args, environment;
  std::vector<uv_stdio_container_t> stdio;

  explicit UvOptions(const ChildOptions& from) : program(program_of(from)) {
    options.file = program.c_str();
    size_t next = 0;
    if (is_plain_script(from, program)) {
      options.file = shell;
      args = {const_cast<char*>(shell), program.data()};
      next = 1;
    }
    for (; next < from.args.size(); next++) args.push_back(const_cast<char*>(from.args[next].c_str()));
    args.push_back(nullptr);
    options.args = args.data();
    if (from.environment) {
      for (const auto& e : *from.environment) environment.push_back(const_cast<char*>(e.c_str()));
      environment.push_back(nullptr);
      options.env = environment.data();
    }
    if (!from.cwd.empty()) options.cwd = from.cwd.c_str();
    if (from.uid) {
      options.flags |= UV_PROCESS_SETUID;
      options.uid = *from.uid;
    }
    if (from.gid) {
      options.flags |= UV_PROCESS_SETGID;
      options.gid = *from.gid;
    }
    if (from.detached) options.flags |= UV_PROCESS_DETACHED;
  }
  void finish() {
    options.stdio = stdio.data();
    options.stdio_count = static_cast<int>(stdio.size());
  }
};

uv_stdio_container_t pipe_container(uv_pipe_t* pipe) {
  uv_stdio_container_t c{};
  c.flags = static_cast<uv_stdio_flags>(UV_CREATE_PIPE | UV_READABLE_PIPE | UV_WRITABLE_PIPE);
  c.data.stream = reinterpret_cast<uv_stream_t*>(pipe);
  return c;
}

uv_stdio_container_t container(const ChildStdio& from) {
  uv_stdio_container_t c{};
  if (from.kind == ChildStdio::Kind::inherit) {
    c.flags = UV_INHERIT_FD;
    c.data.fd = from.fd;
  } else if (from.kind == ChildStdio::Kind::pipe) {
    return pipe_container(from.pipe->pipe());
  } else {
    c.flags = UV_IGNORE;
  }
  return c;
}

}  // namespace

ChildProcess* ChildProcess::start(Background& background, const ChildOptions& options,
                                  MoveFunction<void(int64_t, int)> exited, int& error) {
  auto* self = new ChildProcess(background);
  self->process_.data = static_cast<Handle*>(self);
  self->exited_ = std::move(exited);
  UvOptions uv(options);
  for (const ChildStdio& s : options.stdio) uv.stdio.push_back(container(s));
  uv.finish();
  uv.options.exit_cb = [](uv_process_t* handle, int64_t status, int signal) {
    auto* child = static_cast<ChildProcess*>(static_cast<Handle*>(handle->data));
    auto done = std::move(child->exited_);
    child->close();
    if (done) done(status, signal);
  };
  error = uv_spawn(background.loop().uv(), &self->process_, &uv.options);
  if (error == 0) return self;
  self->close();
  return nullptr;
}

namespace {

// One child that is waited for: everything lies on a loop of its own.
struct Waited {
  uv_loop_t loop{};
  uv_process_t process{};
  uv_timer_t timer{};
  ChildResult result;
  double max_output = 0;
  int kill_signal = SIGTERM;
  bool exited = false, killed = false;

  struct Pipe {
    uv_pipe_t pipe{};
    Waited* owner = nullptr;
    size_t index = 0;
    uv_write_t write{};
    uv_shutdown_t shutdown{};
    char buffer[65536];
  };
  std::vector<std::unique_ptr<Pipe>> pipes;

  void kill(int error) {
    if (killed || exited) return;
    killed = true;
    if (result.error == 0) result.error = error;
    uv_process_kill(&process, kill_signal);
    for (auto& p : pipes) close(&p->pipe);
  }
  static void close(uv_pipe_t* pipe) {
    auto* handle = reinterpret_cast<uv_handle_t*>(pipe);
    if (!uv_is_closing(handle)) uv_close(handle, nullptr);
  }
};

void read_output(Waited::Pipe& pipe) {
  uv_read_start(
      reinterpret_cast<uv_stream_t*>(&pipe.pipe),
      [](uv_handle_t* h, size_t, uv_buf_t* out) {
        auto* p = static_cast<Waited::Pipe*>(h->data);
        *out = uv_buf_init(p->buffer, sizeof p->buffer);
      },
      [](uv_stream_t* stream, ssize_t n, const uv_buf_t* buffer) {
        auto* p = static_cast<Waited::Pipe*>(stream->data);
        if (n < 0) return Waited::close(&p->pipe);
        std::string& text = *p->owner->result.output[p->index];
        text.append(buffer->base, static_cast<size_t>(n));
        if (static_cast<double>(text.size()) > p->owner->max_output) p->owner->kill(UV_ENOBUFS);
      });
}

void write_input(Waited::Pipe& pipe, const Bytes& input) {
  uv_buf_t part{reinterpret_cast<char*>(input.data()), input.size()};  // uv_buf_init() would cut at 4 GB
  auto* stream = reinterpret_cast<uv_stream_t*>(&pipe.pipe);
  pipe.write.data = &pipe;
  auto end = [](uv_write_t* req, int) {
    auto* p = static_cast<Waited::Pipe*>(req->data);
    if (uv_is_closing(reinterpret_cast<uv_handle_t*>(&p->pipe))) return;
    p->shutdown.data = p;
    if (uv_shutdown(&p->shutdown, reinterpret_cast<uv_stream_t*>(&p->pipe),
                    [](uv_shutdown_t* s, int) { Waited::close(&static_cast<Waited::Pipe*>(s->data)->pipe); }) < 0)
      Waited::close(&p->pipe);
  };
  if (uv_write(&pipe.write, stream, &part, 1, end) < 0) Waited::close(&pipe.pipe);
}

}  // namespace

ChildResult run_child(const ChildOptions& options, const Bytes& input, uint64_t timeout_ms, double max_output,
                      int kill_signal) {
  Waited w;
  w.max_output = max_output;
  w.kill_signal = kill_signal;
  if (int e = uv_loop_init(&w.loop); e < 0) {
    w.result.error = e;
    return std::move(w.result);
  }
  UvOptions uv(options);
  w.result.output.resize(options.stdio.size());
  for (size_t i = 0; i < options.stdio.size(); i++) {
    if (options.stdio[i].kind != ChildStdio::Kind::pipe) {
      uv.stdio.push_back(container(options.stdio[i]));
      continue;
    }
    auto pipe = std::make_unique<Waited::Pipe>();
    uv_pipe_init(&w.loop, &pipe->pipe, 0);
    pipe->pipe.data = pipe.get();
    pipe->owner = &w;
    pipe->index = i;
    uv.stdio.push_back(pipe_container(&pipe->pipe));
    if (i != 0) w.result.output[i].emplace();
    w.pipes.push_back(std::move(pipe));
  }
  uv.finish();
  w.process.data = &w;
  uv.options.exit_cb = [](uv_process_t* handle, int64_t status, int signal) {
    auto* self = static_cast<Waited*>(handle->data);
    self->exited = true;
    self->result.status = status;
    self->result.signal = signal;
    uv_close(reinterpret_cast<uv_handle_t*>(handle), nullptr);
    if (self->timer.data && !uv_is_closing(reinterpret_cast<uv_handle_t*>(&self->timer)))
      uv_close(reinterpret_cast<uv_handle_t*>(&self->timer), nullptr);
  };
  int error = uv_spawn(&w.loop, &w.process, &uv.options);
  if (error < 0) {
    w.result.error = error;
    uv_close(reinterpret_cast<uv_handle_t*>(&w.process), nullptr);
    for (auto& p : w.pipes) Waited::close(&p->pipe);
  } else {
    w.result.pid = w.process.pid;
    if (timeout_ms > 0) {
      uv_timer_init(&w.loop, &w.timer);
      w.timer.data = &w;
      uv_timer_start(&w.timer, [](uv_timer_t* t) { static_cast<Waited*>(t->data)->kill(UV_ETIMEDOUT); }, timeout_ms, 0);
    }
    for (auto& p : w.pipes) {
      if (p->index == 0)
        write_input(*p, input);
      else
        read_output(*p);
    }
  }
  uv_run(&w.loop, UV_RUN_DEFAULT);
  uv_loop_close(&w.loop);
  return std::move(w.result);
}

}  // namespace rondo
