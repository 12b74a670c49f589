// Native state behind a JavaScript object. The object owns it: weak while idle, strong (`keep()`) while something is
// under way that will call back.
#pragma once
#include <v8.h>

#include <utility>

#include "base/list.h"
#include "bind/convert.h"

namespace rondo {

class NativeObject;

/// All native states of a Runtime: those that JavaScript still holds when it ends go with it.
struct NativeObjects final : ModuleState {
  struct Link : ListNode {
    explicit Link(NativeObject* object) : object(object) {}
    NativeObject* object;
  };
  void end() override;
  List<Link> list;
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
  /// Whether something is under way that will call back.
  bool kept() const { return kept_ > 0; }

  void attach(Runtime& rt, v8::Local<v8::Object> object) {
    rt_ = &rt;
    object_.Reset(rt.isolate, object);
    object->SetAlignedPointerInInternalField(0, this);
    rt.state<NativeObjects>().list.push_back(&link_);
    if (kept_ == 0) make_weak();
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
          info.GetParameter()->object_.Reset();
          info.SetSecondPassCallback(
              [](const v8::WeakCallbackInfo<NativeObject>& second) { second.GetParameter()->collected(); });
        },
        v8::WeakCallbackType::kParameter);
  }
  Runtime* rt_ = nullptr;
  v8::Global<v8::Object> object_;
  NativeObjects::Link link_{this};
  int kept_ = 0;
};

inline void NativeObjects::end() {
  while (Link* link = list.front()) delete link->object;
}

/// The state behind an object that a class's signature has checked. Null for one whose constructor failed.
template <class T>
T* native(v8::Local<v8::Object> object) {
  return static_cast<T*>(static_cast<NativeObject*>(object->GetAlignedPointerFromInternalField(0)));
}

}  // namespace rondo
