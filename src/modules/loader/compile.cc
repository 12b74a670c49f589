#include "modules/loader/compile.h"

#include <algorithm>
#include <string_view>

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

v8::MaybeLocal<v8::Function> compile_cjs(Runtime& rt, v8::Local<v8::String> source, v8::Local<v8::Value> name) {
  v8::ScriptCompiler::Source unit(source, origin_of(rt.isolate, name, false));
  v8::Local<v8::String> parameters[] = {js_name(rt.isolate, "exports"), js_name(rt.isolate, "require"),
                                        js_name(rt.isolate, "module"), js_name(rt.isolate, "__filename"),
                                        js_name(rt.isolate, "__dirname")};
  return v8::ScriptCompiler::CompileFunction(rt.context(), &unit, std::size(parameters), parameters);
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

void compile_function(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto source = info[0].As<v8::String>();
  v8::TryCatch caught(rt.isolate);
  v8::Local<v8::Function> function;
  if (compile_cjs(rt, source, info[1]).ToLocal(&function)) {
    info.GetReturnValue().Set(function);
    return;
  }
  if (info[2]->IsTrue() && !caught.HasTerminated() && means_module(rt, caught.Exception(), source, info[1])) return;
  caught.ReThrow();
}

void has_module_syntax(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto source = info[0].As<v8::String>();
  v8::TryCatch caught(rt.isolate);
  bool answer = compile_cjs(rt, source, info[1]).IsEmpty() && !caught.HasTerminated() &&
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

void compiles_as_script(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::TryCatch quiet(rt.isolate);
  v8::ScriptCompiler::Source unit(info[0].As<v8::String>(), origin_of(rt.isolate, info[1], false));
  info.GetReturnValue().Set(!v8::ScriptCompiler::CompileUnboundScript(rt.isolate, &unit).IsEmpty());
}

}  // namespace rondo::modules::loader
