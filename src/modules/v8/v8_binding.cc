// Native half of lib/v8.js.
#include <v8.h>

#include <string>

#include "bind/module.h"
#include "modules/v8/coverage.h"
#include "modules/v8/gc_profiler.h"
#include "modules/v8/heap.h"
#include "modules/v8/near_heap_limit.h"
#include "modules/v8/profiles.h"
#include "modules/v8/serializer.h"

namespace rondo::modules::v8 {
namespace {

void set_flags(std::string flags) { ::v8::V8::SetFlagsFromString(flags.data(), flags.size()); }
uint32_t cached_data_version(Runtime&) { return ::v8::ScriptCompiler::CachedDataVersionTag(); }
bool is_one_byte(::v8::Local<::v8::String> string) { return string->IsOneByte(); }

}  // namespace

void bind(Module& m) {
  bind_heap(m);
  m.fn<"setFlags", set_flags>();
  m.fn<"cachedDataVersion", cached_data_version>();
  m.fn<"isOneByte", is_one_byte>();
  m.fn<"snapshotNearHeapLimit", snapshot_near_heap_limit>();
  m.fn<"startCoverage", start_coverage>();
  m.fn<"takeCoverage", take_coverage>();
  m.fn<"stopCoverage", stop_coverage>();
  m.fn<"startHeapProfile", start_heap_profile>();
  m.fn<"stopHeapProfile", stop_heap_profile>();
  m.cls<CpuProfile>("CpuProfile").raw<"stop", CpuProfile::stop>();
  m.cls<GcProfiler>("GcProfiler").method<"start", &GcProfiler::start>().method<"stop", &GcProfiler::stop>();
  m.cls<Serializer>("Serializer")
      .method<"writeHeader", &Serializer::write_header>()
      .raw<"writeValue", Serializer::write_value>()
      .raw<"release", Serializer::release>()
      .raw<"transferArrayBuffer", Serializer::transfer>()
      .raw<"writeUint32", Serializer::write_uint32>()
      .raw<"writeUint64", Serializer::write_uint64>()
      .raw<"writeDouble", Serializer::write_double>()
      .raw<"writeRawBytes", Serializer::write_raw>()
      .method<"_setTreatArrayBufferViewsAsHostObjects", &Serializer::views_as_host_objects>();
  m.cls<Deserializer>("Deserializer")
      .raw<"readHeader", Deserializer::read_header>()
      .raw<"readValue", Deserializer::read_value>()
      .method<"getWireFormatVersion", &Deserializer::wire_version>()
      .raw<"transferArrayBuffer", Deserializer::transfer>()
      .raw<"readUint32", Deserializer::read_uint32>()
      .raw<"readUint64", Deserializer::read_uint64>()
      .raw<"readDouble", Deserializer::read_double>()
      .raw<"_readRawBytes", Deserializer::read_raw>();
}

}  // namespace rondo::modules::v8
