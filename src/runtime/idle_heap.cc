#include "runtime/idle_heap.h"

namespace rondo {

namespace {

constexpr uint64_t ns_per_ms = 1'000'000;

}  // namespace

void IdleHeap::open(uv_loop_t* loop, v8::Isolate* isolate, uint64_t quiet) {
  isolate_ = isolate;
  quiet_ = quiet;
  uv_timer_init(loop, &timer_);
  uv_unref(reinterpret_cast<uv_handle_t*>(&timer_));
  timer_.data = this;
  isolate_->AddGCEpilogueCallback(on_collected, this);
}

void IdleHeap::close() {
  if (!isolate_) return;
  isolate_->RemoveGCEpilogueCallback(on_collected, this);
  isolate_ = nullptr;
  uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr);
}

// Only a collection that the program caused sets the timer: a quiet process is woken once, and not again and again.
void IdleHeap::on_collected(v8::Isolate*, v8::GCType type, v8::GCCallbackFlags, void* data) {
  auto* self = static_cast<IdleHeap*>(data);
  if (self->asked_ && type == v8::kGCTypeMarkSweepCompact) {
    self->asked_ = false;
    self->just_asked_ = true;
    return;
  }
  self->collected_ = uv_hrtime();
  // not at the end of that collection itself, when its garbage has yet to be swept
  if (self->just_asked_) self->needed_ = self->heap_size();
  self->just_asked_ = false;
  if (!uv_is_active(reinterpret_cast<uv_handle_t*>(&self->timer_))) self->start_timer(self->quiet_);
}

void IdleHeap::start_timer(uint64_t ms) {
  uv_timer_start(&timer_, [](uv_timer_t* timer) { static_cast<IdleHeap*>(timer->data)->look(); }, ms, 0);
}

size_t IdleHeap::heap_size() {
  v8::HeapStatistics statistics;
  isolate_->GetHeapStatistics(&statistics);
  return statistics.total_heap_size();
}

void IdleHeap::look() {
  const uint64_t since = (uv_hrtime() - collected_) / ns_per_ms;
  if (since < quiet_) return start_timer(quiet_ - since);
  if (heap_size() < needed_ + needed_ / 2 + least_growth) return;
  asked_ = true;
  v8::HandleScope handles(isolate_);
  // begins to mark in small steps and beside the program, and lets the collection give back all the pages that it frees
  isolate_->MemoryPressureNotification(v8::MemoryPressureLevel::kModerate);
  isolate_->MemoryPressureNotification(v8::MemoryPressureLevel::kNone);
}

}  // namespace rondo
