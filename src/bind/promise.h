// A Task<T> that a native function returns becomes a promise: started at once, settled in a Turn.
#pragma once
#include <memory>
#include <utility>

#include "background/thread_pool.h"
#include "bind/convert.h"

namespace rondo {

/// The pending promise of a Request, kept without the background knowing of it.
class Deferred {
 public:
  explicit Deferred(Runtime& rt)
      : rt_(rt), resolver_(rt.isolate, v8::Promise::Resolver::New(rt.context()).ToLocalChecked()) {
    v8::Local<v8::Value> frame = rt.isolate->GetContinuationPreservedEmbedderData();
    if (!frame->IsUndefined()) frame_.Reset(rt.isolate, frame);
  }
  v8::Local<v8::Promise> promise() const { return resolver_.Get(rt_.isolate)->GetPromise(); }

  template <class T>
  void settle(Result<T> result) {
    if (rt_.stopping()) return;
    v8::HandleScope handles(rt_.isolate);
    Turn turn(rt_.tasks, frame_.IsEmpty() ? v8::Local<v8::Value>() : frame_.Get(rt_.isolate));
    if (!turn) return;
    auto resolver = resolver_.Get(rt_.isolate);
    if (!result)
      (void)resolver->Reject(rt_.context(), to_js_error(rt_, result.error()));
    else if constexpr (std::is_void_v<T>)
      (void)resolver->Resolve(rt_.context(), v8::Undefined(rt_.isolate));
    else
      (void)resolver->Resolve(rt_.context(), Js<T>::to(rt_, std::move(*result)));
  }

 private:
  Runtime& rt_;
  v8::Global<v8::Promise::Resolver> resolver_;
  v8::Global<v8::Value> frame_;
};

template <class T>
struct Js<Task<T>> {
  static JsValue to(Runtime& rt, Task<T> task) {
    Deferred deferred(rt);
    JsValue promise = deferred.promise();
    start<T>(rt.background, std::move(task),
             [deferred = std::move(deferred)](Result<T> result) mutable { deferred.settle(std::move(result)); });
    return promise;
  }
};

}  // namespace rondo
