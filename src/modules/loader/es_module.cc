#include "modules/loader/es_module.h"

#include <memory>

#include "engine/context_fields.h"
#include "engine/script.h"
#include "modules/loader/compile.h"

namespace rondo::modules::loader {

namespace {

const char* phase_name(v8::ModuleImportPhase phase) {
  return phase == v8::ModuleImportPhase::kSource ? "source" : "evaluation";
}

v8::Local<v8::Private> needs_key(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js_name(isolate, "rondo:module-needs"));
}

}  // namespace

struct EsModule::Registry : ModuleState {
  std::shared_ptr<Index> index = std::make_shared<Index>();
  v8::Global<v8::Function> constructor, import_meta, dynamic_import;
};

EsModule::Registry& EsModule::registry(Runtime& rt) { return rt.state<Registry>(); }

EsModule::EsModule(Runtime& rt, v8::Local<v8::Module> module) : runtime_(rt), index_(registry(rt).index) {
  index_->emplace(module->GetIdentityHash(), this);
}

EsModule::~EsModule() {
  for (auto it = index_->begin(); it != index_->end(); ++it) {
    if (it->second != this) continue;
    index_->erase(it);
    break;
  }
}

EsModule* EsModule::find(Runtime& rt, v8::Local<v8::Module> module) {
  auto [begin, end] = registry(rt).index->equal_range(module->GetIdentityHash());
  for (auto it = begin; it != end; ++it)
    if (it->second->held() == module.As<v8::Data>()) return it->second;
  return nullptr;
}

void EsModule::needs(v8::Local<v8::Value> value) {
  object(runtime_.isolate)->SetPrivate(runtime_.context(), needs_key(runtime_.isolate), value).Check();
}

v8::MaybeLocal<v8::Value> EsModule::needed() const {
  return object(runtime_.isolate)->GetPrivate(runtime_.context(), needs_key(runtime_.isolate));
}

v8::Local<v8::Object> attributes_object(v8::Local<v8::Context> context, v8::Local<v8::FixedArray> attributes,
                                        int width) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::Local<v8::Object> out = v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0);
  for (int i = 0; i + 1 < attributes->Length(); i += width)
    out->CreateDataProperty(context, attributes->Get(context, i).As<v8::Value>().As<v8::Name>(),
                            attributes->Get(context, i + 1).As<v8::Value>())
        .Check();
  return out;
}

namespace {

/// The context that `place` belongs to; the Runtime's own where it is no object.
v8::Local<v8::Context> context_at(Runtime& rt, v8::Local<v8::Value> place) {
  v8::Local<v8::Context> context;
  if (place->IsObject() && place.As<v8::Object>()->GetCreationContext(rt.isolate).ToLocal(&context)) return context;
  return rt.context();
}

/// A promise of `context` that is settled like `given`, which is one of another context.
v8::MaybeLocal<v8::Promise> mirrored(Runtime& rt, v8::Local<v8::Context> context, v8::Local<v8::Promise> given) {
  v8::Local<v8::Promise::Resolver> resolver;
  v8::Local<v8::Function> resolve;
  v8::Local<v8::Function> reject;
  auto on_value = [](const Arguments& info) {
    auto out = info.Data().As<v8::Promise::Resolver>();
    (void)out->Resolve(info.GetIsolate()->GetCurrentContext(), info[0]);
  };
  auto on_error = [](const Arguments& info) {
    auto out = info.Data().As<v8::Promise::Resolver>();
    (void)out->Reject(info.GetIsolate()->GetCurrentContext(), info[0]);
  };
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver) ||
      !v8::Function::New(context, on_value, resolver).ToLocal(&resolve) ||
      !v8::Function::New(context, on_error, resolver).ToLocal(&reject) ||
      given->Then(rt.context(), resolve, reject).IsEmpty())
    return {};
  return resolver->GetPromise();
}

}  // namespace

void EsModule::connect(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  Registry& all = registry(rt);
  all.constructor.Reset(rt.isolate, info[0].As<v8::Function>());
  all.import_meta.Reset(rt.isolate, info[1].As<v8::Function>());
  all.dynamic_import.Reset(rt.isolate, info[2].As<v8::Function>());

  rt.module_hooks.import_meta = [&rt, &all](v8::Local<v8::Context> context, v8::Local<v8::Module> module,
                                            v8::Local<v8::Object> meta) {
    EsModule* self = find(rt, module);
    if (!self) return;
    v8::Local<v8::Value> args[] = {self->object(rt.isolate), meta};
    (void)all.import_meta.Get(rt.isolate)->Call(rt.isolate, context, v8::Undefined(rt.isolate), 2, args);
  };
  rt.module_hooks.dynamic_import = [](v8::Local<v8::Context> context, v8::Local<v8::Data> options,
                                      v8::Local<v8::Value> resource, v8::Local<v8::String> specifier,
                                      v8::Local<v8::FixedArray> attributes) {
    return import_dynamically(context, options, resource, specifier, v8::ModuleImportPhase::kEvaluation, attributes);
  };
  // V8 asks here for import.source() alone.
  rt.isolate->SetHostImportModuleWithPhaseDynamicallyCallback(import_dynamically);
}

