#include "background/background.h"

namespace rondo {

Request::Request(Background& background, const char* kind)
    : background_(background), kind_(kind), since_(uv_now(background.loop().uv())) {
  background.requests().push_back(this);
}

Handle::Handle(Background& background, const char* kind)
    : background_(background), kind_(kind), since_(uv_now(background.loop().uv())) {
  background.handles().push_back(this);
}

void Handle::close(MoveFunction<void()> on_closed) {
  if (closing_) return;
  closing_ = true;
  on_closed_ = std::move(on_closed);
  will_close();
  uv_handle_t* handle = uv();
  handle->data = this;
  uv_close(handle, [](uv_handle_t* h) {
    auto* self = static_cast<Handle*>(h->data);
    MoveFunction<void()> done = std::move(self->on_closed_);
    delete self;
    if (done) done();
  });
}

void Handle::set_ref(bool ref) {
  if (closing_) return;
  ref ? uv_ref(uv()) : uv_unref(uv());
}

Background::Background(Loop& loop) : loop_(loop) {
  loop.on_poll_end([this] { end_poll(); });
  loop.on_turn_end([this] { streams_.flush(); });
}

void Background::shut_down() {
  if (shutting_down_) return;
  streams_.flush();
  shutting_down_ = true;
  requests_.each([](Request& r) { r.cancel(); });
  handles_.each([](Handle& h) { h.close(); });
}

Background::~Background() {
  shut_down();
  loop_.on_poll_end({});
  loop_.on_turn_end({});
}

}  // namespace rondo
