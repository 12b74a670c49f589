#include "start/builtins.h"

#include "bind/convert.h"
#include "start/registry.h"

namespace rondo {

namespace {

void throw_internal(Runtime& rt, const std::string& message) {
  rt.isolate->ThrowException(to_js_error(rt, Error::generic("ERR_INTERNAL_ASSERTION", message)));
}

// import.meta.binding and import.meta.load: what lib/internal/{binding,builtins}.js hand on
void binding_callback(const v8::FunctionCallbackInfo<v8::Value>& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Local<v8::Object> object;
  if (!info[0]->IsString()) return throw_internal(rt, "binding() takes a name");
  if (Builtins::of(rt).binding(rt, utf8(rt.isolate, info[0].As<v8::String>())).ToLocal(&object))
    info.GetReturnValue().Set(object);
}
void load_callback(const v8::FunctionCallbackInfo<v8::Value>& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Local<v8::Object> object;
  if (!info[0]->IsString()) return throw_internal(rt, "load() takes an id");
  if (Builtins::of(rt).load_namespace(rt, utf8(rt.isolate, info[0].As<v8::String>())).ToLocal(&object))
    info.GetReturnValue().Set(object);
}
void ids_callback(const v8::FunctionCallbackInfo<v8::Value>& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  std::vector<std::string> ids;
  for (const auto& source : rt.process.sources->all()) ids.push_back(source->id);
  info.GetReturnValue().Set(Js<std::vector<std::string>>::to(rt, ids));
}

}  // namespace

std::string resolve_builtin(std::string_view specifier, std::string_view from) {
  std::string path(from.substr(0, from.rfind('/') == std::string_view::npos ? 0 : from.rfind('/') + 1));
  while (!specifier.empty()) {
    size_t slash = specifier.find('/');
    std::string_view part = specifier.substr(0, slash);
    specifier = slash == std::string_view::npos ? std::string_view() : specifier.substr(slash + 1);
    if (part == ".") continue;
    if (part == "..") {
      size_t end = path.size() < 2 ? std::string::npos : path.rfind('/', path.size() - 2);
      path.resize(end == std::string::npos ? 0 : end + 1);
      continue;
    }
    path += part;
    if (slash != std::string_view::npos) path += '/';
  }
  if (path.ends_with(".js")) path.resize(path.size() - 3);
  return path;
}

std::string_view Builtins::id_of(v8::Local<v8::Module> module) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  auto [begin, end] = by_hash_.equal_range(module->GetIdentityHash());
  for (auto it = begin; it != end; ++it)
    if (modules_.at(it->second->id).module.Get(isolate) == module) return it->second->id;
  return {};
}

v8::MaybeLocal<v8::Module> Builtins::compile(Runtime& rt, Source& source) {
  if (auto loaded = rt.process.sources->load(source); !loaded) {
    rt.isolate->ThrowException(to_js_error(rt, loaded.error()));
    return {};
  }
  v8::Local<v8::String> text;
  if (!v8::String::NewExternalOneByte(rt.isolate, &source).ToLocal(&text)) return {};
  v8::ScriptOrigin origin(js_name(rt.isolate, std::string(scheme) + source.id), 0, 0, false, -1, {}, false, false,
                          true);
  // what runs at each start says so in its first line, and is compiled in full into the snapshot
  auto options = v8::ScriptCompiler::kFollowCompileHintsMagicComment;
  v8::ScriptCompiler::CachedData* code = nullptr;
  if (!source.code.empty()) {
    // V8 compiles what it cannot use the code of: that of other flags, say
    options = v8::ScriptCompiler::kConsumeCodeCache;
    code = new v8::ScriptCompiler::CachedData(reinterpret_cast<const uint8_t*>(source.code.data()),
                                              static_cast<int>(source.code.size()));
  }
  v8::ScriptCompiler::Source unit(text, origin, code);  // takes `code`, but not the bytes that it points to
  return v8::ScriptCompiler::CompileModule(rt.isolate, &unit, options);
}

v8::MaybeLocal<v8::Module> Builtins::get(Runtime& rt, std::string_view id) {
  if (auto it = modules_.find(std::string(id)); it != modules_.end()) return it->second.module.Get(rt.isolate);
  Source* source = rt.process.sources->find(id);
  if (!source) {
    throw_internal(rt, "no module '" + std::string(id) + "' in the library");
    return {};
  }
  v8::Local<v8::Module> module;
  if (source->snapshot_index >= 0) {
    if (!rt.context()
             ->GetDataFromSnapshotOnce<v8::Module>(static_cast<size_t>(source->snapshot_index))
             .ToLocal(&module)) {
      throw_internal(rt, "module '" + std::string(id) + "' is not in the snapshot");
      return {};
    }
  } else {
    if (!compile(rt, *source).ToLocal(&module)) return {};
  }
  by_hash_.emplace(module->GetIdentityHash(), source);
  modules_.emplace(source->id, Loaded{source, v8::Global<v8::Module>(rt.isolate, module)});
  return module;
}

v8::MaybeLocal<v8::Module> Builtins::resolve(v8::Local<v8::Context>, v8::Local<v8::String> specifier,
                                             v8::Local<v8::FixedArray>, v8::Local<v8::Module> referrer) {
  Runtime& rt = Runtime::from(v8::Isolate::GetCurrent());
  Builtins& self = of(rt);
  return self.get(rt, resolve_builtin(utf8(rt.isolate, specifier), self.id_of(referrer)));
}

