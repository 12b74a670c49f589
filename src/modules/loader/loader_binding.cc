// Native half of lib/internal/loader/: files, package.json, compiled code and ES modules.
#include "bind/module.h"
#include "modules/loader/compile.h"
#include "modules/loader/es_module.h"
#include "modules/loader/files.h"
#include "modules/loader/package_json.h"
#include "modules/loader/source_text.h"

namespace rondo::modules::loader {

namespace {

/// [name, main, type, exports, imports], undefined where there is no such file, null where it is no JSON object.
Result<v8::Local<v8::Value>> read_package(Runtime& rt, std::string path) {
  auto text = read_file(path);
  if (!text)
    return v8::Undefined(rt.isolate).As<v8::Value>();  // as if it weren't there: what needs the file will say why
  auto package = parse_package_json(*text);
  if (!package) return v8::Null(rt.isolate).As<v8::Value>();
  auto optional = [&](const std::optional<std::string>& field) {
    return field ? Js<std::string>::to(rt, *field) : v8::Undefined(rt.isolate).As<v8::Value>();
  };
  v8::Local<v8::Value> fields[] = {optional(package->name), optional(package->main), js_name(rt.isolate, package->type),
                                   optional(package->exports), optional(package->imports)};
  return v8::Array::New(rt.isolate, fields, std::size(fields)).As<v8::Value>();
}

/// (path) -> the text of a source file. Throws the system's error.
void read_source(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto bytes = read_file(utf8(rt.isolate, info[0].As<v8::String>()));
  if (!bytes) {
    rt.isolate->ThrowException(to_js_error(rt, bytes.error()));
    return;
  }
  v8::Local<v8::String> text;
  if (source_text(rt, std::move(*bytes)).ToLocal(&text)) info.GetReturnValue().Set(text);
}

/// () -> the text on standard input, once it has ended.
void read_input_text(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto bytes = read_input();
  if (!bytes) {
    rt.isolate->ThrowException(to_js_error(rt, bytes.error()));
    return;
  }
  v8::Local<v8::String> text;
  if (source_text(rt, std::move(*bytes)).ToLocal(&text)) info.GetReturnValue().Set(text);
}

/// Where JSON.parse() fails on a text: [line from 1, column from 0]; undefined where it doesn't, or V8 does not say.
v8::Local<v8::Value> json_fault(Runtime& rt, v8::Local<v8::String> text) {
  v8::TryCatch caught(rt.isolate);
  v8::Local<v8::Value> nothing = v8::Undefined(rt.isolate);
  if (!v8::JSON::Parse(rt.context(), text).IsEmpty() || caught.Message().IsEmpty()) return nothing;
  int line = caught.Message()->GetLineNumber(rt.context()).FromMaybe(0);
  if (line == 0) return nothing;
  v8::Local<v8::Value> place[] = {v8::Integer::New(rt.isolate, line),
                                  v8::Integer::New(rt.isolate, caught.Message()->GetStartColumn())};
  return v8::Array::New(rt.isolate, place, std::size(place));
}

/// Changes with the engine's version and flags: bytes of another one are refused.
uint32_t engine_cache_version(Runtime&) { return v8::ScriptCompiler::CachedDataVersionTag(); }

bool is_proxy(v8::Local<v8::Value> value) { return value->IsProxy(); }

}  // namespace

void bind(Module& m) {
  using Text = v8::Local<v8::String>;
  m.fn<"entryKind", entry_kind>();
  m.fn<"realPath", real_path>();
  m.fn<"readPackage", read_package>();
  m.raw<"readSource", read_source, Text>();
  m.raw<"readInput", read_input_text>();
  m.fn<"jsonFault", json_fault>();
  m.fn<"isProxy", is_proxy>();
  m.raw<"compileFunction", compile_function, Text, Text>();
  m.raw<"functionCache", function_cache, v8::Local<v8::Function>>();
  m.raw<"hashText", hash_text>();
  m.fn<"engineCacheVersion", engine_cache_version>();
  m.raw<"hasModuleSyntax", has_module_syntax, Text>();
  m.raw<"runScript", run_script, Text>();
  m.raw<"scriptError", script_error, Text>();

  m.raw<"connect", EsModule::connect, v8::Local<v8::Function>, v8::Local<v8::Function>, v8::Local<v8::Function>>();
  m.raw<"compileModule", EsModule::compile, JsValue, Text, int32_t, int32_t>();
  m.raw<"syntheticModule", EsModule::synthetic, Text, v8::Local<v8::Array>, v8::Local<v8::Function>>();
  m.cls<EsModule>("EsModule")
      .method<"requests", &EsModule::requests>()
      .raw<"link", EsModule::link, v8::Local<v8::Array>>()
      .raw<"instantiate", EsModule::instantiate>()
      .raw<"evaluate", EsModule::evaluate>()
      .raw<"evaluateNow", EsModule::evaluate_now>()
      .raw<"namespace", EsModule::name_space>()
      .raw<"error", EsModule::error>()
      .raw<"setExport", EsModule::set_export, Text>()
      .method<"status", &EsModule::status>()
      .method<"isGraphAsync", &EsModule::is_graph_async>()
      .method<"hasTopLevelAwait", &EsModule::has_top_level_await>()
      .method<"sourceMapUrl", &EsModule::source_map_url>()
      .method<"cachedData", &EsModule::cached_data>()
      .method<"cachedDataRejected", &EsModule::cached_data_rejected>()
      .method<"stalledAwaits", &EsModule::stalled_awaits>();
  m.object("status", [](Module& status) {
    status.constant("uninstantiated", static_cast<int32_t>(v8::Module::kUninstantiated));
    status.constant("instantiating", static_cast<int32_t>(v8::Module::kInstantiating));
    status.constant("instantiated", static_cast<int32_t>(v8::Module::kInstantiated));
    status.constant("evaluating", static_cast<int32_t>(v8::Module::kEvaluating));
    status.constant("evaluated", static_cast<int32_t>(v8::Module::kEvaluated));
    status.constant("errored", static_cast<int32_t>(v8::Module::kErrored));
  });
}

}  // namespace rondo::modules::loader
