// A watched signal: libuv tells the loop's thread when the process gets it.
#pragma once
#include "background/background.h"

namespace rondo {

class SignalWatch final : public Handle {
 public:
  /// Watches signal `number`; `arrived` is called on the loop's thread. It does not keep the loop alive.
  /// Null with `error` set to a negative errno if the signal cannot be watched.
  static SignalWatch* start(Background& background, int number, MoveFunction<void(int)> arrived, int& error);
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&signal_); }

 private:
  explicit SignalWatch(Background& background) : Handle(background, "Signal") {}
  void will_close() override { uv_signal_stop(&signal_); }
  uv_signal_t signal_{};
  MoveFunction<void(int)> arrived_;
};

}  // namespace rondo
