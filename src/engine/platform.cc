#include "engine/platform.h"

// Abseil, of which V8's locks are made. Another V8 may be made of others: then there is no such function.
namespace absl {
enum class OnDeadlockCycle { kIgnore, kReport, kAbort };
__attribute__((weak)) void SetMutexDeadlockDetectionMode(OnDeadlockCycle mode);
}  // namespace absl

namespace rondo {

namespace {

// As Debian builds it, Abseil looks for deadlocks: it notes the stack of every lock that is taken, in a graph of a megabyte.
void ignore_deadlocks() {
  if (absl::SetMutexDeadlockDetectionMode) absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

}  // namespace

void ForegroundTasks::post(std::unique_ptr<v8::Task> task, double delay_seconds) {
  std::unique_lock lock(mutex_);
  if (closed_) return;
  if (delay_seconds > 0)
    delayed_.push({now_() + delay_seconds, std::shared_ptr<v8::Task>(std::move(task))});
  else
    ready_.push_back(std::move(task));
  wake_();
}

bool ForegroundTasks::run(const std::function<void(v8::Task&)>& around) {
  bool any = false;
  for (;;) {
    std::shared_ptr<v8::Task> task;
    {
      std::unique_lock lock(mutex_);
      if (!ready_.empty()) {
        task = std::move(ready_.front());
        ready_.pop_front();
      } else if (!delayed_.empty() && delayed_.top().at <= now_()) {
        task = delayed_.top().task;
        delayed_.pop();
      }
    }
    if (!task) return any;
    any = true;
    around(*task);
  }
}

double ForegroundTasks::next_delay_ms() {
  std::unique_lock lock(mutex_);
  if (!ready_.empty()) return 0;
  if (delayed_.empty()) return -1;
  double left = (delayed_.top().at - now_()) * 1000;
  return left > 0 ? left : 0;
}

void ForegroundTasks::close() {
  std::deque<std::unique_ptr<v8::Task>> ready;
  std::unique_lock lock(mutex_);
  closed_ = true;
  wake_ = [] {};
  ready.swap(ready_);
  while (!delayed_.empty()) delayed_.pop();
}

Platform::Platform(int worker_threads)
    : inner_(v8::platform::NewDefaultPlatform(worker_threads, v8::platform::IdleTaskSupport::kDisabled)),
      heap_pages_(inner_->GetPageAllocator()) {
  ignore_deadlocks();
}
Platform::~Platform() = default;

std::shared_ptr<ForegroundTasks> Platform::attach(v8::Isolate* isolate, std::function<void()> wake) {
  auto tasks = std::make_shared<ForegroundTasks>(std::move(wake), [this] { return MonotonicallyIncreasingTime(); });
  std::unique_lock lock(mutex_);
  isolates_[isolate] = tasks;
  return tasks;
}

void Platform::detach(v8::Isolate* isolate) {
  std::shared_ptr<ForegroundTasks> tasks;
  {
    std::unique_lock lock(mutex_);
    auto it = isolates_.find(isolate);
    if (it == isolates_.end()) return;
    tasks = std::move(it->second);
    isolates_.erase(it);
  }
  tasks->close();
}

std::shared_ptr<v8::TaskRunner> Platform::GetForegroundTaskRunner(v8::Isolate* isolate, v8::TaskPriority) {
  std::unique_lock lock(mutex_);
  auto it = isolates_.find(isolate);
  if (it != isolates_.end()) return it->second;
  // V8 asks for the runner of an isolate that has just gone, too: tasks posted there are dropped
  auto closed = std::make_shared<ForegroundTasks>([] {}, [this] { return MonotonicallyIncreasingTime(); });
  closed->close();
  return closed;
}

void Platform::PostTaskOnWorkerThreadImpl(v8::TaskPriority priority, std::unique_ptr<v8::Task> task,
                                          const v8::SourceLocation& location) {
  struct Counted final : v8::Task {
    Counted(Platform& p, std::unique_ptr<v8::Task> t) : platform(p), task(std::move(t)) {}
    ~Counted() override {
      task.reset();
      std::unique_lock lock(platform.mutex_);
      if (--platform.worker_tasks_ == 0) platform.idle_.notify_all();
    }
    void Run() override { task->Run(); }
    Platform& platform;
    std::unique_ptr<v8::Task> task;
  };
  {
    std::unique_lock lock(mutex_);
    worker_tasks_++;
  }
  inner_->PostTaskOnWorkerThread(priority, std::make_unique<Counted>(*this, std::move(task)), location);
}

bool Platform::workers_busy() {
  std::unique_lock lock(mutex_);
  return worker_tasks_ > 0;
}

void Platform::drain_workers() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return worker_tasks_ == 0; });
}

}  // namespace rondo
