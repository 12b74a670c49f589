// V8's platform: its worker threads, and per isolate the queue of tasks that V8 wants run on the isolate's own
// thread (finalisation, wasm, Atomics.waitAsync). One for the process; main() owns it.
#pragma once
#include <libplatform/libplatform.h>
#include <v8.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <queue>
#include <unordered_map>
#include <vector>

#include "engine/heap_pages.h"

namespace rondo {

/// The tasks of one isolate. Any thread posts; the isolate's thread runs them when its loop was woken.
class ForegroundTasks final : public v8::TaskRunner {
 public:
  /// `wake` is called, on any thread, when a task was posted; `now_seconds` is the platform's clock.
  ForegroundTasks(std::function<void()> wake, std::function<double()> now_seconds)
      : wake_(std::move(wake)), now_(std::move(now_seconds)) {}

  /// Runs what is due; each task is given to `around`, which runs it in a Turn. Returns whether there was any.
  bool run(const std::function<void(v8::Task&)>& around);
  /// Milliseconds until the next delayed task is due; negative if there is none.
  double next_delay_ms();
  /// No more wake-ups, and what waits is dropped: the isolate is going.
  void close();
  bool IdleTasksEnabled() override { return false; }
  bool NonNestableTasksEnabled() const override { return true; }
  bool NonNestableDelayedTasksEnabled() const override { return true; }

 private:
  void PostTaskImpl(std::unique_ptr<v8::Task> task, const v8::SourceLocation&) override { post(std::move(task), 0); }
  void PostNonNestableTaskImpl(std::unique_ptr<v8::Task> task, const v8::SourceLocation&) override {
    post(std::move(task), 0);
  }
  void PostDelayedTaskImpl(std::unique_ptr<v8::Task> task, double seconds, const v8::SourceLocation&) override {
    post(std::move(task), seconds);
  }
  void PostNonNestableDelayedTaskImpl(std::unique_ptr<v8::Task> task, double seconds,
                                      const v8::SourceLocation&) override {
    post(std::move(task), seconds);
  }
  void PostIdleTaskImpl(std::unique_ptr<v8::IdleTask>, const v8::SourceLocation&) override {}
  void post(std::unique_ptr<v8::Task> task, double delay_seconds);

  struct Delayed {
    double at;
    std::shared_ptr<v8::Task> task;
    bool operator>(const Delayed& other) const { return at > other.at; }
  };
  std::mutex mutex_;
  std::deque<std::unique_ptr<v8::Task>> ready_;
  std::priority_queue<Delayed, std::vector<Delayed>, std::greater<>> delayed_;
  std::function<void()> wake_;
  std::function<double()> now_;
  bool closed_ = false;
};

class Platform final : public v8::Platform {
 public:
  explicit Platform(int worker_threads);
  ~Platform() override;

  /// Before Isolate::Initialize: where the isolate's own tasks go from now on.
  std::shared_ptr<ForegroundTasks> attach(v8::Isolate* isolate, std::function<void()> wake);
  void detach(v8::Isolate* isolate);
  /// Waits until what `PostTask` gave to worker threads is done, so that its result can still reach JavaScript.
  void drain_workers();
  bool workers_busy();

  v8::PageAllocator* GetPageAllocator() override { return &heap_pages_; }
  void OnCriticalMemoryPressure() override { inner_->OnCriticalMemoryPressure(); }
  int NumberOfWorkerThreads() override { return inner_->NumberOfWorkerThreads(); }
  std::shared_ptr<v8::TaskRunner> GetForegroundTaskRunner(v8::Isolate* isolate, v8::TaskPriority priority) override;
  bool IdleTasksEnabled(v8::Isolate*) override { return false; }
  double MonotonicallyIncreasingTime() override { return inner_->MonotonicallyIncreasingTime(); }
  double CurrentClockTimeMillis() override { return inner_->CurrentClockTimeMillis(); }
  v8::TracingController* GetTracingController() override { return inner_->GetTracingController(); }

 private:
  std::unique_ptr<v8::JobHandle> CreateJobImpl(v8::TaskPriority priority, std::unique_ptr<v8::JobTask> task,
                                               const v8::SourceLocation& location) override {
    return inner_->CreateJob(priority, std::move(task), location);
  }
  void PostTaskOnWorkerThreadImpl(v8::TaskPriority priority, std::unique_ptr<v8::Task> task,
                                  const v8::SourceLocation& location) override;
  void PostDelayedTaskOnWorkerThreadImpl(v8::TaskPriority priority, std::unique_ptr<v8::Task> task, double seconds,
                                         const v8::SourceLocation& location) override {
    inner_->PostDelayedTaskOnWorkerThread(priority, std::move(task), seconds, location);
  }

  std::unique_ptr<v8::Platform> inner_;
  HeapPages heap_pages_;
  std::mutex mutex_;
  std::condition_variable idle_;
  int worker_tasks_ = 0;
  std::unordered_map<v8::Isolate*, std::shared_ptr<ForegroundTasks>> isolates_;
};

}  // namespace rondo
