// The asynchronous form of a native function that JavaScript may also call directly: the same function on the same arguments, run in
// the pool, with a callback (error, value) or a promise for what comes of it.
#pragma once
#include <optional>
#include <tuple>
#include <utility>

#include "background/thread_pool.h"
#include "bind/module.h"
#include "bind/origin.h"

namespace rondo {

/// Where the result of a Request goes: a callback, or a promise that it makes itself; in the async context of its making. An error
/// carries the program's functions that asked for it.
class Completion {
 public:
  /// @param target a function, or anything else for a promise
  Completion(Runtime& rt, JsValue target) : rt_(rt), calls_(target->IsFunction()), origin_(rt) {
    if (calls_)
      target_.Reset(rt.isolate, target.As<v8::Object>());
    else
      target_.Reset(rt.isolate, v8::Promise::Resolver::New(rt.context()).ToLocalChecked().As<v8::Object>());
    JsValue frame = rt.isolate->GetContinuationPreservedEmbedderData();
    if (!frame->IsUndefined()) frame_.Reset(rt.isolate, frame);
  }
  bool calls() const { return calls_; }
  /// The promise; undefined for a callback.
  JsValue promise() const {
    if (calls_) return v8::Undefined(rt_.isolate);
    return target_.Get(rt_.isolate).As<v8::Promise::Resolver>()->GetPromise();
  }

  /// Calls or settles, in a Turn of its own. After `stopping` nothing happens.
  template <class T>
  void settle(Result<T> result) {
    if (rt_.stopping()) return;
    v8::HandleScope handles(rt_.isolate);
    Turn turn(rt_.tasks, frame_.IsEmpty() ? JsValue() : frame_.Get(rt_.isolate));
    if (!turn) return;
    JsValue error, value;
    if (!result) {
      error = to_js_error(rt_, result.error());
      origin_.tell(rt_, error);
    } else if constexpr (!std::is_void_v<T>) {
      v8::TryCatch caught(rt_.isolate);  // a text too long for a string
      value = Js<T>::to(rt_, std::move(*result));
      if (value.IsEmpty()) {
        if (caught.HasTerminated()) return;
        error = caught.Exception();
      }
    }
    calls_ ? call(turn, error, value) : resolve(error, value);
  }

 private:
  void call(Turn& turn, JsValue error, JsValue value) {
    v8::Isolate* isolate = rt_.isolate;
    JsValue args[] = {error.IsEmpty() ? JsValue(v8::Null(isolate)) : error, value};
    size_t count = value.IsEmpty() ? 1 : 2;
    turn.call(target_.Get(isolate).As<v8::Function>(), v8::Undefined(isolate), std::span<JsValue>(args, count));
  }
  void resolve(JsValue error, JsValue value) {
    auto resolver = target_.Get(rt_.isolate).As<v8::Promise::Resolver>();
    if (!error.IsEmpty())
      (void)resolver->Reject(rt_.context(), error);
    else
      (void)resolver->Resolve(rt_.context(), value.IsEmpty() ? JsValue(v8::Undefined(rt_.isolate)) : value);
  }

  Runtime& rt_;
  bool calls_;
  v8::Global<v8::Object> target_;
  v8::Global<v8::Value> frame_;
  Origin origin_;
};

/// What the loop's view calls a Request that ends in a callback, and one that ends in a promise.
struct Kinds {
  const char* callback;
  const char* promise;
};

/// Whether the program can take memory away from under the bytes of `value`: resize() gives pages back whoever holds the buffer.
inline bool may_shrink(v8::Local<v8::Value> value) {
  if (value->IsArrayBufferView()) return value.As<v8::ArrayBufferView>()->Buffer()->IsResizableByUserJavaScript();
  return value->IsArrayBuffer() && value.As<v8::ArrayBuffer>()->IsResizableByUserJavaScript();
}

/// What F does with the bytes that it is given. `filled_by_kernel`: that writes into them, and says so where they are gone.
enum class BytesAre { read, filled_by_kernel };

template <class T>
T owned(T argument, v8::Local<v8::Value>) {
  return argument;
}
inline Bytes owned(Bytes bytes, v8::Local<v8::Value> value) {
  return bytes.empty() || !may_shrink(value) ? std::move(bytes) : Bytes::copy(bytes.text());
}

/// Runs F in the pool. JavaScript gives F's arguments, then a callback; without one it gets a promise. F's arguments own what they hold.
template <Name N, auto F, const Kinds& K, BytesAre B = BytesAre::read>
void in_pool(const Arguments& info) {
  using S = Signature<decltype(F)>;
  using Args = typename S::Args;
  using R = typename S::Return;
  using T = typename R::value_type;
  static_assert(!S::wants_runtime, "nothing of JavaScript in the pool");

  struct Work final : PoolRequest {
    Work(Runtime& rt, Completion c, Args a)
        : PoolRequest(rt.background, c.calls() ? K.callback : K.promise),
          completion(std::move(c)),
          args(std::move(a)) {}
    void run() override { result.emplace(std::apply(F, std::move(args))); }
    void complete(int status) override {
      unlink();  // done: what JavaScript lists now is without it
      completion.settle<T>(result ? std::move(*result) : R(Error::system(status, N.text)));
    }
    Completion completion;
    Args args;
    std::optional<R> result;
  };

  Runtime& rt = Runtime::from(info.GetIsolate());
  [&]<size_t... I>(std::index_sequence<I...>) {
    if (!accepts<Args>(rt, N.text, info)) return;
    Args args{Js<std::tuple_element_t<I, Args>>::from(rt, info[I])...};
    if constexpr (runs_accessors<Args>) {
      if (rt.isolate->HasPendingException()) return;
    }
    if constexpr (B == BytesAre::read) args = Args{owned(std::move(std::get<I>(args)), info[I])...};
    auto* work = new Work(rt, Completion(rt, info[sizeof...(I)]), std::move(args));
    info.GetReturnValue().Set(work->completion.promise());
    work->submit();
  }(std::make_index_sequence<std::tuple_size_v<Args>>{});
}

}  // namespace rondo
