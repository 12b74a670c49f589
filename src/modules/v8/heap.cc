#include "modules/v8/heap.h"

#include <cppgc/heap-statistics.h>
#include <v8-cppgc.h>
#include <v8-profiler.h>

#include <string>
#include <utility>
#include <vector>

#include "modules/v8/pieces.h"

namespace rondo::modules::v8 {
namespace {

using ::v8::Local;
using ::v8::Value;

using Numbers = std::initializer_list<std::pair<const char*, size_t>>;

Local<::v8::Object> object_of(Runtime& rt, Numbers numbers) {
  Local<::v8::Object> out = ::v8::Object::New(rt.isolate);
  for (const auto& [name, number] : numbers)
    out->CreateDataProperty(rt.context(), js_name(rt.isolate, name),
                            ::v8::Number::New(rt.isolate, static_cast<double>(number)))
        .Check();
  return out;
}

Local<Value> heap_statistics(Runtime& rt) {
  ::v8::HeapStatistics s;
  rt.isolate->GetHeapStatistics(&s);
  return object_of(rt, {{"total_heap_size", s.total_heap_size()},
                        {"total_heap_size_executable", s.total_heap_size_executable()},
                        {"total_physical_size", s.total_physical_size()},
                        {"total_available_size", s.total_available_size()},
                        {"used_heap_size", s.used_heap_size()},
                        {"heap_size_limit", s.heap_size_limit()},
                        {"malloced_memory", s.malloced_memory()},
                        {"peak_malloced_memory", s.peak_malloced_memory()},
                        {"does_zap_garbage", s.does_zap_garbage()},
                        {"number_of_native_contexts", s.number_of_native_contexts()},
                        {"number_of_detached_contexts", s.number_of_detached_contexts()},
                        {"total_global_handles_size", s.total_global_handles_size()},
                        {"used_global_handles_size", s.used_global_handles_size()},
                        {"external_memory", s.external_memory()}});
}

Local<Value> space_statistics(Runtime& rt) {
  std::vector<Local<Value>> spaces;
  for (size_t i = 0; i < rt.isolate->NumberOfHeapSpaces(); i++) {
    ::v8::HeapSpaceStatistics s;
    if (!rt.isolate->GetHeapSpaceStatistics(&s, i)) continue;
    Local<::v8::Object> space = ::v8::Object::New(rt.isolate);
    space->CreateDataProperty(rt.context(), js_name(rt.isolate, "space_name"), js_string(rt.isolate, s.space_name()))
        .Check();
    const std::pair<const char*, size_t> sizes[] = {{"space_size", s.space_size()},
                                                    {"space_used_size", s.space_used_size()},
                                                    {"space_available_size", s.space_available_size()},
                                                    {"physical_space_size", s.physical_space_size()}};
    for (const auto& [name, size] : sizes)
      space
          ->CreateDataProperty(rt.context(), js_name(rt.isolate, name),
                               ::v8::Number::New(rt.isolate, static_cast<double>(size)))
          .Check();
    spaces.push_back(space);
  }
  return ::v8::Array::New(rt.isolate, spaces.data(), spaces.size());
}

Local<Value> code_statistics(Runtime& rt) {
  ::v8::HeapCodeStatistics s;
  rt.isolate->GetHeapCodeAndMetadataStatistics(&s);
  return object_of(rt, {{"code_and_metadata_size", s.code_and_metadata_size()},
                        {"bytecode_and_metadata_size", s.bytecode_and_metadata_size()},
                        {"external_script_source_size", s.external_script_source_size()},
                        {"cpu_profiler_metadata_size", s.cpu_profiler_metadata_size()}});
}

/// A heap snapshot as the JSON that developer tools read, in pieces.
Local<Value> heap_snapshot(Runtime& rt, bool internals, bool numbers) {
  ::v8::HeapProfiler::HeapSnapshotOptions options;
  options.snapshot_mode = internals ? ::v8::HeapProfiler::HeapSnapshotMode::kExposeInternals
                                    : ::v8::HeapProfiler::HeapSnapshotMode::kRegular;
  options.numerics_mode = numbers ? ::v8::HeapProfiler::NumericsMode::kExposeNumericValues
                                  : ::v8::HeapProfiler::NumericsMode::kHideNumericValues;
  const ::v8::HeapSnapshot* snapshot = rt.isolate->GetHeapProfiler()->TakeHeapSnapshot(options);
  Pieces pieces(rt.isolate);
  snapshot->Serialize(&pieces);
  Local<Value> out = pieces.array();
  const_cast<::v8::HeapSnapshot*>(snapshot)->Delete();
  return out;
}

/// All living objects that have `prototype` in their chain.
Local<Value> query_objects(Runtime& rt, Local<::v8::Object> prototype) {
  class Heirs final : public ::v8::QueryObjectPredicate {
   public:
    Heirs(Local<::v8::Context> context, Local<::v8::Object> prototype) : context_(context), prototype_(prototype) {}
    bool Filter(Local<::v8::Object> object) override {
      Local<Value> at = object;
      while (at->IsObject() && !at->IsProxy()) {
        at = at.As<::v8::Object>()->GetPrototypeV2();
        if (at == prototype_) return true;
      }
      return false;
    }

   private:
    Local<::v8::Context> context_;
    Local<::v8::Object> prototype_;
  };
  Heirs heirs(rt.context(), prototype);
  std::vector<::v8::Global<::v8::Object>> found;
  rt.isolate->GetHeapProfiler()->QueryObjects(rt.context(), &heirs, &found);
  std::vector<Local<Value>> objects;
  for (const auto& object : found) objects.push_back(object.Get(rt.isolate));
  return ::v8::Array::New(rt.isolate, objects.data(), objects.size());
}

Local<Value> list_of(Runtime& rt, const std::vector<size_t>& numbers) {
  std::vector<Local<Value>> values;
  for (size_t number : numbers) values.push_back(::v8::Number::New(rt.isolate, static_cast<double>(number)));
  return ::v8::Array::New(rt.isolate, values.data(), values.size());
}

/// What the engine's heap of C++ objects holds.
Local<Value> cpp_heap_statistics(Runtime& rt, bool detailed) {
  auto put = [&](Local<::v8::Object> object, const char* name, Local<Value> value) {
    object->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value).Check();
  };
  auto sizes = [&](const auto& s) {
    return object_of(rt, {{"committed_size_bytes", s.committed_size_bytes},
                          {"resident_size_bytes", s.resident_size_bytes},
                          {"used_size_bytes", s.used_size_bytes}});
  };
  auto array = [&](const auto& items, auto&& convert) {
    std::vector<Local<Value>> values;
    for (const auto& item : items) values.push_back(convert(item));
    return ::v8::Array::New(rt.isolate, values.data(), values.size());
  };
  using Heap = cppgc::HeapStatistics;
  Heap s{};
  if (auto* heap = rt.isolate->GetCppHeap()) s = heap->CollectStatistics(detailed ? Heap::kDetailed : Heap::kBrief);
  Local<::v8::Object> out = sizes(s);
  put(out, "detail_level", js_string(rt.isolate, detailed ? "detailed" : "brief"));
  put(out, "space_statistics", array(s.space_stats, [&](const Heap::SpaceStatistics& space) {
        Local<::v8::Object> object = sizes(space);
        put(object, "name", js_string(rt.isolate, space.name));
        put(object, "page_stats", array(space.page_stats, [&](const Heap::PageStatistics& page) {
              Local<::v8::Object> described = sizes(page);
              put(described, "object_statistics", array(page.object_statistics, [&](const Heap::ObjectStatsEntry& o) {
                    return object_of(rt, {{"allocated_bytes", o.allocated_bytes}, {"object_count", o.object_count}});
                  }));
              return described;
            }));
        Local<::v8::Object> free = ::v8::Object::New(rt.isolate);
        put(free, "bucket_size", list_of(rt, space.free_list_stats.bucket_size));
        put(free, "free_count", list_of(rt, space.free_list_stats.free_count));
        put(free, "free_size", list_of(rt, space.free_list_stats.free_size));
        put(object, "free_list_stats", free);
        return object;
      }));
  put(out, "type_names", array(s.type_names, [&](const std::string& name) { return js_string(rt.isolate, name); }));
  return out;
}

}  // namespace

void bind_heap(Module& m) {
  m.fn<"heapStatistics", heap_statistics>();
  m.fn<"spaceStatistics", space_statistics>();
  m.fn<"codeStatistics", code_statistics>();
  m.fn<"heapSnapshot", heap_snapshot>();
  m.fn<"queryObjects", query_objects>();
  m.fn<"cppHeapStatistics", cpp_heap_statistics>();
}

}  // namespace rondo::modules::v8
