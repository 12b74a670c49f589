// Which functions of the program asked the background for something: an error that comes back carries them.
#pragma once
#include <v8.h>

#include <algorithm>
#include <cstdint>

#include "runtime/runtime.h"

namespace rondo {

/// Taking down a stack costs some microseconds. A program that asks often has it done for a part of what it asks only: enough for
/// whoever asks seldom, and a hundredth of the time of whoever asks without end.
class OriginBudget final : public ModuleState {
 public:
  /// @param now ms on the loop's clock
  bool take(uint64_t now) {
    if (now != last_) {
      left_ = std::min(most, left_ + static_cast<int64_t>(now - last_) * per_ms);
      last_ = now;
    }
    return left_ > 0 && left_-- > 0;
  }

 private:
  static constexpr int64_t most = 500;
  static constexpr int64_t per_ms = 1;
  int64_t left_ = most;
  uint64_t last_ = 0;
};

class Origin {
 public:
  Origin() = default;
  /// Takes down who runs now, within the budget.
  explicit Origin(Runtime& rt);
  /// Takes back what noted() gave.
  Origin(Runtime& rt, v8::Local<v8::Object> noted) : noted_(rt.isolate, noted) {}
  /// An object for JavaScript to keep; empty where nothing was taken down.
  v8::Local<v8::Object> noted(Runtime& rt) const { return noted_.Get(rt.isolate); }

  /// Puts the program's functions at the end of `error`'s stack, unless it shows some already.
  void tell(Runtime& rt, v8::Local<v8::Value> error) const;

 private:
  v8::Global<v8::Object> noted_;
};

}  // namespace rondo