v8::MaybeLocal<v8::Promise> EsModule::import_dynamically(v8::Local<v8::Context> context, v8::Local<v8::Data> options,
                                                         v8::Local<v8::Value> resource, v8::Local<v8::String> specifier,
                                                         v8::ModuleImportPhase phase,
                                                         v8::Local<v8::FixedArray> attributes) {
  Runtime& rt = Runtime::from(v8::Isolate::GetCurrent());
  v8::EscapableHandleScope handles(rt.isolate);
  auto given = options.As<v8::FixedArray>();
  v8::Local<v8::Value> id = v8::Undefined(rt.isolate);
  // Code that eval() makes while no other code runs has no options of its own: its context answers.
  if (given->Length() > 0)
    id = given->Get(context, 0).As<v8::Value>();
  else if (context == rt.context())
    id = v8::True(rt.isolate);
  else if (context->GetNumberOfEmbedderDataFields() > kImporterField)
    id = context->GetEmbedderData(kImporterField);
  v8::Local<v8::Value> args[] = {id, resource, specifier, attributes_object(context, attributes, 2),
                                 js_name(rt.isolate, phase_name(phase))};
  v8::Local<v8::Value> result;
  if (!registry(rt)
           .dynamic_import.Get(rt.isolate)
           ->Call(rt.isolate, context, v8::Undefined(rt.isolate), std::size(args), args)
           .ToLocal(&result) ||
      !result->IsPromise())
    return {};
  v8::Local<v8::Promise> promise = result.As<v8::Promise>();
  if (context != rt.context() && !mirrored(rt, context, promise).ToLocal(&promise)) return {};
  return handles.Escape(promise);
}

void EsModule::hand_out(Runtime& rt, const Arguments& info, v8::Local<v8::Module> module,
                        v8::Local<v8::Function> evaluate, bool rejected) {
  auto* self = new EsModule(rt, module);
  self->name_.Reset(rt.isolate, info[0].As<v8::String>());
  self->cached_data_rejected_ = rejected;
  v8::Local<v8::Object> object;
  if (!wrap(rt, registry(rt).constructor.Get(rt.isolate), self).ToLocal(&object)) return;
  self->hold(module);
  if (!evaluate.IsEmpty()) self->needs(evaluate);
  info.GetReturnValue().Set(object);
}

void EsModule::compile(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Local<v8::PrimitiveArray> host = v8::PrimitiveArray::New(rt.isolate, 1);
  if (!info[4]->IsObject()) host->Set(rt.isolate, 0, info[4].As<v8::Primitive>());
  v8::ScriptOrigin origin(info[0], info[2].As<v8::Int32>()->Value(), info[3].As<v8::Int32>()->Value(), false, -1, {},
                          false, false, true, host);
  auto options = v8::ScriptCompiler::kNoCompileOptions;
  v8::ScriptCompiler::CachedData* cached = nullptr;
  if (info[5]->IsArrayBufferView()) {
    auto bytes = Js<std::span<uint8_t>>::from(rt, info[5]);
    cached = new v8::ScriptCompiler::CachedData(bytes.data(), static_cast<int>(bytes.size()));  // the Source owns it
    options = v8::ScriptCompiler::kConsumeCodeCache;
  }
  v8::ScriptCompiler::Source source(info[1].As<v8::String>(), origin, cached);
  v8::Context::Scope scope(context_at(rt, info[6]));
  v8::Local<v8::Module> module;
  if (!v8::ScriptCompiler::CompileModule(rt.isolate, &source, options).ToLocal(&module)) return;
  hand_out(rt, info, module, {}, cached && source.GetCachedData()->rejected);
}

void EsModule::synthetic(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Local<v8::Context> context = rt.context();
  auto array = info[1].As<v8::Array>();
  v8::LocalVector<v8::String> names(rt.isolate);
  for (uint32_t i = 0; i < array->Length(); i++) {
    v8::Local<v8::Value> name;
    if (!array->Get(context, i).ToLocal(&name) || !name->IsString()) return;
    names.push_back(name.As<v8::String>());
  }
  v8::MemorySpan<const v8::Local<v8::String>> span(names.data(), names.size());
  auto module = v8::Module::CreateSyntheticModule(rt.isolate, info[0].As<v8::String>(), span, run_synthetic);
  hand_out(rt, info, module, info[2].As<v8::Function>(), false);
}

