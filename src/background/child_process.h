// Processes that this one starts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "background/background.h"
#include "background/stream_io.h"
#include "base/bytes.h"
#include "base/result.h"

namespace rondo {

/// One descriptor of the child: nothing, one of ours, or a new pipe whose other end is `pipe`.
struct ChildStdio {
  enum class Kind { ignore, inherit, pipe };
  Kind kind = Kind::ignore;
  int fd = -1;
  PipeStream* pipe = nullptr;
};

struct ChildOptions {
  std::string file;
  std::vector<std::string> args;                        // args[0] is the name it sees
  std::optional<std::vector<std::string>> environment;  // "NAME=value"; ours where absent
  std::string cwd;                                      // ours where empty
  std::optional<uint32_t> uid, gid;
  bool detached = false;
  std::vector<ChildStdio> stdio;
};

class ChildProcess final : public Handle {
 public:
  /// Starts it; `exited(status, signal)` is called when it has ended. Null with a negative errno in `error` if it cannot be started.
  static ChildProcess* start(Background& background, const ChildOptions& options,
                             MoveFunction<void(int64_t status, int signal)> exited, int& error);
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&process_); }
  int pid() const { return process_.pid; }
  /// 0 or a negative errno.
  int kill(int signal) { return uv_process_kill(&process_, signal); }

 private:
  explicit ChildProcess(Background& background) : Handle(background, "ProcessWrap") {}
  uv_process_t process_{};
  MoveFunction<void(int64_t, int)> exited_;
};

/// What a child that was waited for has done.
struct ChildResult {
  int error = 0;  // negative errno: it could not be started, ran out of time (ETIMEDOUT) or wrote too much (ENOBUFS)
  int pid = 0;
  int64_t status = 0;
  int signal = 0;
  std::vector<std::optional<std::string>> output;  // of each descriptor that is a pipe
};

/// Runs a child to its end on a loop of its own: `options.stdio[i].kind == pipe` collects (0: is given `input`). Ends it when it has read more than `max_output` bytes of one;
/// `timeout_ms` 0 is for ever; `kill_signal` ends it where a limit is reached.
ChildResult run_child(const ChildOptions& options, const Bytes& input, uint64_t timeout_ms, double max_output,
                      int kill_signal);

}  // namespace rondo
