#include "modules/vm/interceptors.h"

#include "bind/convert.h"
#include "engine/context_fields.h"

namespace rondo::modules::vm {
namespace {

using v8::Intercepted;
using v8::Local;
using v8::Name;
using v8::Value;

/// The context and the sandbox of the global object that is asked. Without a sandbox while the context is being made.
struct Place {
  template <class Info>
  explicit Place(const Info& info) : isolate(info.GetIsolate()) {
    if (!info.HolderV2()->GetCreationContext(isolate).ToLocal(&context)) return;
    if (context->GetNumberOfEmbedderDataFields() <= kSandboxField) return;
    Local<Value> value = context->GetEmbedderData(kSandboxField);
    if (value->IsObject()) sandbox = value.As<v8::Object>();
  }
  explicit operator bool() const { return !sandbox.IsEmpty(); }
  bool owns(Local<Name> name) const { return sandbox->HasOwnProperty(context, name).FromMaybe(false); }
  /// Whether the language's own global may be told, too: it is neither missing nor read-only there.
  v8::Maybe<v8::PropertyAttribute> beneath(Local<Name> name) const {
    return context->Global()->GetRealNamedPropertyAttributes(context, name);
  }

  v8::Isolate* isolate;
  Local<v8::Context> context;
  Local<v8::Object> sandbox;
};

Intercepted get(Local<Name> name, const v8::PropertyCallbackInfo<Value>& info) {
  Place place(info);
  if (!place) return Intercepted::kNo;
  v8::TryCatch caught(place.isolate);
  Local<Value> value;
  if (!place.sandbox->GetRealNamedProperty(place.context, name).ToLocal(&value)) {
    if (!caught.HasCaught()) return Intercepted::kNo;
    caught.ReThrow();
    return Intercepted::kYes;
  }
  // Who keeps the sandbox in itself means the global object.
  info.GetReturnValue().Set(value == place.sandbox ? Local<Value>(place.context->Global()) : value);
  return Intercepted::kYes;
}

Intercepted set(Local<Name> name, Local<Value> value, const v8::PropertyCallbackInfo<void>& info) {
  Place place(info);
  if (!place) return Intercepted::kNo;
  v8::PropertyAttribute here = v8::None;
  v8::PropertyAttribute beneath = v8::None;
  bool declared_here = place.sandbox->GetRealNamedPropertyAttributes(place.context, name).To(&here);
  bool declared_beneath = place.beneath(name).To(&beneath);
  // V8 says what is to be said of constants of the language, and in strict code of names that nobody has declared.
  if (!declared_here && declared_beneath && (beneath & v8::ReadOnly)) return Intercepted::kNo;
  // A function may be one that is being declared: V8 asks in the same way.
  bool by_name = info.This() != place.context->Global() && !value->IsFunction();
  if (!declared_here && !declared_beneath && by_name && info.ShouldThrowOnError()) return Intercepted::kNo;
  if (declared_here && (here & v8::ReadOnly)) {
    if (info.ShouldThrowOnError()) {
      std::string shown = name->IsString() ? utf8(place.isolate, name.As<v8::String>()) : std::string("symbol");
      place.isolate->ThrowException(v8::Exception::TypeError(
          js_string(place.isolate, "Cannot assign to read only property '" + shown + "' of object '#<Object>'")));
    }
    return Intercepted::kYes;
  }
  (void)place.sandbox->Set(place.context, name, value);
  return Intercepted::kYes;
}

Intercepted query(Local<Name> name, const v8::PropertyCallbackInfo<v8::Integer>& info) {
  Place place(info);
  v8::PropertyAttribute attributes;
  if (!place || !place.sandbox->GetRealNamedPropertyAttributes(place.context, name).To(&attributes))
    return Intercepted::kNo;
  info.GetReturnValue().Set(static_cast<uint32_t>(attributes));
  return Intercepted::kYes;
}

Intercepted remove(Local<Name> name, const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  Place place(info);
  if (!place) return Intercepted::kNo;
  // What code has declared with `var` stays, as in every global scope; V8 says so.
  v8::PropertyAttribute beneath;
  if (place.beneath(name).To(&beneath) && (beneath & v8::DontDelete)) return Intercepted::kNo;
  // Where the sandbox gives it up, the language's own goes as well.
  if (place.sandbox->Delete(place.context, name).FromMaybe(true)) return Intercepted::kNo;
  info.GetReturnValue().Set(false);
  return Intercepted::kYes;
}

/// `descriptor` applied to the sandbox.
Intercepted define(Local<Name> name, const v8::PropertyDescriptor& given, const v8::PropertyCallbackInfo<void>& info) {
  Place place(info);
  if (!place) return Intercepted::kNo;
  v8::PropertyAttribute beneath;
  if (!place.owns(name) && place.beneath(name).To(&beneath) && (beneath & v8::ReadOnly)) return Intercepted::kNo;
  auto finish = [&](v8::PropertyDescriptor& made) {
    if (given.has_enumerable()) made.set_enumerable(given.enumerable());
    if (given.has_configurable()) made.set_configurable(given.configurable());
    if (place.sandbox->DefineProperty(place.context, name, made).FromMaybe(true) || !info.ShouldThrowOnError()) return;
    std::string shown = name->IsString() ? utf8(place.isolate, name.As<v8::String>()) : std::string("symbol");
    place.isolate->ThrowException(
        v8::Exception::TypeError(js_string(place.isolate, "Cannot redefine property: " + shown)));
  };
  Local<Value> none = v8::Undefined(place.isolate);
  if (given.has_get() || given.has_set()) {
    v8::PropertyDescriptor made(given.has_get() ? given.get() : none, given.has_set() ? given.set() : none);
    finish(made);
  } else if (given.has_value() && given.has_writable()) {
    v8::PropertyDescriptor made(given.value(), given.writable());
    finish(made);
  } else if (given.has_value()) {
    v8::PropertyDescriptor made(given.value());
    finish(made);
  } else if (given.has_writable()) {
    v8::PropertyDescriptor made(Local<Value>(), given.writable());
    finish(made);
  } else {
    v8::PropertyDescriptor made;
    finish(made);
  }
  return Intercepted::kYes;
}

Intercepted describe(Local<Name> name, const v8::PropertyCallbackInfo<Value>& info) {
  Place place(info);
  Local<Value> descriptor;
  if (!place || !place.owns(name) || !place.sandbox->GetOwnPropertyDescriptor(place.context, name).ToLocal(&descriptor))
    return Intercepted::kNo;
  info.GetReturnValue().Set(descriptor);
  return Intercepted::kYes;
}

void enumerate(const v8::PropertyCallbackInfo<v8::Array>& info) {
  Place place(info);
  Local<v8::Array> names;
  // All own names: V8 asks `query` which of them can be enumerated.
  if (place && place.sandbox
                   ->GetPropertyNames(place.context, v8::KeyCollectionMode::kOwnOnly, v8::ALL_PROPERTIES,
                                      v8::IndexFilter::kIncludeIndices, v8::KeyConversionMode::kConvertToString)
                   .ToLocal(&names))
    info.GetReturnValue().Set(names);
}

/// An index is a name as any other.
Local<Name> named(v8::Isolate* isolate, uint32_t index) { return js_name(isolate, std::to_string(index)); }

Intercepted get_at(uint32_t index, const v8::PropertyCallbackInfo<Value>& info) {
  return get(named(info.GetIsolate(), index), info);
}
Intercepted set_at(uint32_t index, Local<Value> value, const v8::PropertyCallbackInfo<void>& info) {
  return set(named(info.GetIsolate(), index), value, info);
}
Intercepted query_at(uint32_t index, const v8::PropertyCallbackInfo<v8::Integer>& info) {
  return query(named(info.GetIsolate(), index), info);
}
Intercepted remove_at(uint32_t index, const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  return remove(named(info.GetIsolate(), index), info);
}
Intercepted define_at(uint32_t index, const v8::PropertyDescriptor& given, const v8::PropertyCallbackInfo<void>& info) {
  return define(named(info.GetIsolate(), index), given, info);
}
Intercepted describe_at(uint32_t index, const v8::PropertyCallbackInfo<Value>& info) {
  return describe(named(info.GetIsolate(), index), info);
}
void enumerate_indices(const v8::PropertyCallbackInfo<v8::Array>&) {}  // `enumerate` has told them

}  // namespace

void intercept(Local<v8::ObjectTemplate> global) {
  global->SetHandler(v8::NamedPropertyHandlerConfiguration(get, set, query, remove, enumerate, define, describe, {},
                                                           v8::PropertyHandlerFlags::kHasNoSideEffect));
  global->SetHandler(v8::IndexedPropertyHandlerConfiguration(get_at, set_at, query_at, remove_at, enumerate_indices,
                                                             define_at, describe_at, {},
                                                             v8::PropertyHandlerFlags::kHasNoSideEffect));
}

}  // namespace rondo::modules::vm
