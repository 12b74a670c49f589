// Native half of lib/internal/task_queue/: the queue of ticks, microtasks and rejections, and the async context that
// V8 carries along with promises.
#include "bind/module.h"

namespace rondo::modules::task_queue {

namespace {

/// `fields` are the words that both sides share, `run_ticks` runs ticks, microtasks and rejections until none is left.
void set_up(Runtime& rt, v8::Local<v8::Uint32Array> fields, v8::Local<v8::Function> run_ticks) {
  rt.tasks.set_up(fields, run_ticks);
}
void set_rejection_callback(Runtime& rt, v8::Local<v8::Function> callback) {
  rt.tasks.set_rejection_callback(callback);
}
void run_microtasks(Runtime& rt) { rt.tasks.run_microtasks(); }
void enqueue_microtask(Runtime& rt, v8::Local<v8::Function> fn) { rt.isolate->EnqueueMicrotask(fn); }
/// An uncaught exception that JavaScript found: what a promise was rejected with, say.
void raise(Runtime& rt, v8::Local<v8::Value> error, bool from_promise) { rt.tasks.raise(error, from_promise); }
/// What a value is, without running any of its code.
v8::Local<v8::Value> describe(Runtime& rt, v8::Local<v8::Value> value) {
  v8::Local<v8::String> text;
  return value->ToDetailString(rt.context()).ToLocal(&text) ? text : v8::String::Empty(rt.isolate);
}
/// Functions of the engine itself, among them those that read and replace the async context: optimised code inlines them.
v8::Local<v8::Object> engine_extras(Runtime& rt) { return rt.context()->GetExtrasBindingObject(); }
/// What V8 calls for every promise: (promise, parent) when it is made, (promise) before and after its reaction and when it is
/// settled; what is no function is not called.
void set_promise_hooks(Runtime& rt, v8::Local<v8::Value> init, v8::Local<v8::Value> before, v8::Local<v8::Value> after,
                       v8::Local<v8::Value> settled) {
  auto hook = [](v8::Local<v8::Value> value) {
    return value->IsFunction() ? value.As<v8::Function>() : v8::Local<v8::Function>();
  };
  rt.context()->SetPromiseHooks(hook(init), hook(before), hook(after), hook(settled));
}

}  // namespace

void bind(Module& m) {
  m.fn<"setUp", set_up>();
  m.fn<"setRejectionCallback", set_rejection_callback>();
  m.fn<"runMicrotasks", run_microtasks>();
  m.fn<"enqueueMicrotask", enqueue_microtask>();
  m.fn<"raise", raise>();
  m.fn<"describe", describe>();
  m.fn<"engineExtras", engine_extras>();
  m.fn<"setPromiseHooks", set_promise_hooks>();
  m.constant("hasTicks", uint32_t{TaskQueue::has_ticks});
  m.constant("hasRejections", uint32_t{TaskQueue::has_rejections});
  m.constant("fieldCount", uint32_t{TaskQueue::field_count});
  m.constant("promiseRejectWithNoHandler", int32_t{v8::kPromiseRejectWithNoHandler});
  m.constant("promiseHandlerAddedAfterReject", int32_t{v8::kPromiseHandlerAddedAfterReject});
  m.constant("promiseRejectAfterResolved", int32_t{v8::kPromiseRejectAfterResolved});
  m.constant("promiseResolveAfterResolved", int32_t{v8::kPromiseResolveAfterResolved});
}

}  // namespace rondo::modules::task_queue
