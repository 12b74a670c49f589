#include "event_loop/immediates.h"

namespace rondo {

void Immediates::open(uv_loop_t* loop) {
  uv_check_init(loop, &check_);
  uv_idle_init(loop, &idle_);
  check_.data = this;
  uv_check_start(&check_, [](uv_check_t* handle) {
    auto* self = static_cast<Immediates*>(handle->data);
    if (self->run_ && self->pending_()) self->run_();
  });
  uv_unref(reinterpret_cast<uv_handle_t*>(&check_));
}

void Immediates::close() {
  uv_close(reinterpret_cast<uv_handle_t*>(&check_), nullptr);
  uv_close(reinterpret_cast<uv_handle_t*>(&idle_), nullptr);
}

void Immediates::set_ref(bool ref) {
  if (ref)
    uv_idle_start(&idle_, [](uv_idle_t*) {});
  else
    uv_idle_stop(&idle_);
}

}  // namespace rondo
