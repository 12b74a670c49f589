// Native half of lib/vm.js.
#include "bind/module.h"
#include "modules/vm/sandbox.h"
#include "modules/vm/script.h"
#include "modules/vm/stack_formatter.h"

namespace rondo::modules::vm {
namespace {

/// measureMemory(detailed, eager) -> Promise
void measure_memory(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(rt.context()).ToLocal(&resolver)) return;
  auto mode = info[0]->IsTrue() ? v8::MeasureMemoryMode::kDetailed : v8::MeasureMemoryMode::kSummary;
  auto execution = info[1]->IsTrue() ? v8::MeasureMemoryExecution::kEager : v8::MeasureMemoryExecution::kDefault;
  rt.isolate->MeasureMemory(v8::MeasureMemoryDelegate::Default(rt.isolate, rt.context(), resolver, mode), execution);
  info.GetReturnValue().Set(resolver->GetPromise());
}

}  // namespace

void bind(Module& m) {
  using Text = v8::Local<v8::String>;
  m.raw<"makeContext", make_context>();
  m.raw<"isContext", is_context>();
  m.raw<"measureMemory", measure_memory>();
  m.raw<"globalOf", global_of>();
  m.fn<"setStackFormatter", set_stack_formatter>();
  m.raw<"callGuarded", call_guarded, JsValue, JsValue, JsValue, v8::Local<v8::Function>>();
  m.raw<"compile", Script::compile, v8::Local<v8::Function>, Text>();
  m.raw<"compileFunction", compile_function, Text>();
  m.cls<Script>("Script")
      .raw<"run", Script::run>()
      .raw<"cachedData", Script::cached_data>()
      .raw<"sourceMapURL", Script::source_map_url>();
}

}  // namespace rondo::modules::vm
