#include "modules/vm/script.h"

#include <cstring>
#include <memory>
#include <optional>

#include "bind/contents.h"
#include "engine/script.h"
#include "modules/vm/sandbox.h"
#include "modules/vm/watchdog.h"

namespace rondo::modules::vm {
namespace {

using v8::Local;
using v8::ScriptCompiler;
using v8::Value;

Local<v8::Data> host_options(v8::Isolate* isolate, Local<Value> id) {
  Local<v8::PrimitiveArray> options = v8::PrimitiveArray::New(isolate, 1);
  if (!id->IsObject()) options->Set(isolate, 0, id.As<v8::Primitive>());
  return options;
}

int32_t number(Local<Value> value) { return value->IsInt32() ? value.As<v8::Int32>()->Value() : 0; }

/// The bytes of an earlier compilation; V8 takes them over.
ScriptCompiler::CachedData* cached(Local<Value> value) {
  if (!value->IsArrayBufferView()) return nullptr;
  Contents contents(value);
  auto* copy = new uint8_t[contents.bytes().size()];
  std::memcpy(copy, contents.bytes().data(), contents.bytes().size());
  return new ScriptCompiler::CachedData(copy, static_cast<int>(contents.bytes().size()),
                                        ScriptCompiler::CachedData::BufferOwned);
}

Local<Value> bytes_of(v8::Isolate* isolate, std::unique_ptr<ScriptCompiler::CachedData> data) {
  if (!data) return v8::Undefined(isolate);
  Local<v8::ArrayBuffer> memory = v8::ArrayBuffer::New(isolate, static_cast<size_t>(data->length));
  std::memcpy(memory->Data(), data->data, static_cast<size_t>(data->length));
  return memory;
}

void put(Runtime& rt, Local<v8::Object> object, const char* name, Local<Value> value) {
  object->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value).Check();
}

/// Puts the place of the error, with its source line and a caret, in front of its stack. Once.
void show_place(Runtime& rt, const v8::TryCatch& caught) {
  if (!caught.Exception()->IsNativeError()) return;
  Local<v8::Object> error = caught.Exception().As<v8::Object>();
  Local<v8::Private> mark = v8::Private::ForApi(rt.isolate, js_name(rt.isolate, "rondo:place-shown"));
  if (error->HasPrivate(rt.context(), mark).FromMaybe(true)) return;
  std::string excerpt = source_excerpt(rt.isolate, rt.context(), caught.Message());
  Local<Value> stack;
  Local<v8::String> key = js_name(rt.isolate, "stack");
  if (excerpt.empty() || !error->Get(rt.context(), key).ToLocal(&stack) || !stack->IsString()) return;
  (void)error->Set(rt.context(), key, js_string(rt.isolate, excerpt + "\n" + utf8(rt.isolate, stack.As<v8::String>())));
  (void)error->SetPrivate(rt.context(), mark, v8::True(rt.isolate));
}

void rethrow(Runtime& rt, v8::TryCatch& caught, bool show) {
  if (show && caught.HasCaught() && !caught.HasTerminated()) show_place(rt, caught);
  caught.ReThrow();
}

/// Returns from JavaScript what `body` gives or throws in `context`, whose own microtasks run then. It is stopped once `ms` (a number from 1 on; anything
/// else is for ever) have passed, and with `sigint` by SIGINT.
template <class Body>
void guarded(Runtime& rt, Local<v8::Context> context, Local<Value> ms, bool sigint, bool show, const Arguments& info,
             Body&& body) {
  v8::Isolate* isolate = rt.isolate;
  double limit = ms->IsNumber() ? ms.As<v8::Number>()->Value() : -1;
  NoAbort caller_may_catch(isolate);
  v8::TryCatch caught(isolate);
  v8::MaybeLocal<Value> result;
  bool late = false;
  bool interrupted = false;
  {
    v8::Context::Scope scope(context);
    std::optional<Timeout> timeout;
    std::optional<Interrupt> interrupt;
    if (limit > 0) timeout.emplace(isolate, limit);
    if (sigint) interrupt.emplace(isolate);
    result = body();
    if (!caught.HasTerminated()) run_own_microtasks(context);
    late = timeout && timeout->passed();
    interrupted = interrupt && interrupt->received();
  }
  // A Runtime that ends is terminated for good.
  if ((late || interrupted) && !rt.stopping()) {
    isolate->CancelTerminateExecution();
    caught.Reset();
    Error error =
        late ? Error::generic("ERR_SCRIPT_EXECUTION_TIMEOUT",
                              "Script execution timed out after " + std::to_string(static_cast<int64_t>(limit)) + "ms")
             : Error::generic("ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`");
    isolate->ThrowException(to_js_error(rt, error));
    caught.ReThrow();
    return;
  }
  Local<Value> value;
  if (!result.ToLocal(&value)) return rethrow(rt, caught, show);
  info.GetReturnValue().Set(value);
}

}  // namespace

