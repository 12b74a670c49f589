#include "background/background.h"

#include <ctime>

#include "background/stream_io.h"

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

namespace {

// The kernel's clock of ticks (1 to 4 ms): reading it costs next to nothing.
int64_t coarse_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
  return t.tv_nsec;
}

}  // namespace

void Background::gathers(Gathering& stream) {
  if (gathering_count_++ == 0) gathering_since_ = coarse_ns();
  gathering_.push_back(&stream);
}

void Background::flush_due() {
  constexpr uint32_t most = 8;
  if (gathering_count_ > 0 && (gathering_count_ >= most || coarse_ns() != gathering_since_)) flush();
}

void Background::flush() {
  gathering_count_ = 0;
  while (Gathering* first = gathering_.front()) first->stream->flush();
}

std::unique_ptr<std::string> Background::take_buffer() {
  if (free_buffers_.empty()) return std::make_unique<std::string>();
  auto buffer = std::move(free_buffers_.back());
  free_buffers_.pop_back();
  return buffer;
}

void Background::give_buffer(std::unique_ptr<std::string> buffer) {
  constexpr size_t most_buffers = 64, most_bytes = 256 * 1024;
  if (free_buffers_.size() >= most_buffers || buffer->capacity() > most_bytes) return;
  buffer->clear();
  free_buffers_.push_back(std::move(buffer));
}

void Background::shut_down() {
  if (shutting_down_) return;
  flush();
  shutting_down_ = true;
  requests_.each([](Request& r) { r.cancel(); });
  handles_.each([](Handle& h) { h.close(); });
}

Background::~Background() { shut_down(); }

}  // namespace rondo
