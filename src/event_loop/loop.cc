#include "event_loop/loop.h"

#include <cstdio>
#include <cstdlib>

namespace rondo {

Loop::Loop() {
  if (int e = init(); e < 0) {
    std::fprintf(stderr, "rondo: the event loop cannot start: %s\n", uv_strerror(e));
    std::exit(1);
  }
}

Result<std::unique_ptr<Loop>> Loop::open() {
  std::unique_ptr<Loop> loop(new Loop(Unopened()));
  if (int e = loop->init(); e < 0) return Error::system(e, "uv_loop_init");
  return loop;
}

int Loop::init() {
  if (int e = uv_loop_init(&loop_); e < 0) {
    closed_ = true;
    return e;
  }
  loop_.data = this;
  // idle time is what eventLoopUtilization is made of
  uv_loop_configure(&loop_, UV_METRICS_IDLE_TIME);
  async_.data = prepare_.data = poll_end_.data = this;
  uv_async_init(&loop_, &async_, [](uv_async_t* h) {
    auto* self = static_cast<Loop*>(h->data);
    if (self->wake_) self->wake_();
  });
  uv_unref(reinterpret_cast<uv_handle_t*>(&async_));
  // prepare runs just before poll, the first check just after it: they mark where poll begins and ends
  uv_prepare_init(&loop_, &prepare_);
  uv_prepare_start(&prepare_, [](uv_prepare_t* h) {
    auto* self = static_cast<Loop*>(h->data);
    if (self->turn_end_) self->turn_end_();  // what timers wrote must not wait for poll
    self->phase_ = Phase::poll;
  });
  uv_unref(reinterpret_cast<uv_handle_t*>(&prepare_));
  timers_.open(&loop_, uv_now(&loop_));
  immediates_.open(&loop_);
  // libuv runs the check handle that was started last first: this one comes before the immediates'
  uv_check_init(&loop_, &poll_end_);
  uv_check_start(&poll_end_, [](uv_check_t* h) {
    auto* self = static_cast<Loop*>(h->data);
    if (self->in_poll_) self->in_poll_();
    if (self->turn_end_) self->turn_end_();
    self->phase_ = Phase::check;
    self->turns_++;
  });
  uv_unref(reinterpret_cast<uv_handle_t*>(&poll_end_));
  uv_idle_init(&loop_, &awake_);
  return 0;
}

void Loop::stay_awake(bool on) {
  wakers_ += on ? 1 : -1;
  wakers_ > 0 ? uv_idle_start(&awake_, [](uv_idle_t*) {}) : uv_idle_stop(&awake_);
}

void Loop::run() {
  if (!started_ns_) begin();
  ended_ns_ = 0;
  phase_ = Phase::timers;
  uv_run(&loop_, UV_RUN_DEFAULT);
  phase_ = Phase::idle;
  ended_ns_ = uv_hrtime();
}

bool Loop::close() {
  if (closed_) return true;
  closed_ = true;
  timers_.close();
  immediates_.close();
  for (auto* h : {reinterpret_cast<uv_handle_t*>(&async_), reinterpret_cast<uv_handle_t*>(&prepare_),
                  reinterpret_cast<uv_handle_t*>(&poll_end_), reinterpret_cast<uv_handle_t*>(&awake_)})
    uv_close(h, nullptr);
  uv_run(&loop_, UV_RUN_DEFAULT);
  return uv_loop_close(&loop_) == 0;
}

Loop::~Loop() { close(); }

}  // namespace rondo