void Script::compile(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Isolate* isolate = rt.isolate;
  ScriptCompiler::CachedData* data = cached(info[6]);
  v8::ScriptOrigin origin(info[2], number(info[3]), number(info[4]), false, -1, {}, false, false, false,
                          host_options(isolate, info[5]));
  ScriptCompiler::Source source(info[1].As<v8::String>(), origin, data);
  NoAbort caller_may_catch(isolate);
  v8::TryCatch caught(isolate);
  Local<v8::UnboundScript> script;
  auto options = data ? ScriptCompiler::kConsumeCodeCache : ScriptCompiler::kNoCompileOptions;
  if (!ScriptCompiler::CompileUnboundScript(isolate, &source, options).ToLocal(&script))
    return rethrow(rt, caught, info[8]->IsTrue());
  Local<v8::Object> object;
  auto* self = new Script();
  if (!wrap(rt, info[0].As<v8::Function>(), self).ToLocal(&object)) return;
  self->hold(script);
  Local<v8::Object> out = v8::Object::New(isolate);
  put(rt, out, "script", object);
  if (data) put(rt, out, "rejected", v8::Boolean::New(isolate, source.GetCachedData()->rejected));
  if (info[7]->IsTrue())
    put(rt, out, "produced",
        bytes_of(isolate, std::unique_ptr<ScriptCompiler::CachedData>(ScriptCompiler::CreateCodeCache(script))));
  info.GetReturnValue().Set(out);
}

void Script::run(Script& self, const Arguments& info) {
  Runtime& rt = self.runtime();
  Local<v8::Context> context = rt.context();
  if (info[0]->IsObject() && !context_of(rt, info[0].As<v8::Object>()).ToLocal(&context)) return;
  guarded(rt, context, info[1], info[2]->IsTrue(), info[3]->IsTrue(), info,
          [&] { return self.script()->BindToCurrentContext()->Run(context); });
}

void call_guarded(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  Local<v8::Context> context = rt.context();
  if (info[0]->IsObject() && !context_of(rt, info[0].As<v8::Object>()).ToLocal(&context)) return;
  guarded(rt, context, info[1], info[2]->IsTrue(), false, info,
          [&] { return info[3].As<v8::Function>()->Call(rt.isolate, context, v8::Undefined(rt.isolate), 0, nullptr); });
}

void Script::cached_data(Script& self, const Arguments& info) {
  v8::Isolate* isolate = info.GetIsolate();
  info.GetReturnValue().Set(
      bytes_of(isolate, std::unique_ptr<ScriptCompiler::CachedData>(ScriptCompiler::CreateCodeCache(self.script()))));
}

void Script::source_map_url(Script& self, const Arguments& info) {
  Local<Value> url = self.script()->GetSourceMappingURL();
  if (url->IsString()) info.GetReturnValue().Set(url);
}

void compile_function(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Isolate* isolate = rt.isolate;
  Local<v8::Context> context = rt.context();
  if (info[7]->IsObject() && !context_of(rt, info[7].As<v8::Object>()).ToLocal(&context)) return;
  std::vector<Local<v8::Object>> extensions;
  std::vector<Local<v8::String>> parameters;
  auto each = [&](Local<Value> list, auto&& take) {
    if (!list->IsArray()) return true;
    for (uint32_t i = 0; i < list.As<v8::Array>()->Length(); i++) {
      Local<Value> item;
      if (!list.As<v8::Array>()->Get(rt.context(), i).ToLocal(&item)) return false;
      take(item);
    }
    return true;
  };
  if (!each(info[8], [&](Local<Value> item) {
        if (item->IsObject()) extensions.push_back(item.As<v8::Object>());
      }))
    return;
  if (!each(info[9], [&](Local<Value> item) {
        if (item->IsString()) parameters.push_back(item.As<v8::String>());
      }))
    return;
  ScriptCompiler::CachedData* data = cached(info[5]);
  v8::ScriptOrigin origin(info[1], number(info[2]), number(info[3]), false, -1, {}, false, false, false,
                          host_options(isolate, info[4]));
  ScriptCompiler::Source source(info[0].As<v8::String>(), origin, data);
  NoAbort caller_may_catch(isolate);
  v8::TryCatch caught(isolate);
  v8::Context::Scope scope(context);
  Local<v8::Function> function;
  if (!ScriptCompiler::CompileFunction(context, &source, parameters.size(), parameters.data(), extensions.size(),
                                       extensions.data(),
                                       data ? ScriptCompiler::kConsumeCodeCache : ScriptCompiler::kNoCompileOptions)
           .ToLocal(&function))
    return rethrow(rt, caught, info[10]->IsTrue());
  Local<v8::Object> out = v8::Object::New(isolate);
  put(rt, out, "function", function);
  Local<Value> url = function->GetScriptOrigin().SourceMapUrl();
  put(rt, out, "sourceMapURL", url.IsEmpty() ? Local<Value>(v8::Undefined(isolate)) : url);
  if (data) put(rt, out, "rejected", v8::Boolean::New(isolate, source.GetCachedData()->rejected));
  if (info[6]->IsTrue())
    put(rt, out, "produced",
        bytes_of(isolate,
                 std::unique_ptr<ScriptCompiler::CachedData>(ScriptCompiler::CreateCodeCacheForFunction(function))));
  info.GetReturnValue().Set(out);
}

}  // namespace rondo::modules::vm
