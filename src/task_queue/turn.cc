#include "task_queue/turn.h"

namespace rondo {

Turn::Turn(TaskQueue& queue, v8::Local<v8::Value> frame)
    : queue_(queue), handles_(queue.isolate_), context_(queue.context()), entered_(!queue.stopping_) {
  // inside of another Turn some other context may be the current one
  if (!queue.entered_ || queue.depth_ > 0) scope_.emplace(context_);
  queue_.depth_++;
  if (!frame.IsEmpty()) {
    outer_frame_ = queue.isolate_->GetContinuationPreservedEmbedderData();
    queue.isolate_->SetContinuationPreservedEmbedderData(frame);
  }
}

TaskQueue::Entered::Entered(TaskQueue& queue) : queue_(queue) {
  v8::HandleScope handles(queue.isolate_);
  queue.context()->Enter();
  queue.entered_ = true;
}

TaskQueue::Entered::~Entered() {
  v8::HandleScope handles(queue_.isolate_);
  queue_.context()->Exit();
  queue_.entered_ = false;
}

Turn::~Turn() {
  if (!outer_frame_.IsEmpty()) queue_.isolate_->SetContinuationPreservedEmbedderData(outer_frame_);
  // drained before depth falls, so that what runs here does not drain in turn
  if (queue_.depth_ == 1 && !queue_.stopping_) {
    // what the callback entered ends with it
    auto* isolate = queue_.isolate_;
    isolate->SetContinuationPreservedEmbedderData(v8::Undefined(isolate));
    queue_.drain();
    isolate->SetContinuationPreservedEmbedderData(v8::Undefined(isolate));
  }
  queue_.depth_--;
}

v8::MaybeLocal<v8::Value> Turn::call(v8::Local<v8::Function> fn, v8::Local<v8::Value> self,
                                     std::span<v8::Local<v8::Value>> args) {
  if (!entered_ || queue_.stopping_) return {};
  v8::TryCatch caught(queue_.isolate_);
  v8::Local<v8::Value> result;
  if (fn->Call(queue_.isolate_, context_, self, static_cast<int>(args.size()), args.data()).ToLocal(&result))
    return result;
  queue_.fault(caught);
  return {};
}

}  // namespace rondo
