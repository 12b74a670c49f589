#include "bind/module.h"

namespace rondo {

void throw_bad_argument(Runtime& rt, const char* name, int index, const char* wanted) {
  rt.isolate->ThrowException(
      to_js_error(rt, Error::type("ERR_INVALID_ARG_TYPE",
                                  std::string(name) + ": argument " + std::to_string(index) + " must be " + wanted)));
}

void throw_illegal_receiver(Runtime& rt) {
  rt.isolate->ThrowException(to_js_error(rt, Error::type("ERR_INVALID_THIS", "Illegal invocation")));
}

void Module::reference(v8::FunctionCallback slow, const v8::CFunction* fast) {
  references_->push_back(reinterpret_cast<intptr_t>(slow));
  if (!fast) return;
  references_->push_back(reinterpret_cast<intptr_t>(fast->GetAddress()));
  references_->push_back(reinterpret_cast<intptr_t>(fast->GetTypeInfo()));
}

void Module::function(const char* name, v8::FunctionCallback slow, const v8::CFunction* fast, size_t length) {
  if (references_) return reference(slow, fast);
  auto made = v8::FunctionTemplate::New(rt_->isolate, slow, {}, {}, static_cast<int>(length),
                                        v8::ConstructorBehavior::kThrow, v8::SideEffectType::kHasSideEffect, fast);
  v8::Local<v8::String> key = js_name(rt_->isolate, name);
  made->SetClassName(key);
  set(name, made->GetFunction(rt_->context()).ToLocalChecked());
}

void Module::method(v8::Local<v8::FunctionTemplate> constructor, const char* name, v8::FunctionCallback slow,
                    const v8::CFunction* fast, size_t length) {
  if (references_) return reference(slow, fast);
  auto signature = v8::Signature::New(rt_->isolate, constructor);  // V8 refuses other receivers
  auto made = v8::FunctionTemplate::New(rt_->isolate, slow, {}, signature, static_cast<int>(length),
                                        v8::ConstructorBehavior::kThrow, v8::SideEffectType::kHasSideEffect, fast);
  v8::Local<v8::String> key = js_name(rt_->isolate, name);
  made->SetClassName(key);
  constructor->PrototypeTemplate()->Set(key, made);
}

void Module::set(std::string_view name, v8::Local<v8::Value> value) {
  target_->CreateDataProperty(rt_->context(), js_name(rt_->isolate, name), value).Check();
}

v8::Local<v8::FunctionTemplate> Module::class_template(std::string_view name, v8::FunctionCallback construct) {
  if (references_) {
    reference(construct, nullptr);
    return {};
  }
  auto made = v8::FunctionTemplate::New(rt_->isolate, construct);
  made->SetClassName(js_name(rt_->isolate, name));
  made->InstanceTemplate()->SetInternalFieldCount(native_field_count);
  classes_.emplace_back(name, made);
  return made;
}

void Module::finish() {
  for (auto& [name, constructor] : classes_) set(name, constructor->GetFunction(rt_->context()).ToLocalChecked());
  classes_.clear();
}

}  // namespace rondo
