// One V8 isolate, made from the start-up snapshot where there is one, and the V8 process around it.
#pragma once
#include <v8.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/platform.h"

namespace rondo {

/// What every isolate of the process is made from.
struct EngineSetup {
  Platform* platform = nullptr;
  /// Null-terminated addresses, in the same order when the snapshot is written and when it is read.
  const intptr_t* external_references = nullptr;
  /// The start-up snapshot; no data while it is being made. It outlives the isolates.
  v8::StartupData snapshot{nullptr, 0};
};

/// What an isolate's data slots hold: V8's static callbacks find their way back by them.
enum IsolateSlot : uint32_t { runtime_slot, task_queue_slot, no_abort_slot };

/// While one lives, --abort-on-uncaught-exception does not end the process where an exception is thrown: C++ that catches one to hand it on counts
/// for V8 as nobody.
class NoAbort {
 public:
  explicit NoAbort(v8::Isolate* isolate) : isolate_(isolate) { add(isolate, 1); }
  ~NoAbort() { add(isolate_, -1); }
  NoAbort(const NoAbort&) = delete;
  NoAbort& operator=(const NoAbort&) = delete;
  /// For as long as the isolate lives.
  static void forever(v8::Isolate* isolate) { add(isolate, 1); }

 private:
  static void add(v8::Isolate* isolate, intptr_t count);
  v8::Isolate* isolate_;
};

/// A Worker's resource limits in bytes; 0 leaves V8's choice.
struct HeapLimits {
  size_t max_old_generation = 0;
  size_t max_young_generation = 0;
  size_t code_range = 0;
  /// Lowest address that the stack may reach, 0 for V8's own choice.
  uintptr_t stack_limit = 0;
};

/// Sets V8's flags and starts it, once for the process, before the first isolate. `flags` are V8's own
/// ("--stack-size=500"); those that V8 does not know are returned.
std::vector<std::string> start_v8(Platform& platform, const std::vector<std::string>& flags);

class Isolate {
 public:
  /// `wake` is called from any thread when V8 has a task for this isolate's thread.
  Isolate(const EngineSetup& setup, const HeapLimits& limits, std::function<void()> wake);
  /// Takes over an isolate that a v8::SnapshotCreator owns.
  Isolate(const EngineSetup& setup, v8::Isolate* adopted, std::function<void()> wake);
  ~Isolate();
  Isolate(const Isolate&) = delete;
  Isolate& operator=(const Isolate&) = delete;

  v8::Isolate* v8() { return isolate_; }
  ForegroundTasks& tasks() { return *tasks_; }
  Platform& platform() { return *platform_; }

 private:
  void configure();
  Platform* platform_;
  v8::Isolate* isolate_;
  std::shared_ptr<ForegroundTasks> tasks_;
  bool owned_;
};

}  // namespace rondo
