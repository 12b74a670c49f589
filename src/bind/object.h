// Native state behind a JavaScript object. The object owns it: weak while idle, strong (`keep()`) while something is
// under way that will call back.
#pragma once
#include <v8.h>

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/list.h"
#include "bind/convert.h"

namespace rondo {

class NativeObject;

/// What an object says of its class, beside the pointer to its state: the engine's own objects have internal fields, too.
/// Classes that share a base with `using NativeClass = Base` are of one kind, where any of them will do.
template <class T>
consteval int32_t native_kind() {
  if constexpr (requires { typename T::NativeClass; }) {
    if constexpr (!std::is_same_v<T, typename T::NativeClass>) return native_kind<typename T::NativeClass>();
  }
  uint32_t hash = 2166136261;
  for (char c : std::string_view(__PRETTY_FUNCTION__)) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619;
  return static_cast<int32_t>(hash >> 2) | 1;
}

/// The internal fields of such an object.
enum NativeField : int { native_state_field, native_kind_field, native_held_field, native_field_count };

/// All native states of a Runtime: those that JavaScript still holds when it ends go with it.
struct NativeObjects final : ModuleState {
  struct Link : ListNode {
    explicit Link(NativeObject* object) : object(object) {}
    NativeObject* object;
  };
  void end() override;
  /// Tells those whose JavaScript object was collected.
  void tell_collected();
  List<Link> list;
  List<Link> collected;  // found by the collector, which has not yet called back
};

class NativeObject {
 public:
  virtual ~NativeObject() = default;
  NativeObject() = default;
  NativeObject(const NativeObject&) = delete;
  NativeObject& operator=(const NativeObject&) = delete;

  /// The JavaScript side. Empty once it was collected.
  v8::Local<v8::Object> object(v8::Isolate* isolate) const { return object_.Get(isolate); }
  Runtime& runtime() const { return *rt_; }
  /// Whether it has got its JavaScript object, and with it a Runtime.
  bool attached() const { return rt_ != nullptr; }
  /// Whether something is under way that will call back.
  bool kept() const { return kept_ > 0; }

  void attach(Runtime& rt, v8::Local<v8::Object> object, int32_t kind) {
    rt_ = &rt;
    object_.Reset(rt.isolate, object);
    object->SetAlignedPointerInInternalField(native_state_field, this);
    object->SetInternalField(native_kind_field, v8::Integer::New(rt.isolate, kind));
    rt.state<NativeObjects>().list.push_back(&link_);
    if (kept_ == 0) make_weak();
  }
  /// What of the engine's the object holds as a property of its own, so that the collector sees through it: a v8::Global in the state would keep
  /// all that leads back to the object, for ever.
  void hold(v8::Local<v8::Data> data) { object(rt_->isolate)->SetInternalField(native_held_field, data); }
  /// That; undefined before. Empty once the object was collected.
  v8::Local<v8::Data> held() const {
    v8::Local<v8::Object> self = object(rt_->isolate);
    return self.IsEmpty() ? v8::Local<v8::Data>() : self->GetInternalField(native_held_field);
  }
  /// Holds the JavaScript object until as many release()s.
  void keep() {
    if (kept_++ == 0 && !object_.IsEmpty()) object_.ClearWeak();
  }
  void release() {
    if (--kept_ == 0 && !object_.IsEmpty()) make_weak();
  }

 protected:
  /// The JavaScript object was collected. The default deletes the state; one that a Handle of the background shares closes that instead.
  virtual void collected() { delete this; }

 private:
  void make_weak() {
    object_.SetWeak(
        this,
        [](const v8::WeakCallbackInfo<NativeObject>& info) {
          NativeObject* self = info.GetParameter();
          self->object_.Reset();
          self->rt_->state<NativeObjects>().collected.push_back(&self->link_);
          // The engine calls back later, if need be after the Runtime's end, with which the object has gone.
          info.SetSecondPassCallback([](const v8::WeakCallbackInfo<NativeObject>& second) {
            if (auto* rt = static_cast<Runtime*>(second.GetIsolate()->GetData(runtime_slot)))
              rt->state<NativeObjects>().tell_collected();
          });
        },
        v8::WeakCallbackType::kParameter);
  }
  friend NativeObjects;
  Runtime* rt_ = nullptr;
  v8::Global<v8::Object> object_;
  NativeObjects::Link link_{this};
  int kept_ = 0;
};

inline void NativeObjects::end() {
  for (List<Link>* each : {&list, &collected})
    while (Link* link = each->front()) delete link->object;
}

inline void NativeObjects::tell_collected() {
  while (Link* link = collected.front()) {
    list.push_back(link);
    link->object->collected();
  }
}

/// The state behind a method's receiver, whose class the engine has checked. Null for one whose constructor failed.
template <class T>
T* receiver(v8::Local<v8::Object> object) {
  return static_cast<T*>(static_cast<NativeObject*>(object->GetAlignedPointerFromInternalField(native_state_field)));
}

/// The state behind any value: null unless it is an object of class T.
template <class T>
T* native(v8::Local<v8::Value> value) {
  if (!value->IsObject()) return nullptr;
  auto object = value.As<v8::Object>();
  if (object->InternalFieldCount() != native_field_count) return nullptr;
  v8::Local<v8::Data> kind = object->GetInternalField(native_kind_field);
  if (!kind->IsValue() || !kind.As<v8::Value>()->IsInt32()) return nullptr;
  return kind.As<v8::Int32>()->Value() == native_kind<T>() ? receiver<T>(object) : nullptr;
}

}  // namespace rondo