void Builtins::forget(v8::Local<v8::Module> module) {
  std::string id(id_of(module));
  auto [begin, end] = by_hash_.equal_range(module->GetIdentityHash());
  for (auto it = begin; it != end; ++it) {
    if (it->second->id != id) continue;
    by_hash_.erase(it);
    break;
  }
  modules_.erase(id);
}

v8::MaybeLocal<v8::Module> Builtins::load(Runtime& rt, std::string_view id) {
  v8::EscapableHandleScope handles(rt.isolate);
  v8::Local<v8::Context> context = rt.context();
  v8::Local<v8::Module> module;
  if (!get(rt, id).ToLocal(&module)) return {};
  if (module->GetStatus() == v8::Module::kUninstantiated &&
      !module->InstantiateModule(context, resolve).FromMaybe(false))
    return {};
  if (module->GetStatus() == v8::Module::kInstantiated) {
    v8::Local<v8::Value> result;
    if (!module->Evaluate(context).ToLocal(&result)) return {};
    auto promise = result.As<v8::Promise>();
    v8::Local<v8::Function> ignore;  // who loads gets the error: it is no unhandled rejection
    if (promise->State() == v8::Promise::kRejected &&
        v8::Function::New(context, [](const v8::FunctionCallbackInfo<v8::Value>&) {}).ToLocal(&ignore))
      (void)promise->Catch(context, ignore);
  }
  if (module->GetStatus() == v8::Module::kErrored) {
    forget(module);  // as with require(), the next one to load it tries again
    rt.isolate->ThrowException(module->GetException());
    return {};
  }
  return handles.Escape(module);
}

v8::MaybeLocal<v8::Object> Builtins::load_namespace(Runtime& rt, std::string_view id) {
  v8::Local<v8::Module> module;
  if (!load(rt, id).ToLocal(&module)) return {};
  return module->GetModuleNamespace().As<v8::Object>();
}

v8::MaybeLocal<v8::Object> Builtins::binding(Runtime& rt, std::string_view name) {
  v8::EscapableHandleScope handles(rt.isolate);
  v8::Local<v8::Context> context = rt.context();
  if (bindings_.IsEmpty())
    bindings_.Reset(rt.isolate, v8::Object::New(rt.isolate, v8::Null(rt.isolate), nullptr, nullptr, 0));
  v8::Local<v8::Object> all = bindings_.Get(rt.isolate);
  v8::Local<v8::String> key = js_name(rt.isolate, name);
  v8::Local<v8::Value> known;
  if (all->Get(context, key).ToLocal(&known) && known->IsObject()) return handles.Escape(known.As<v8::Object>());
  v8::Local<v8::Object> made;
  if (!make_binding(rt, name).ToLocal(&made)) {
    throw_internal(rt, "no binding '" + std::string(name) + "'");
    return {};
  }
  all->CreateDataProperty(context, key, made).Check();
  return handles.Escape(made);
}

bool Builtins::fill_import_meta(Runtime& rt, v8::Local<v8::Module> module, v8::Local<v8::Object> meta) {
  if (id_of(module).empty()) return false;
  v8::Local<v8::Context> context = rt.context();
  auto set = [&](const char* name, v8::FunctionCallback callback) {
    auto made = v8::FunctionTemplate::New(rt.isolate, callback, {}, {}, 1, v8::ConstructorBehavior::kThrow);
    meta->CreateDataProperty(context, js_name(rt.isolate, name), made->GetFunction(context).ToLocalChecked()).Check();
  };
  set("binding", binding_callback);
  set("load", load_callback);
  set("ids", ids_callback);
  return true;
}

std::vector<std::pair<Source*, size_t>> Builtins::save(Runtime& rt, v8::SnapshotCreator& creator,
                                                       v8::Local<v8::Context> context) {
  std::vector<std::pair<Source*, size_t>> saved;
  creator.AddData(context, bindings_.Get(rt.isolate));  // index 0: restore() relies on it
  for (auto& [id, loaded] : modules_)
    saved.emplace_back(loaded.source, creator.AddData(context, loaded.module.Get(rt.isolate)));
  modules_.clear();
  by_hash_.clear();
  bindings_.Reset();
  return saved;
}

std::string Builtins::make_code(Runtime& rt, Source& source) {
  v8::Local<v8::Module> module;
  if (!compile(rt, source).ToLocal(&module)) return {};
  std::unique_ptr<v8::ScriptCompiler::CachedData> code(
      v8::ScriptCompiler::CreateCodeCache(module->GetUnboundModuleScript()));
  return {reinterpret_cast<const char*>(code->data), static_cast<size_t>(code->length)};
}

void Builtins::restore(Runtime& rt, v8::Local<v8::Context> context) {
  v8::Local<v8::Object> bindings;
  if (context->GetDataFromSnapshotOnce<v8::Object>(0).ToLocal(&bindings)) bindings_.Reset(rt.isolate, bindings);
}

void Builtins::append_references(std::vector<intptr_t>& references) {
  for (v8::FunctionCallback f : {binding_callback, load_callback, ids_callback})
    references.push_back(reinterpret_cast<intptr_t>(f));
}

}  // namespace rondo