v8::MaybeLocal<v8::Value> EsModule::run_synthetic(v8::Local<v8::Context> context, v8::Local<v8::Module> module) {
  Runtime& rt = Runtime::from(v8::Isolate::GetCurrent());
  EsModule* self = find(rt, module);
  if (v8::Local<v8::Value> evaluate; self && self->needed().ToLocal(&evaluate) && evaluate->IsFunction()) {
    v8::Local<v8::Value> args[] = {self->object(rt.isolate)};
    self->needs(v8::Undefined(rt.isolate));
    if (evaluate.As<v8::Function>()->Call(rt.isolate, context, v8::Undefined(rt.isolate), 1, args).IsEmpty()) return {};
  }
  v8::Local<v8::Promise::Resolver> done;
  if (!v8::Promise::Resolver::New(context).ToLocal(&done) ||
      done->Resolve(context, v8::Undefined(rt.isolate)).IsNothing())
    return {};
  return done->GetPromise();
}

v8::Local<v8::Value> EsModule::requests() {
  v8::Isolate* isolate = runtime_.isolate;
  v8::Local<v8::Context> context = runtime_.context();
  if (!module()->IsSourceTextModule()) return v8::Array::New(isolate);
  v8::Local<v8::FixedArray> list = module()->GetModuleRequests();
  v8::LocalVector<v8::Value> out(isolate);
  v8::Local<v8::Name> keys[] = {js_name(isolate, "specifier"), js_name(isolate, "attributes"),
                                js_name(isolate, "phase")};
  for (int i = 0; i < list->Length(); i++) {
    auto request = list->Get(context, i).As<v8::ModuleRequest>();
    v8::Local<v8::Value> values[] = {request->GetSpecifier(),
                                     attributes_object(context, request->GetImportAttributes(), 3),
                                     js_name(isolate, phase_name(request->GetPhase()))};
    out.push_back(v8::Object::New(isolate, v8::Null(isolate), keys, values, 3));
  }
  return v8::Array::New(isolate, out.data(), out.size());
}

void EsModule::link(EsModule& self, const Arguments& info) {
  Runtime& rt = self.runtime_;
  auto array = info[0].As<v8::Array>();
  v8::LocalVector<v8::Value> linked(rt.isolate);
  for (uint32_t i = 0; i < array->Length(); i++) {
    v8::Local<v8::Value> item;
    if (!array->Get(rt.context(), i).ToLocal(&item)) return;
    if (!item->IsWasmModuleObject() && !native<EsModule>(item)) return throw_illegal_receiver(rt);
    linked.push_back(item);
  }
  if (!linked.empty()) self.needs(v8::Array::New(rt.isolate, linked.data(), linked.size()));
}

v8::MaybeLocal<v8::Data> EsModule::find_linked(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                               v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer,
                                               v8::ModuleImportPhase phase) {
  Runtime& rt = Runtime::from(v8::Isolate::GetCurrent());
  EsModule* self = find(rt, referrer);
  if (v8::Local<v8::Value> needed; self && self->needed().ToLocal(&needed) && needed->IsArray()) {
    auto linked = needed.As<v8::Array>();
    v8::Local<v8::FixedArray> list = referrer->GetModuleRequests();
    auto matches = [&](size_t i) {
      auto request = list->Get(context, static_cast<int>(i)).As<v8::ModuleRequest>();
      if (request->GetPhase() != phase || !request->GetSpecifier()->StringEquals(specifier)) return false;
      auto own = request->GetImportAttributes();
      if (own->Length() != attributes->Length()) return false;
      for (int j = 0; j < own->Length(); j++)
        if (j % 3 != 2 &&
            !own->Get(context, j).As<v8::Value>()->StrictEquals(attributes->Get(context, j).As<v8::Value>()))
          return false;
      return true;
    };
    size_t count = std::min(linked->Length(), static_cast<uint32_t>(list->Length()));
    for (size_t n = 0; n < count; n++) {
      size_t i = (self->next_request_ + n) % count;
      if (!matches(i)) continue;
      self->next_request_ = i + 1;
      v8::Local<v8::Value> found;
      if (!linked->Get(context, static_cast<uint32_t>(i)).ToLocal(&found)) return {};
      auto* other = native<EsModule>(found);
      return other ? other->held() : found.As<v8::Data>();
    }
  }
  std::string name = self ? utf8(rt.isolate, self->name_.Get(rt.isolate)) : "";
  rt.isolate->ThrowException(
      to_js_error(rt, Error::generic("ERR_VM_MODULE_LINK_FAILURE", "request for '" + utf8(rt.isolate, specifier) +
                                                                       "' can not be resolved on module '" + name +
                                                                       "' that is not linked")));
  return {};
}

