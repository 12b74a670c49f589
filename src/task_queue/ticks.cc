// Draining: ticks are JavaScript's list (lib/internal/task_queue), microtasks V8's; the shared words tell
// without a call whether JavaScript has to be asked at all.
#include "task_queue/task_queue.h"

namespace rondo {

void TaskQueue::set_up(v8::Local<v8::Uint32Array> fields, v8::Local<v8::Function> run_ticks) {
  fields_store_ = fields->Buffer()->GetBackingStore();
  fields_ = reinterpret_cast<uint32_t*>(static_cast<uint8_t*>(fields_store_->Data()) + fields->ByteOffset());
  run_ticks_.Reset(isolate_, run_ticks);
}

void TaskQueue::drain() {
  if (!fields_ || !fields_[has_ticks]) {
    run_microtasks();
    if (!fields_ || (!fields_[has_ticks] && !fields_[has_rejections])) return;
  }
  v8::HandleScope handles(isolate_);
  v8::Local<v8::Context> context = this->context();
  v8::Local<v8::Function> run = run_ticks_.Get(isolate_);
  while (!stopping_ && (fields_[has_ticks] || fields_[has_rejections])) {
    v8::TryCatch caught(isolate_);
    if (!run->Call(isolate_, context, v8::Undefined(isolate_), 0, nullptr).IsEmpty()) continue;
    // A tick has thrown. The rest has asked for the check phase: what throws again and again does not keep the loop from going on.
    return fault(caught);
  }
}

void TaskQueue::fault(const v8::TryCatch& caught) {
  if (caught.HasTerminated() || !caught.HasCaught() || isolate_->IsExecutionTerminating() || !fault_) return;
  fault_(caught.Exception(), caught.Message(), false);
}

void TaskQueue::raise(v8::Local<v8::Value> error, bool from_promise) {
  if (stopping_ || !fault_) return;
  fault_(error, v8::Exception::CreateMessage(isolate_, error), from_promise);
}

void TaskQueue::close() {
  stopping_ = true;
  fault_ = {};
  run_ticks_.Reset();
  rejection_.Reset();
  context_.Reset();
  isolate_->RemoveMessageListeners(on_message);  // a snapshot would keep it
  fields_ = nullptr;
  fields_store_.reset();
}

}  // namespace rondo
