// The one door from C++ into JavaScript. A Turn enters the context; when the outermost one closes, it drains
// the task queue. Tracing, stall detection and async context all hang here.
#pragma once
#include <v8.h>

#include <initializer_list>
#include <optional>
#include <span>

#include "task_queue/task_queue.h"

namespace rondo {

class Turn {
 public:
  /// `frame` is the async context in which what is called was asked for; empty for none.
  explicit Turn(TaskQueue& queue, v8::Local<v8::Value> frame = {});
  ~Turn();
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// False when the Runtime is stopping: nothing may be called then.
  explicit operator bool() const { return entered_; }
  v8::Isolate* isolate() const { return queue_.isolate_; }
  v8::Local<v8::Context> context() const { return context_; }
  /// Calls fn. What it throws goes to the fault handler, and nothing is returned.
  v8::MaybeLocal<v8::Value> call(v8::Local<v8::Function> fn, v8::Local<v8::Value> self,
                                 std::span<v8::Local<v8::Value>> args);
  v8::MaybeLocal<v8::Value> call(v8::Local<v8::Function> fn, v8::Local<v8::Value> self,
                                 std::initializer_list<v8::Local<v8::Value>> args) {
    return call(fn, self, {const_cast<v8::Local<v8::Value>*>(args.begin()), args.size()});
  }

 private:
  TaskQueue& queue_;
  v8::HandleScope handles_;
  v8::Local<v8::Context> context_;
  std::optional<v8::Context::Scope> scope_;
  v8::Local<v8::Value> outer_frame_;
  bool entered_;
};

}  // namespace rondo
