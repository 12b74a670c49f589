#include <cstdio>

#include "engine/isolate.h"
#include "task_queue/task_queue.h"

namespace rondo {

void TaskQueue::set_rejection_callback(v8::Local<v8::Function> callback) {
  rejection_.Reset(isolate_, callback);
  isolate_->SetData(task_queue_slot, this);
  isolate_->SetPromiseRejectCallback(on_promise_reject);
}

void TaskQueue::on_promise_reject(v8::PromiseRejectMessage message) {
  v8::Local<v8::Promise> promise = message.GetPromise();
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  auto* self = static_cast<TaskQueue*>(isolate->GetData(task_queue_slot));
  if (self->stopping_ || self->rejection_.IsEmpty()) return;
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> value = message.GetValue();
  v8::Local<v8::Value> args[] = {v8::Integer::New(isolate, message.GetEvent()), promise,
                                 value.IsEmpty() ? v8::Undefined(isolate).As<v8::Value>() : value};
  // JavaScript only notes it down here; what it throws (stack overflow) must not reach the code that rejected
  v8::TryCatch caught(isolate);
  (void)self->rejection_.Get(isolate)->Call(isolate, self->context(), v8::Undefined(isolate), 3, args);
  if (caught.HasTerminated()) {
    isolate->TerminateExecution();
  } else if (caught.HasCaught() && !caught.Message().IsEmpty()) {
    v8::String::Utf8Value why(isolate, caught.Message()->Get());
    std::fprintf(stderr, "A rejected promise could not be noted down: %s\n", *why ? *why : "");
  }
}

}  // namespace rondo
