// What each garbage collection did to the heap.
#pragma once
#include <v8.h>

#include <string>
#include <vector>

#include "bind/module.h"

namespace rondo::modules::v8 {

/// Records from start() to stop(): nothing of JavaScript may be made while the collector runs, so numbers are kept.
class GcProfiler final : public NativeObject {
 public:
  static Result<GcProfiler*> make(Runtime&) { return new GcProfiler(); }
  ~GcProfiler() override { leave(); }
  void start(Runtime& rt);
  /// { version, startTime, statistics, endTime } as node:v8 documents it, times in ms since 1970; undefined unless it records
  ::v8::Local<::v8::Value> stop(Runtime& rt);

 private:
  struct Space {
    const char* name;
    size_t sizes[4];
  };
  struct Heap {
    size_t sizes[11];
    std::vector<Space> spaces;
  };
  struct Collection {
    ::v8::GCType type;
    double microseconds;
    Heap before;
    Heap after;
  };
  static void on_begin(::v8::Isolate* isolate, ::v8::GCType, ::v8::GCCallbackFlags, void* self);
  static void on_end(::v8::Isolate* isolate, ::v8::GCType type, ::v8::GCCallbackFlags, void* self);
  static Heap measure(::v8::Isolate* isolate);
  static ::v8::Local<::v8::Value> describe(Runtime& rt, const Heap& heap);
  void leave();

  ::v8::Isolate* isolate_ = nullptr;  // while it records
  double start_ms_ = 0;
  uint64_t began_ns_ = 0;
  Heap before_{};
  std::vector<Collection> collections_;
};

}  // namespace rondo::modules::v8
