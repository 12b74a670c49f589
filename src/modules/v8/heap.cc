#include "modules/v8/heap.h"

#include <v8-profiler.h>

#include <string>
#include <utility>
#include <vector>

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
class Pieces final : public ::v8::OutputStream {
 public:
  explicit Pieces(::v8::Isolate* isolate) : isolate_(isolate) {}
  int GetChunkSize() override { return 256 * 1024; }
  void EndOfStream() override {}
  WriteResult WriteAsciiChunk(char* data, int size) override {
    Local<::v8::String> piece;
    if (!::v8::String::NewFromOneByte(isolate_, reinterpret_cast<const uint8_t*>(data), ::v8::NewStringType::kNormal,
                                      size)
             .ToLocal(&piece))
      return kAbort;
    pieces_.push_back(piece);
    return kContinue;
  }
  Local<::v8::Array> array() { return ::v8::Array::New(isolate_, pieces_.data(), pieces_.size()); }

 private:
  ::v8::Isolate* isolate_;
  std::vector<Local<Value>> pieces_;
};

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

}  // namespace

void bind_heap(Module& m) {
  m.fn<"heapStatistics", heap_statistics>();
  m.fn<"spaceStatistics", space_statistics>();
  m.fn<"codeStatistics", code_statistics>();
  m.fn<"heapSnapshot", heap_snapshot>();
  m.fn<"queryObjects", query_objects>();
}

}  // namespace rondo::modules::v8
