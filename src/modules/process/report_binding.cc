// What lib/internal/process/report.js asks for.
#include "modules/process/report_binding.h"

#include "modules/process/report.h"

namespace rondo::modules::process {

namespace {

void set(Runtime& rt, v8::Local<v8::Object> object, std::string_view name, v8::Local<v8::Value> value) {
  (void)object->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value);
}

v8::Local<v8::Value> as_array(Runtime& rt, const std::vector<Facts>& all) {
  std::vector<v8::Local<v8::Value>> entries;
  for (const Facts& facts : all) {
    v8::Local<v8::Object> entry = v8::Object::New(rt.isolate);
    for (const auto& [name, fact] : facts)
      set(rt, entry, name, std::visit([&](const auto& x) { return Js<std::decay_t<decltype(x)>>::to(rt, x); }, fact));
    entries.push_back(entry);
  }
  return v8::Array::New(rt.isolate, entries.data(), entries.size());
}

/// [{ type, is_active, is_referenced, address, ... }, ...]
v8::Local<v8::Value> report_loop(Runtime& rt) { return as_array(rt, loop_facts(rt.loop.uv())); }
/// [{ pc, symbol }, ...]
v8::Local<v8::Value> report_stack(Runtime& rt) { return as_array(rt, native_stack()); }

/// { name: { soft, hard }, ... }: numbers, or 'unlimited'
v8::Local<v8::Value> report_limits(Runtime& rt) {
  v8::Local<v8::Object> out = v8::Object::New(rt.isolate);
  auto value = [&](const std::optional<double>& x) {
    return x ? Js<double>::to(rt, *x) : Js<std::string>::to(rt, "unlimited");
  };
  for (const Limit& limit : user_limits()) {
    v8::Local<v8::Object> entry = v8::Object::New(rt.isolate);
    set(rt, entry, "soft", value(limit.soft));
    set(rt, entry, "hard", value(limit.hard));
    set(rt, out, limit.name, entry);
  }
  return out;
}

/// [bytes of global handles, of those the used ones, whether the collector overwrites what it frees]
std::vector<double> report_heap(Runtime& rt) {
  v8::HeapStatistics heap;
  rt.isolate->GetHeapStatistics(&heap);
  return {static_cast<double>(heap.total_global_handles_size()), static_cast<double>(heap.used_global_handles_size()),
          static_cast<double>(heap.does_zap_garbage())};
}

}  // namespace

void bind_report(Module& m) {
  m.fn<"reportLoop", report_loop>();
  m.fn<"reportStack", report_stack>();
  m.fn<"reportLimits", report_limits>();
  m.fn<"reportHeap", report_heap>();
  m.fn<"sharedObjects", shared_objects>();
  m.fn<"runtimeLibc", runtime_libc>();
  m.fn<"compilerLibc", compiler_libc>();
}

}  // namespace rondo::modules::process
