// Recordings of where a program spends its time and its memory.
#pragma once
#include <v8-profiler.h>

#include "bind/module.h"

namespace rondo::modules::v8 {

/// What records the CPU profiles of a Runtime: one thread takes the samples for all of them.
class CpuSampler final : public ModuleState {
 public:
  ~CpuSampler() override;
  /// `interval`: microseconds between two samples; that of the first profile holds for those that overlap with it.
  ::v8::CpuProfilingResult start(Runtime& rt, int32_t interval);
  /// `out`, unless null, gets the profile as JSON.
  void stop(::v8::ProfilerId id, ::v8::OutputStream* out);

 private:
  ::v8::CpuProfiler* profiler_ = nullptr;  // while any profile is recorded
  int running_ = 0;
};

/// A CPU profile, recorded from its making to stop().
class CpuProfile final : public NativeObject {
 public:
  static Result<CpuProfile*> make(Runtime& rt, int32_t interval);
  ~CpuProfile() override;
  /// stop() -> pieces of the profile as JSON; undefined after the first call
  static void stop(CpuProfile& self, const Arguments& info);

 private:
  CpuProfile(CpuSampler& sampler, ::v8::ProfilerId id) : sampler_(&sampler), id_(id) {}
  CpuSampler* sampler_;  // null once stopped
  ::v8::ProfilerId id_;
};

/// startHeapProfile(bytes between two samples, depth of stacks, include what major collections freed, include what minor ones freed)
/// -> false where one is under way
bool start_heap_profile(Runtime& rt, double interval, int32_t depth, bool major, bool minor);
/// stopHeapProfile() -> { head, samples } as the protocol of developer tools has it (HeapProfiler.SamplingHeapProfile);
/// undefined where none is under way
::v8::Local<::v8::Value> stop_heap_profile(Runtime& rt);

}  // namespace rondo::modules::v8
