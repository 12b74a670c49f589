// Everything that one JavaScript thread owns. It is passed on, never global: a Worker is a second Runtime on a
// second thread.
#pragma once
#include <v8.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "background/background.h"
#include "base/result.h"
#include "engine/es_module.h"
#include "engine/isolate.h"
#include "event_loop/loop.h"
#include "runtime/idle_heap.h"
#include "task_queue/task_queue.h"
#include "task_queue/turn.h"

namespace rondo {

struct Options;  // runtime/options.h
class Sources;   // start/sources.h

/// State that a module keeps per Runtime; it dies with it, before the isolate does.
struct ModuleState {
  virtual ~ModuleState() = default;
  /// The Runtime ends: nothing is under way any more, and the states of all modules are still there.
  virtual void end() {}
};

class Runtime {
 public:
  struct WorkerRun;

  /// What the program was started with. A Worker has a copy with its own options and arguments.
  struct Process {
    EngineSetup engine;
    const Options* options = nullptr;
    Sources* sources = nullptr;
    std::vector<std::string> argv;  // as given to main()
    std::string exec_path;
    uint64_t started_ns = 0;         // uv_hrtime() at main()
    double started_wall_ms = 0;      // the same moment, in ms since 1970
    uint64_t options_read_ns = 0;    // when the command line had been read
    uint64_t engine_started_ns = 0;  // when V8 began to start
    /// Parses what a Worker is given as execArgv and NODE_OPTIONS (start/options.cc).
    std::function<Result<Options>(const std::vector<std::string>&, std::string_view)> parse_options;
    /// Makes the Runtime of a Worker on the calling thread and runs it to its end (start/bootstrap.cc). Its exit code, or why there is none.
    std::function<Result<int>(WorkerRun&)> run_worker;

    /// What the process has one of for all its Runtimes, of type T: its locks are its own affair. Made at first use.
    template <class T>
    T& shared() {
      static const char key = 0;
      std::lock_guard lock(shared_->mutex);
      auto& slot = shared_->slots[&key];
      if (!slot) slot = std::make_shared<T>();
      return *static_cast<T*>(slot.get());
    }

   private:
    struct Shared {
      std::mutex mutex;
      std::unordered_map<const void*, std::shared_ptr<void>> slots;
    };
    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
  };

  /// What a Worker's thread brings along.
  struct WorkerRun {
    Process process;
    HeapLimits limits;
    std::function<bool(Runtime&)> begin;  ///< the Runtime is there; false: it is not to run
    std::function<void(Runtime&)> end;    ///< it is going: nobody may reach it from outside any more
  };

  Runtime(Process& process, const HeapLimits& limits, std::unique_ptr<Loop> loop = std::make_unique<Loop>());
  /// For the snapshot's writer, which owns the isolate.
  Runtime(Process& process, v8::Isolate* adopted);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  static Runtime& from(v8::Isolate* isolate) { return *static_cast<Runtime*>(isolate->GetData(runtime_slot)); }

  Process& process;

 private:
  std::unique_ptr<Loop> own_loop_;

 public:
  Loop& loop;
  Background background;
  Isolate isolate_owner;
  v8::Isolate* const isolate;
  TaskQueue tasks;
  ModuleHooks module_hooks;
  uint64_t opened_ns = 0;        // uv_hrtime() when open() was called
  uint64_t bootstrapped_ns = 0;  // and when the library was there

  v8::Local<v8::Context> context() const { return tasks.context(); }
  /// Begins to use `context`, which came from the snapshot or was made anew.
  void open(v8::Local<v8::Context> context);

  /// Runs the loop until nothing is left; `before_exit` may give it more to do. Returns when that is over or the Runtime stops.
  void run(const std::function<void()>& before_exit);
  /// Ends the Runtime with `code`: no Turn enters from now on, the loop ends, running JavaScript is terminated. Own thread only.
  void stop(int code);
  /// The same, from any thread.
  void stop_from_outside(int code);
  bool stopping() const { return stop_requested_.load(std::memory_order_relaxed); }
  int exit_code() const { return exit_code_; }

  /// A module's state, made at its first use. `key` is the address of a static of the module.
  template <class T>
  T& state() {
    static const char key = 0;
    auto& slot = states_[&key];
    if (!slot) slot = std::make_unique<T>();
    return *static_cast<T*>(slot.get());
  }

  /// Tells what runs once the Runtime is ending, before handles are closed; the last one first.
  void at_end(std::function<void()> fn) { at_end_.push_back(std::move(fn)); }

  /// What the destructor does first, callable before the scopes of its isolate are left. Once.
  void tear_down();

 private:
  bool pump_tasks();

  std::unordered_map<const void*, std::unique_ptr<ModuleState>> states_;
  std::vector<std::function<void()>> at_end_;
  uv_timer_t delayed_tasks_{};
  IdleHeap idle_heap_;
  std::atomic<bool> stop_requested_{false};
  int exit_code_ = 0;
  bool open_ = false;
  bool torn_down_ = false;
};

}  // namespace rondo
