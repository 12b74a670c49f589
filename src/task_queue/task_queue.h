// What waits to run as soon as the JavaScript stack is empty: ticks, microtasks, rejections. It is drained
// when the outermost Turn closes, and at no other time but between two timers and two immediates.
#pragma once
#include <v8.h>

#include <cstdint>
#include <memory>

#include "base/move_function.h"

namespace rondo {

class TaskQueue {
 public:
  /// Indices of the words that JavaScript and C++ share (lib/internal/task_queue/queue.js).
  enum Field : uint32_t { has_ticks, has_rejections, field_count };

  explicit TaskQueue(v8::Isolate* isolate) : isolate_(isolate) {}
  TaskQueue(const TaskQueue&) = delete;
  TaskQueue& operator=(const TaskQueue&) = delete;

  /// The context that Turns enter.
  void open(v8::Local<v8::Context> context);
  /// Lets go of everything of the engine; Turns no longer enter.
  void close();

  /// JavaScript's half: the shared words, and the function that runs ticks, microtasks and rejections until none is left.
  void set_up(v8::Local<v8::Uint32Array> fields, v8::Local<v8::Function> run_ticks);
  /// Called for each promise rejected without a handler, handled late, or settled twice: (kind, promise, value).
  void set_rejection_callback(v8::Local<v8::Function> callback);
  /// What an exception that no JavaScript caught is given to. The scope in which it was caught is still open.
  /// `from_promise`: a promise was rejected with it, and nobody handled that.
  using FaultHandler =
      MoveFunction<void(v8::Local<v8::Value> error, v8::Local<v8::Message> message, bool from_promise)>;
  void on_fault(FaultHandler handler) { fault_ = std::move(handler); }

  /// While one lives, the context stays entered between Turns, which the outermost of them then need not do.
  class Entered {
   public:
    explicit Entered(TaskQueue& queue);
    ~Entered();
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;

   private:
    TaskQueue& queue_;
  };

  void drain();
  void run_microtasks();
  /// From now on no Turn enters JavaScript.
  void stop() { stopping_ = true; }
  bool stopping() const { return stopping_; }
  bool inside() const { return depth_ > 0; }
  v8::Isolate* isolate() const { return isolate_; }
  v8::Local<v8::Context> context() const { return context_.Get(isolate_); }
  /// Gives what `caught` holds to the fault handler, unless execution is being terminated.
  void fault(const v8::TryCatch& caught);
  /// Gives it `error`, which JavaScript holds.
  void raise(v8::Local<v8::Value> error, bool from_promise);

 private:
  friend class Turn;
  static void on_promise_reject(v8::PromiseRejectMessage message);
  static void on_message(v8::Local<v8::Message> message, v8::Local<v8::Value> error);

  v8::Isolate* isolate_;
  v8::Global<v8::Context> context_;
  v8::Global<v8::Function> run_ticks_;
  v8::Global<v8::Function> rejection_;
  std::shared_ptr<v8::BackingStore> fields_store_;
  volatile uint32_t* fields_ = nullptr;
  FaultHandler fault_;
  uint32_t depth_ = 0;
  bool stopping_ = false;
  bool entered_ = false;
};

}  // namespace rondo
