#include "modules/loader/compile.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string_view>

#include "engine/script.h"

namespace rondo::modules::loader {

namespace {

// What V8 says of syntax that only a module has.
constexpr std::string_view module_errors[] = {
    "Cannot use import statement outside a module",
    "Unexpected token 'export'",
    "Cannot use 'import.meta' outside a module",
};
// What a module may be about, too: it awaits at its top level, or declares a name that the CommonJS function has as a parameter.
constexpr std::string_view ambiguous_errors[] = {
    "Identifier '__filename' has already been declared",
    "Identifier '__dirname' has already been declared",
    "Identifier 'exports' has already been declared",
    "Identifier 'module' has already been declared",
    "Identifier 'require' has already been declared",
    "await is only valid in async functions and the top level bodies of modules",
    "Unexpected reserved word",
};

// A host-defined id of `true`: import() in this code asks the program's own loader.
v8::ScriptOrigin origin_of(v8::Isolate* isolate, v8::Local<v8::Value> name, bool is_module) {
  v8::Local<v8::PrimitiveArray> host = v8::PrimitiveArray::New(isolate, 1);
  host->Set(isolate, 0, v8::True(isolate));
  return v8::ScriptOrigin(name, 0, 0, false, -1, {}, false, false, is_module, host);
}

v8::MaybeLocal<v8::Function> compile_cjs(Runtime& rt, v8::Local<v8::String> source, v8::Local<v8::Value> name,
                                         v8::Local<v8::Value> cache) {
  v8::ScriptCompiler::CachedData* data = nullptr;  // the unit owns it
  v8::Local<v8::Value> bytes;
  if (cache->IsObject() && cache.As<v8::Object>()->Get(rt.context(), js_name(rt.isolate, "data")).ToLocal(&bytes) &&
      bytes->IsArrayBufferView()) {
    auto span = Js<std::span<uint8_t>>::from(rt, bytes);
    data = new v8::ScriptCompiler::CachedData(span.data(), static_cast<int>(span.size()));
  }
  v8::ScriptCompiler::Source unit(source, origin_of(rt.isolate, name, false), data);
  v8::Local<v8::String> parameters[] = {js_name(rt.isolate, "exports"), js_name(rt.isolate, "require"),
                                        js_name(rt.isolate, "module"), js_name(rt.isolate, "__filename"),
                                        js_name(rt.isolate, "__dirname")};
  auto options = data ? v8::ScriptCompiler::kConsumeCodeCache : v8::ScriptCompiler::kNoCompileOptions;
  auto made =
      v8::ScriptCompiler::CompileFunction(rt.context(), &unit, std::size(parameters), parameters, 0, nullptr, options);
  if (data && data->rejected)
    cache.As<v8::Object>()
        ->CreateDataProperty(rt.context(), js_name(rt.isolate, "rejected"), v8::True(rt.isolate))
        .Check();
  return made;
}

bool compiles_as_module(Runtime& rt, v8::Local<v8::String> source, v8::Local<v8::Value> name) {
  v8::TryCatch quiet(rt.isolate);
  v8::ScriptCompiler::Source unit(source, origin_of(rt.isolate, name, true));
  return !v8::ScriptCompiler::CompileModule(rt.isolate, &unit).IsEmpty();
}

// Whether the SyntaxError that CommonJS gave says that the source is a module.
bool means_module(Runtime& rt, v8::Local<v8::Value> error, v8::Local<v8::String> source, v8::Local<v8::Value> name) {
  v8::Local<v8::Value> value;
  if (!error->IsNativeError() ||
      !error.As<v8::Object>()->Get(rt.context(), js_name(rt.isolate, "message")).ToLocal(&value) || !value->IsString())
    return false;
  std::string message = utf8(rt.isolate, value.As<v8::String>());
  if (std::ranges::find(module_errors, message) != std::end(module_errors)) return true;
  return std::ranges::find(ambiguous_errors, message) != std::end(ambiguous_errors) &&
         compiles_as_module(rt, source, name);
}

}  // namespace

v8::Local<v8::Uint8Array> bytes_of(v8::Isolate* isolate, const v8::ScriptCompiler::CachedData& data) {
  size_t length = static_cast<size_t>(data.length);
  auto buffer = v8::ArrayBuffer::New(isolate, length);
  memcpy(buffer->Data(), data.data, length);
  return v8::Uint8Array::New(buffer, 0, length);
}

void compile_function(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  NoAbort trial(rt.isolate);  // a SyntaxError may only say what a source is
  auto source = info[0].As<v8::String>();
  v8::TryCatch caught(rt.isolate);
  v8::Local<v8::Function> function;
  if (compile_cjs(rt, source, info[1], info[3]).ToLocal(&function)) {
    info.GetReturnValue().Set(function);
    return;
  }
  if (info[2]->IsTrue() && !caught.HasTerminated() && means_module(rt, caught.Exception(), source, info[1])) return;
  caught.ReThrow();
}

void function_cache(const Arguments& info) {
  std::unique_ptr<v8::ScriptCompiler::CachedData> data(
      v8::ScriptCompiler::CreateCodeCacheForFunction(info[0].As<v8::Function>()));
  if (data) info.GetReturnValue().Set(bytes_of(info.GetIsolate(), *data));
}

void hash_text(const Arguments& info) {
  size_t hash = 0;
  auto take = [&](const void* start, size_t size) {
    hash = std::hash<std::string_view>{}({static_cast<const char*>(start), size});
  };
  if (info[0]->IsString()) {
    v8::String::ValueView view(info.GetIsolate(), info[0].As<v8::String>());
    size_t length = static_cast<size_t>(view.length());
    if (view.is_one_byte())
      take(view.data8(), length);
    else
      take(view.data16(), length * 2);
  } else if (Js<std::span<uint8_t>>::is(info[0])) {
    auto bytes = Js<std::span<uint8_t>>::from(Runtime::from(info.GetIsolate()), info[0]);
    take(bytes.data(), bytes.size());
  }
  info.GetReturnValue().Set(static_cast<uint32_t>(hash ^ (hash >> 32)));
}

void has_module_syntax(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  NoAbort trial(rt.isolate);  // a SyntaxError may only say what a source is
  auto source = info[0].As<v8::String>();
  v8::TryCatch caught(rt.isolate);
  bool answer = compile_cjs(rt, source, info[1], v8::Undefined(rt.isolate)).IsEmpty() && !caught.HasTerminated() &&
                means_module(rt, caught.Exception(), source, info[1]);
  info.GetReturnValue().Set(answer);
}

void run_script(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::ScriptCompiler::Source unit(info[0].As<v8::String>(), origin_of(rt.isolate, info[1], false));
  v8::Local<v8::Script> script;
  v8::Local<v8::Value> result;
  if (v8::ScriptCompiler::Compile(rt.context(), &unit).ToLocal(&script) && script->Run(rt.context()).ToLocal(&result))
    info.GetReturnValue().Set(result);
}

void script_error(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::TryCatch caught(rt.isolate);
  v8::ScriptCompiler::Source unit(info[0].As<v8::String>(), origin_of(rt.isolate, info[1], false));
  if (!v8::ScriptCompiler::CompileUnboundScript(rt.isolate, &unit).IsEmpty() || caught.HasTerminated()) return;
  info.GetReturnValue().Set(js_string(rt.isolate, source_excerpt(rt.isolate, rt.context(), caught.Message())));
}

}  // namespace rondo::modules::loader
