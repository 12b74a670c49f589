#include "background/signals.h"

namespace rondo {

SignalWatch* SignalWatch::start(Background& background, int number, MoveFunction<void(int)> arrived, int& error) {
  auto* watch = new SignalWatch(background);
  error = uv_signal_init(background.loop().uv(), &watch->signal_);
  if (error < 0) {
    delete watch;
    return nullptr;
  }
  watch->signal_.data = static_cast<Handle*>(watch);
  watch->arrived_ = std::move(arrived);
  error = uv_signal_start(
      &watch->signal_,
      [](uv_signal_t* handle, int signal) {
        static_cast<SignalWatch*>(static_cast<Handle*>(handle->data))->arrived_(signal);
      },
      number);
  uv_unref(watch->uv());
  if (error == 0) return watch;
  watch->close();
  return nullptr;
}

}  // namespace rondo
