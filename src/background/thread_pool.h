// Computation on the thread pool: a function runs there, its result comes back to the loop's thread.
#pragma once
#include <optional>
#include <utility>

#include "background/background.h"
#include "base/error.h"
#include "base/move_function.h"
#include "base/result.h"

namespace rondo {

/// A Request that runs in the pool. It deletes itself once it is completed.
class PoolRequest : public Request {
 public:
  PoolRequest(Background& background, const char* kind) : Request(background, kind) { work_.data = this; }
  void cancel() override { uv_cancel(reinterpret_cast<uv_req_t*>(&work_)); }
  /// Gives it to the pool, once.
  void submit() {
    uv_queue_work(
        background_.loop().uv(), &work_, [](uv_work_t* work) { static_cast<PoolRequest*>(work->data)->run(); },
        [](uv_work_t* work, int status) {
          auto* self = static_cast<PoolRequest*>(work->data);
          self->complete(status);
          delete self;
        });
  }

 protected:
  /// On a thread of the pool: nothing of JavaScript.
  virtual void run() = 0;
  /// On the loop's thread. `status` is UV_ECANCELED where run() was never called.
  virtual void complete(int status) = 0;

 private:
  uv_work_t work_{};
};

/// What a native function returns that computes long: `work` runs in the pool and touches nothing of JavaScript.
template <class T>
struct Task {
  MoveFunction<Result<T>()> work;
  const char* kind = "Task";
};

template <class T>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<Task<T>> = true;

/// Runs `task` in the pool of `background`; `done` is called on the loop's thread with what came of it, cancelled
/// work with the system error ECANCELED.
template <class T>
void start(Background& background, Task<T> task, MoveFunction<void(Result<T>)> done) {
  struct Work final : PoolRequest {
    Work(Background& b, Task<T> t, MoveFunction<void(Result<T>)> d)
        : PoolRequest(b, t.kind), task(std::move(t)), done(std::move(d)) {}
    void run() override { result.emplace(task.work()); }
    void complete(int status) override {
      unlink();  // done: what `done` does must not find it among what is under way
      done(result ? std::move(*result) : Result<T>(Error::system(status, kind())));
    }
    Task<T> task;
    MoveFunction<void(Result<T>)> done;
    std::optional<Result<T>> result;
  };
  (new Work(background, std::move(task), std::move(done)))->submit();
}

}  // namespace rondo
