#include "engine/isolate.h"
#include "task_queue/task_queue.h"

namespace rondo {

void TaskQueue::open(v8::Local<v8::Context> context) {
  context_.Reset(isolate_, context);
  isolate_->SetData(task_queue_slot, this);
  isolate_->AddMessageListener(on_message);
}

// No C++ stands around a microtask that is a plain function: what it throws, V8 tells to this alone. With JavaScript beneath it is a
// promise hook that threw, since the stack was exhausted: the code that it was called for is about to find that out itself.
void TaskQueue::on_message(v8::Local<v8::Message> message, v8::Local<v8::Value> error) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  auto* self = static_cast<TaskQueue*>(isolate->GetData(task_queue_slot));
  if (v8::StackTrace::CurrentStackTrace(isolate, 1)->GetFrameCount() > 0) return;
  if (self && !self->stopping_ && self->fault_) self->fault_(error, message, false);
}

void TaskQueue::run_microtasks() {
  if (!stopping_) isolate_->PerformMicrotaskCheckpoint();
}

}  // namespace rondo
