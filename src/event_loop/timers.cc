#include "event_loop/timers.h"

#include <algorithm>
#include <cmath>

namespace rondo {

void Timers::open(uv_loop_t* loop, uint64_t origin_ms) {
  origin_ms_ = origin_ms;
  uv_timer_init(loop, &handle_);
  handle_.data = this;
}

void Timers::close() { uv_close(reinterpret_cast<uv_handle_t*>(&handle_), nullptr); }

void Timers::schedule(double ms) {
  constexpr double longest = 1e15;  // milliseconds: 30,000 years
  uv_timer_start(&handle_, fire, ms >= 1 ? static_cast<uint64_t>(std::min(ms, longest)) : 1, 0);
}

void Timers::set_ref(bool ref) {
  ref_ = ref;
  auto* handle = reinterpret_cast<uv_handle_t*>(&handle_);
  ref ? uv_ref(handle) : uv_unref(handle);
}

void Timers::fire(uv_timer_t* handle) {
  auto* self = static_cast<Timers*>(handle->data);
  if (!self->due_) return;
  double next = self->due_(self->now());
  if (next == 0 || uv_is_closing(reinterpret_cast<uv_handle_t*>(handle))) return;
  double wait = std::fabs(next) - self->now();
  self->schedule(wait);
  self->set_ref(next > 0);
}

}  // namespace rondo