v8::MaybeLocal<v8::Module> EsModule::resolve(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                             v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer) {
  v8::Local<v8::Data> found;
  if (!find_linked(context, specifier, attributes, referrer, v8::ModuleImportPhase::kEvaluation).ToLocal(&found))
    return {};
  return found.As<v8::Module>();
}

v8::MaybeLocal<v8::Object> EsModule::resolve_source(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                    v8::Local<v8::FixedArray> attributes,
                                                    v8::Local<v8::Module> referrer) {
  v8::Local<v8::Data> found;
  if (!find_linked(context, specifier, attributes, referrer, v8::ModuleImportPhase::kSource).ToLocal(&found)) return {};
  return found.As<v8::Value>().As<v8::Object>();
}

void EsModule::instantiate(EsModule& self, const Arguments& info) {
  if (self.status(self.runtime_) == v8::Module::kUninstantiated)
    (void)self.module()->InstantiateModule(context_at(self.runtime_, info[0]), resolve, resolve_source);
}

bool EsModule::require_instantiated() {
  if (status(runtime_) >= v8::Module::kInstantiated) return true;
  runtime_.isolate->ThrowException(
      to_js_error(runtime_, Error::generic("ERR_VM_MODULE_STATUS", "Module status must not be unlinked or linking")));
  return false;
}

void EsModule::evaluate(EsModule& self, const Arguments& info) {
  v8::Local<v8::Value> result;
  if (self.require_instantiated() && self.module()->Evaluate(context_at(self.runtime_, info[0])).ToLocal(&result))
    info.GetReturnValue().Set(result);
}

void EsModule::evaluate_now(EsModule& self, const Arguments& info) {
  Runtime& rt = self.runtime_;
  v8::Local<v8::Context> context = rt.context();
  v8::Local<v8::Value> result;
  if (!self.require_instantiated() || !self.module()->Evaluate(context).ToLocal(&result)) return;
  auto promise = result.As<v8::Promise>();
  if (promise->State() == v8::Promise::kRejected) {
    // The caller gets the error: it is no unhandled rejection.
    v8::Local<v8::Function> ignore;
    if (v8::Function::New(context, [](const Arguments&) {}).ToLocal(&ignore)) (void)promise->Catch(context, ignore);
    rt.isolate->ThrowException(promise->Result());
    return;
  }
  info.GetReturnValue().Set(self.module()->GetModuleNamespace());
}

void EsModule::name_space(EsModule& self, const Arguments& info) {
  if (self.require_instantiated()) info.GetReturnValue().Set(self.module()->GetModuleNamespace());
}

void EsModule::error(EsModule& self, const Arguments& info) {
  if (self.status(self.runtime_) == v8::Module::kErrored) info.GetReturnValue().Set(self.module()->GetException());
}

void EsModule::set_export(EsModule& self, const Arguments& info) {
  if (!self.module()->IsSyntheticModule()) return throw_illegal_receiver(self.runtime_);
  (void)self.module()->SetSyntheticModuleExport(self.runtime_.isolate, info[0].As<v8::String>(), info[1]);
}

int32_t EsModule::status(Runtime&) { return module()->GetStatus(); }

bool EsModule::is_graph_async(Runtime& rt) {
  return status(rt) >= v8::Module::kInstantiated && module()->IsGraphAsync();
}

bool EsModule::has_top_level_await(Runtime&) { return module()->IsSourceTextModule() && module()->HasTopLevelAwait(); }

v8::Local<v8::Value> EsModule::source_map_url() {
  if (!module()->IsSourceTextModule()) return v8::Undefined(runtime_.isolate);
  return module()->GetUnboundModuleScript()->GetSourceMappingURL();
}

v8::Local<v8::Value> EsModule::cached_data() {
  v8::Isolate* isolate = runtime_.isolate;
  if (!module()->IsSourceTextModule()) return v8::Undefined(isolate);
  std::unique_ptr<v8::ScriptCompiler::CachedData> data(
      v8::ScriptCompiler::CreateCodeCache(module()->GetUnboundModuleScript()));
  if (!data) return v8::Undefined(isolate);
  return bytes_of(isolate, *data);
}

std::vector<std::string> EsModule::stalled_awaits() {
  std::vector<std::string> out;
  if (status(runtime_) < v8::Module::kEvaluating || !module()->IsSourceTextModule()) return out;
  auto [modules, messages] = module()->GetStalledTopLevelAwaitMessages(runtime_.isolate);
  for (v8::Local<v8::Message> message : messages)
    out.push_back(source_excerpt(runtime_.isolate, runtime_.context(), message));
  return out;
}

}  // namespace rondo::modules::loader
