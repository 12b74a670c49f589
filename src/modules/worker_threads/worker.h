// A Worker: a second Runtime on a thread of its own, and its face in the Runtime that made it.
#pragma once

#include <uv.h>
#include <v8.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "background/background.h"
#include "bind/module.h"
#include "modules/worker_threads/channel.h"
#include "runtime/options.h"

namespace rondo::modules::worker_threads {

/// Memory and stack of a Worker, in megabytes; the order is that of lib/ (resourceLimits).
struct Limits {
  double max_young_generation = 0;
  double max_old_generation = 0;
  double code_range = 0;
  double stack = 4;
};

/// What both threads know of a Worker. Its lock guards everything but what is set before the thread starts.
struct WorkerThread {
  uint32_t id = 0;
  std::string name;
  Limits limits;
  Options options;
  Runtime::WorkerRun run;
  std::shared_ptr<ChannelEnd> control;  ///< the thread's end of the channel over which it is told what to do
  std::shared_ptr<ChannelEnd>
      inbox;  ///< where it hears from threads that know its number: what is posted before it runs waits

  std::mutex mutex;
  Runtime* runtime = nullptr;  ///< while it runs
  bool stop_requested = false;
  bool out_of_memory = false;
  std::string failure;  ///< why it never ran
  int exit_code = 0;
};

/// What a Runtime knows of the thread that it is: nothing on the main one.
struct ThreadState final : ModuleState {
  WorkerThread* thread = nullptr;
};

class Worker final : public NativeObject {
 public:
  /// `node_options` is the environment's NODE_OPTIONS; `limits` holds what the program set, 0 elsewhere.
  /// The error is a message of the option parser.
  static Result<Worker*> make(Runtime& rt, std::optional<std::vector<std::string>> exec_argv, std::string node_options,
                              std::vector<std::string> argv, std::string name, std::vector<double> limits);
  ~Worker() override;

  uint32_t id() const { return thread_->id; }
  std::vector<double> limits() const;
  /// Starts the thread, which gets `port` as its control port. `exited(code, out of memory)` is called once it has ended.
  static void start(Worker& self, const Arguments& info);
  /// Ends the thread as soon as it can; `exited` tells when it has.
  void terminate();
  void ref() { set_ref(true); }
  void unref() { set_ref(false); }
  /// Nothing once it has ended.
  std::optional<bool> has_ref() const { return handle_ ? std::optional(handle_->has_ref()) : std::nullopt; }
  /// ms since its loop started, and how many of them the loop was idle; nothing while it does not run.
  std::vector<double> loop_times();

 private:
  explicit Worker(std::shared_ptr<WorkerThread> thread) : thread_(std::move(thread)) {}
  void set_ref(bool ref) {
    if (handle_) handle_->set_ref(ref);
  }
  bool launch();
  void join();
  void ended();

  class Ended final : public Handle {
   public:
    Ended(Background& background, Worker* worker);
    uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&async_); }
    void send() { uv_async_send(&async_); }

   private:
    void will_close() override;
    uv_async_t async_{};
    Worker* worker_;
  };

  std::shared_ptr<WorkerThread> thread_;
  Ended* handle_ = nullptr;
  uv_thread_t id_{};
  bool running_ = false;
  Callback exited_;
};

}  // namespace rondo::modules::worker_threads
