// When the garbage collector ran, told to JavaScript: noted while it runs, reported in a Turn of its own.
#pragma once
#include <v8.h>

#include "bind/callback.h"

namespace rondo::modules::perf_hooks {

class GcWatch final : public ModuleState {
 public:
  ~GcWatch() override { stop(); }
  /// From now on calls report(type, flags, start, duration), start in ns since the time origin, duration in ns, after each collection.
  void start(Runtime& rt, Callback report);
  void stop();

 private:
  static void begin(v8::Isolate*, v8::GCType, v8::GCCallbackFlags, void* self);
  static void end(v8::Isolate*, v8::GCType type, v8::GCCallbackFlags flags, void* self);

  Runtime* rt_ = nullptr;
  std::shared_ptr<Callback> report_;
  uint64_t started_ns_ = 0;
};

}  // namespace rondo::modules::perf_hooks
