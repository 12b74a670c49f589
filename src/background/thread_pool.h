// Computation on the thread pool: a function runs there, its result comes back to the loop's thread.
#pragma once
#include <optional>
#include <utility>

#include "background/background.h"
#include "base/error.h"
#include "base/move_function.h"
#include "base/result.h"

namespace rondo {

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
  struct Work final : Request {
    Work(Background& b, Task<T> t, MoveFunction<void(Result<T>)> d) : Request(b, t.kind), task(std::move(t)), done(std::move(d)) { req.data = this; }
    void cancel() override { uv_cancel(reinterpret_cast<uv_req_t*>(&req)); }
    uv_work_t req{};
    Task<T> task;
    MoveFunction<void(Result<T>)> done;
    std::optional<Result<T>> result;
  };
  auto* work = new Work(background, std::move(task), std::move(done));
  uv_queue_work(
      background.loop().uv(), &work->req, [](uv_work_t* req) {
        auto* w = static_cast<Work*>(req->data);
        w->result.emplace(w->task.work());
      },
      [](uv_work_t* req, int) {
        auto* w = static_cast<Work*>(req->data);
        MoveFunction<void(Result<T>)> done = std::move(w->done);
        Result<T> result = w->result ? std::move(*w->result) : Result<T>(Error::system(UV_ECANCELED, w->kind()));
        delete w;
        done(std::move(result));
      });
}

}  // namespace rondo
