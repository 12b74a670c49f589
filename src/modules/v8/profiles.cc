#include "modules/v8/profiles.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "modules/v8/pieces.h"

namespace rondo::modules::v8 {
namespace {

using ::v8::Local;
using ::v8::Value;

void put(Runtime& rt, Local<::v8::Object> object, const char* name, Local<Value> value) {
  object->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value).Check();
}

void put(Runtime& rt, Local<::v8::Object> object, const char* name, double value) {
  put(rt, object, name, ::v8::Number::New(rt.isolate, value));
}

// As deep as the stacks that were recorded: startHeapProfile() bounds them.
Local<::v8::Object> node_object(Runtime& rt, const ::v8::AllocationProfile::Node* node) {
  Local<::v8::Object> frame = ::v8::Object::New(rt.isolate);
  put(rt, frame, "functionName", node->name);
  put(rt, frame, "scriptId", js_string(rt.isolate, std::to_string(node->script_id)));
  put(rt, frame, "url", node->script_name);
  put(rt, frame, "lineNumber", node->line_number - 1);
  put(rt, frame, "columnNumber", node->column_number - 1);
  double size = 0;
  for (const auto& allocation : node->allocations) size += static_cast<double>(allocation.size) * allocation.count;
  std::vector<Local<Value>> children;
  for (const auto* child : node->children) children.push_back(node_object(rt, child));
  Local<::v8::Object> out = ::v8::Object::New(rt.isolate);
  put(rt, out, "callFrame", frame);
  put(rt, out, "selfSize", size);
  put(rt, out, "id", node->node_id);
  put(rt, out, "children", ::v8::Array::New(rt.isolate, children.data(), children.size()));
  return out;
}

}  // namespace

CpuSampler::~CpuSampler() {
  if (profiler_) profiler_->Dispose();
}

::v8::CpuProfilingResult CpuSampler::start(Runtime& rt, int32_t interval) {
  if (!profiler_) {
    profiler_ = ::v8::CpuProfiler::New(rt.isolate);
    profiler_->SetSamplingInterval(std::max(interval, 1));
  }
  ::v8::CpuProfilingOptions options(::v8::CpuProfilingMode::kLeafNodeLineNumbers);
  ::v8::CpuProfilingResult result = profiler_->Start(std::move(options));
  if (result.status == ::v8::CpuProfilingStatus::kStarted) running_++;
  return result;
}

void CpuSampler::stop(::v8::ProfilerId id, ::v8::OutputStream* out) {
  if (!profiler_) return;
  if (::v8::CpuProfile* profile = profiler_->Stop(id)) {
    if (out) profile->Serialize(out);
    profile->Delete();
  }
  // It takes its profiles along.
  if (--running_ == 0) std::exchange(profiler_, nullptr)->Dispose();
}

Result<CpuProfile*> CpuProfile::make(Runtime& rt, int32_t interval) {
  auto& sampler = rt.state<CpuSampler>();
  auto [id, status] = sampler.start(rt, interval);
  if (status == ::v8::CpuProfilingStatus::kErrorTooManyProfilers)
    return Error::generic("ERR_CPU_PROFILE_TOO_MANY", "There are too many CPU profiles");
  return new CpuProfile(sampler, id);
}

CpuProfile::~CpuProfile() {
  if (sampler_) sampler_->stop(id_, nullptr);
}

void CpuProfile::stop(CpuProfile& self, const Arguments& info) {
  if (!self.sampler_) return;
  Pieces pieces(info.GetIsolate());
  std::exchange(self.sampler_, nullptr)->stop(self.id_, &pieces);
  info.GetReturnValue().Set(pieces.array());
}

bool start_heap_profile(Runtime& rt, double interval, int32_t depth, bool major, bool minor) {
  int flags = ::v8::HeapProfiler::kSamplingNoFlags;
  if (major) flags |= ::v8::HeapProfiler::kSamplingIncludeObjectsCollectedByMajorGC;
  if (minor) flags |= ::v8::HeapProfiler::kSamplingIncludeObjectsCollectedByMinorGC;
  return rt.isolate->GetHeapProfiler()->StartSamplingHeapProfiler(
      static_cast<uint64_t>(interval), depth, static_cast<::v8::HeapProfiler::SamplingFlags>(flags));
}

Local<Value> stop_heap_profile(Runtime& rt) {
  auto* profiler = rt.isolate->GetHeapProfiler();
  std::unique_ptr<::v8::AllocationProfile> profile(profiler->GetAllocationProfile());
  if (!profile) return ::v8::Undefined(rt.isolate);
  Local<::v8::Object> out = ::v8::Object::New(rt.isolate);
  put(rt, out, "head", node_object(rt, profile->GetRootNode()));
  std::vector<Local<Value>> samples;
  for (const auto& sample : profile->GetSamples()) {
    Local<::v8::Object> object = ::v8::Object::New(rt.isolate);
    put(rt, object, "size", static_cast<double>(sample.size) * sample.count);
    put(rt, object, "nodeId", sample.node_id);
    put(rt, object, "ordinal", static_cast<double>(sample.sample_id));
    samples.push_back(object);
  }
  put(rt, out, "samples", ::v8::Array::New(rt.isolate, samples.data(), samples.size()));
  profiler->StopSamplingHeapProfiler();
  return out;
}

}  // namespace rondo::modules::v8
