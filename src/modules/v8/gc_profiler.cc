#include "modules/v8/gc_profiler.h"

#include <uv.h>

#include <chrono>
#include <iterator>

namespace rondo::modules::v8 {
namespace {

using ::v8::Local;
using ::v8::Value;

constexpr const char* kHeapNames[] = {"totalHeapSize",      "totalHeapSizeExecutable", "totalPhysicalSize",
                                      "totalAvailableSize", "totalGlobalHandlesSize",  "usedGlobalHandlesSize",
                                      "usedHeapSize",       "heapSizeLimit",           "mallocedMemory",
                                      "externalMemory",     "peakMallocedMemory"};
constexpr const char* kSpaceNames[] = {"spaceSize", "spaceUsedSize", "spaceAvailableSize", "physicalSpaceSize"};

double now_ms() {
  using namespace std::chrono;
  return static_cast<double>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

const char* name_of(::v8::GCType type) {
  switch (type) {
    case ::v8::kGCTypeScavenge: return "Scavenge";
    case ::v8::kGCTypeMinorMarkSweep: return "MinorMarkSweep";
    case ::v8::kGCTypeMarkSweepCompact: return "MarkSweepCompact";
    case ::v8::kGCTypeIncrementalMarking: return "IncrementalMarking";
    case ::v8::kGCTypeProcessWeakCallbacks: return "ProcessWeakCallbacks";
    default: return "All";
  }
}

void put(Runtime& rt, Local<::v8::Object> object, const char* name, Local<Value> value) {
  object->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value).Check();
}

void put(Runtime& rt, Local<::v8::Object> object, const char* name, double value) {
  put(rt, object, name, ::v8::Number::New(rt.isolate, value));
}

}  // namespace

GcProfiler::Heap GcProfiler::measure(::v8::Isolate* isolate) {
  ::v8::HeapStatistics s;
  isolate->GetHeapStatistics(&s);
  Heap heap{{s.total_heap_size(), s.total_heap_size_executable(), s.total_physical_size(), s.total_available_size(),
             s.total_global_handles_size(), s.used_global_handles_size(), s.used_heap_size(), s.heap_size_limit(),
             s.malloced_memory(), s.external_memory(), s.peak_malloced_memory()},
            {}};
  for (size_t i = 0; i < isolate->NumberOfHeapSpaces(); i++) {
    ::v8::HeapSpaceStatistics space;
    if (!isolate->GetHeapSpaceStatistics(&space, i)) continue;
    heap.spaces.push_back(
        {space.space_name(),
         {space.space_size(), space.space_used_size(), space.space_available_size(), space.physical_space_size()}});
  }
  return heap;
}

Local<Value> GcProfiler::describe(Runtime& rt, const Heap& heap) {
  Local<::v8::Object> statistics = ::v8::Object::New(rt.isolate);
  for (size_t i = 0; i < std::size(kHeapNames); i++)
    put(rt, statistics, kHeapNames[i], static_cast<double>(heap.sizes[i]));
  std::vector<Local<Value>> spaces;
  for (const Space& space : heap.spaces) {
    Local<::v8::Object> object = ::v8::Object::New(rt.isolate);
    put(rt, object, "spaceName", js_string(rt.isolate, space.name));
    for (size_t i = 0; i < std::size(kSpaceNames); i++)
      put(rt, object, kSpaceNames[i], static_cast<double>(space.sizes[i]));
    spaces.push_back(object);
  }
  Local<::v8::Object> out = ::v8::Object::New(rt.isolate);
  put(rt, out, "heapStatistics", statistics);
  put(rt, out, "heapSpaceStatistics", ::v8::Array::New(rt.isolate, spaces.data(), spaces.size()));
  return out;
}

void GcProfiler::on_begin(::v8::Isolate* isolate, ::v8::GCType, ::v8::GCCallbackFlags, void* data) {
  auto* self = static_cast<GcProfiler*>(data);
  self->before_ = measure(isolate);
  self->began_ns_ = uv_hrtime();
}

void GcProfiler::on_end(::v8::Isolate* isolate, ::v8::GCType type, ::v8::GCCallbackFlags, void* data) {
  auto* self = static_cast<GcProfiler*>(data);
  double microseconds = static_cast<double>(uv_hrtime() - self->began_ns_) / 1e3;
  self->collections_.push_back({type, microseconds, std::move(self->before_), measure(isolate)});
}

void GcProfiler::start(Runtime& rt) {
  if (isolate_) return;
  isolate_ = rt.isolate;
  start_ms_ = now_ms();
  collections_.clear();
  keep();  // the engine calls it back
  isolate_->AddGCPrologueCallback(on_begin, this);
  isolate_->AddGCEpilogueCallback(on_end, this);
}

Local<Value> GcProfiler::stop(Runtime& rt) {
  if (!isolate_) return ::v8::Undefined(rt.isolate);
  leave();
  release();
  std::vector<Local<Value>> statistics;
  for (const Collection& collection : collections_) {
    Local<::v8::Object> object = ::v8::Object::New(rt.isolate);
    put(rt, object, "gcType", js_string(rt.isolate, name_of(collection.type)));
    put(rt, object, "beforeGC", describe(rt, collection.before));
    put(rt, object, "cost", collection.microseconds);
    put(rt, object, "afterGC", describe(rt, collection.after));
    statistics.push_back(object);
  }
  Local<::v8::Object> out = ::v8::Object::New(rt.isolate);
  put(rt, out, "version", 1);
  put(rt, out, "startTime", start_ms_);
  put(rt, out, "statistics", ::v8::Array::New(rt.isolate, statistics.data(), statistics.size()));
  put(rt, out, "endTime", now_ms());
  collections_.clear();
  return out;
}

void GcProfiler::leave() {
  if (!isolate_) return;
  isolate_->RemoveGCPrologueCallback(on_begin, this);
  isolate_->RemoveGCEpilogueCallback(on_end, this);
  isolate_ = nullptr;
}

}  // namespace rondo::modules::v8
