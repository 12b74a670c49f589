// A JavaScript function that C++ keeps, with the async context in which it was given.
#pragma once
#include <v8.h>

#include <utility>

#include "bind/convert.h"

namespace rondo {

class Callback {
 public:
  Callback() = default;
  Callback(Runtime& rt, v8::Local<v8::Function> fn) : rt_(&rt), fn_(rt.isolate, fn) {
    v8::Local<v8::Value> frame = rt.isolate->GetContinuationPreservedEmbedderData();
    if (!frame->IsUndefined()) frame_.Reset(rt.isolate, frame);
  }
  explicit operator bool() const { return !fn_.IsEmpty(); }
  void reset() {
    fn_.Reset();
    frame_.Reset();
  }
  v8::Local<v8::Value> frame() const { return frame_.IsEmpty() ? v8::Local<v8::Value>() : frame_.Get(rt_->isolate); }
  v8::Local<v8::Function> function() const { return fn_.Get(rt_->isolate); }

  /// Calls it in a Turn of its own. What it throws goes to the fault handler; after `stopping` nothing happens.
  template <class... A>
  void operator()(A&&... args) const {
    if (!rt_ || rt_->stopping()) return;
    v8::HandleScope handles(rt_->isolate);
    Turn turn(rt_->tasks, frame());
    if (!turn) return;
    v8::Local<v8::Value> argv[] = {Js<std::decay_t<A>>::to(*rt_, std::forward<A>(args))...,
                                   v8::Undefined(rt_->isolate)};
    turn.call(function(), v8::Undefined(rt_->isolate), std::span<v8::Local<v8::Value>>(argv, sizeof...(A)));
  }

 private:
  Runtime* rt_ = nullptr;
  v8::Global<v8::Function> fn_;
  v8::Global<v8::Value> frame_;
};

template <>
struct Js<Callback> {
  static constexpr const char* name = "of type function";
  static bool is(JsValue v) { return v->IsFunction(); }
  static Callback from(Runtime& rt, JsValue v) { return {rt, v.As<v8::Function>()}; }
};

}  // namespace rondo
