// Native half of lib/internal/task_queue/: the queue of ticks, microtasks and rejections, and the async context that
// V8 carries along with promises.
#include "bind/module.h"

namespace rondo::modules::task_queue {

namespace {

/// `fields` are the words that both sides share, `run_ticks` runs ticks, microtasks and rejections until none is left.
void set_up(Runtime& rt, v8::Local<v8::Uint32Array> fields, v8::Local<v8::Function> run_ticks) { rt.tasks.set_up(fields, run_ticks); }
void set_rejection_callback(Runtime& rt, v8::Local<v8::Function> callback) { rt.tasks.set_rejection_callback(callback); }
void run_microtasks(Runtime& rt) { rt.tasks.run_microtasks(); }
void enqueue_microtask(Runtime& rt, v8::Local<v8::Function> fn) { rt.isolate->EnqueueMicrotask(fn); }
v8::Local<v8::Value> get_frame(Runtime& rt) { return rt.isolate->GetContinuationPreservedEmbedderData(); }
void set_frame(Runtime& rt, v8::Local<v8::Value> frame) { rt.isolate->SetContinuationPreservedEmbedderData(frame); }

}  // namespace

void bind(Module& m) {
  m.fn<"setUp", set_up>();
  m.fn<"setRejectionCallback", set_rejection_callback>();
  m.fn<"runMicrotasks", run_microtasks>();
  m.fn<"enqueueMicrotask", enqueue_microtask>();
  m.fn<"getFrame", get_frame>();
  m.fn<"setFrame", set_frame>();
  m.constant("hasTicks", uint32_t{TaskQueue::has_ticks});
  m.constant("hasRejections", uint32_t{TaskQueue::has_rejections});
  m.constant("fieldCount", uint32_t{TaskQueue::field_count});
  m.constant("promiseRejectWithNoHandler", int32_t{v8::kPromiseRejectWithNoHandler});
  m.constant("promiseHandlerAddedAfterReject", int32_t{v8::kPromiseHandlerAddedAfterReject});
  m.constant("promiseRejectAfterResolved", int32_t{v8::kPromiseRejectAfterResolved});
  m.constant("promiseResolveAfterResolved", int32_t{v8::kPromiseResolveAfterResolved});
}

}  // namespace rondo::modules::task_queue
