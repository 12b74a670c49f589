// From the command line to a running program and its exit code.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/runtime.h"
#include "start/options.h"
#include "start/sources.h"

namespace rondo {

/// What main() sets up once and every Runtime shares.
class Start {
 public:
  /// Parses, prints what is wrong with the command line, and starts the engine. `exit_code()` is set (>= 0) where nothing is to run.
  /// `library` is the block of the library (engine/snapshot.h); where it is empty, lib/ is read from disk.
  Start(int argc, char** argv, std::string_view library);
  int exit_code() const { return exit_code_; }
  Runtime::Process& process() { return process_; }

  /// Runs the program on this thread, to its end. Returns the exit code.
  int run_main();
  /// Evaluates the library and writes it, with its snapshot, to `path`.
  int write_library(const std::string& path);
  /// Compiles what is not in the snapshot, and writes the library it started from, now with that code, to `path`. V8 accepts the code
  /// only beside the snapshot that it was made with, which is why the process has to start from it.
  int add_code(const std::string& path);

 private:
  Options options_;
  Sources sources_;
  std::unique_ptr<Platform> platform_;
  std::vector<intptr_t> references_;
  Runtime::Process process_;
  int exit_code_ = -1;
};

/// Gives `rt` a context with the library in it: from the snapshot, or by evaluating it. False with the error printed if that fails.
bool open_runtime(Runtime& rt);
/// Calls `name` of lib/internal/bootstrap/main.js in a Turn; what it throws has gone to the fault handler.
v8::MaybeLocal<v8::Value> call_bootstrap(Runtime& rt, const char* name, std::span<v8::Local<v8::Value>> args = {});
/// Runs what was begun until the loop is empty, then tells JavaScript that it ends. Returns the exit code.
int run_to_end(Runtime& rt);

}  // namespace rondo
