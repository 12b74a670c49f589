#include "modules/vm/sandbox.h"

#include <memory>

#include "engine/context_fields.h"
#include "modules/vm/interceptors.h"

namespace rondo::modules::vm {
namespace {

using v8::Local;
using v8::Value;

v8::Local<v8::Private> context_mark(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js_name(isolate, "rondo:vm-context"));
}

/// A microtask queue lives as long as its context.
struct OwnQueue {
  std::unique_ptr<v8::MicrotaskQueue> queue;
  v8::Global<v8::Context> context;
};

bool allow_wasm(Local<v8::Context> context, Local<v8::String>) {
  if (context->GetNumberOfEmbedderDataFields() <= kWasmField) return true;
  Local<Value> refused = context->GetEmbedderData(kWasmField);
  return !refused->IsFalse();
}

/// What is the same in every context: how stacks are put into words, and a left-over of V8 that no standard knows.
bool complete_language(Runtime& rt, Local<v8::Context> context) {
  Local<Value> error, intl;
  if (!context->Global()->Get(context, js_name(rt.isolate, "Error")).ToLocal(&error) ||
      !context->Global()->Get(context, js_name(rt.isolate, "Intl")).ToLocal(&intl))
    return false;
  context->SetEmbedderData(kErrorField, error);
  return !intl->IsObject() ||
         intl.As<v8::Object>()->Delete(context, js_name(rt.isolate, "v8BreakIterator")).FromMaybe(false);
}

}  // namespace

void make_context(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  v8::Isolate* isolate = rt.isolate;
  bool plain = !info[0]->IsObject();
  Local<v8::ObjectTemplate> global;
  if (!plain) {
    global = v8::ObjectTemplate::New(isolate);
    intercept(global);
  }
  std::unique_ptr<OwnQueue> own;
  v8::MicrotaskQueue* queue = rt.context()->GetMicrotaskQueue();
  if (info[5]->IsTrue()) {
    own = std::make_unique<OwnQueue>();
    own->queue = v8::MicrotaskQueue::New(isolate, v8::MicrotasksPolicy::kExplicit);
    queue = own->queue.get();
  }
  Local<v8::Context> context = v8::Context::New(isolate, nullptr, global, {}, {}, queue);
  if (context.IsEmpty()) return;
  context->SetSecurityToken(rt.context()->GetSecurityToken());
  context->AllowCodeGenerationFromStrings(info[3]->IsTrue());
  if (!info[3]->IsTrue()) {
    context->SetErrorMessageForCodeGenerationFromStrings(
        js_string(isolate, "Code generation from strings disallowed for this context"));
  }
  if (!complete_language(rt, context)) return;
  context->SetEmbedderData(kWasmField, info[4]);
  context->SetEmbedderData(kImporterField, info[6]);
  isolate->SetAllowWasmCodeGenerationCallback(allow_wasm);
  if (own) {
    OwnQueue* kept = own.release();
    kept->context.Reset(isolate, context);
    context->SetEmbedderData(kQueueField, v8::True(isolate));
    kept->context.SetWeak(
        kept,
        [](const v8::WeakCallbackInfo<OwnQueue>& weak) {
          weak.GetParameter()->context.Reset();
          weak.SetSecondPassCallback(
              [](const v8::WeakCallbackInfo<OwnQueue>& second) { delete second.GetParameter(); });
        },
        v8::WeakCallbackType::kParameter);
  }
  Local<v8::Object> proxy = context->Global();
  Local<v8::Object> face = plain ? proxy : info[0].As<v8::Object>();
  context->SetEmbedderData(kSandboxField, plain ? Local<Value>(v8::Undefined(isolate)) : face);
  if (face->SetPrivate(rt.context(), context_mark(isolate), proxy).IsNothing()) return;
  info.GetReturnValue().Set(face);
}

v8::MaybeLocal<v8::Context> context_of(Runtime& rt, Local<v8::Object> object) {
  Local<Value> proxy;
  if (!object->GetPrivate(rt.context(), context_mark(rt.isolate)).ToLocal(&proxy) || !proxy->IsObject()) return {};
  return proxy.As<v8::Object>()->GetCreationContext(rt.isolate);
}

void is_context(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  info.GetReturnValue().Set(info[0]->IsObject() && !context_of(rt, info[0].As<v8::Object>()).IsEmpty());
}

void global_of(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  Local<v8::Context> context;
  if (info[0]->IsObject() && context_of(rt, info[0].As<v8::Object>()).ToLocal(&context))
    info.GetReturnValue().Set(context->Global());
}

void run_own_microtasks(Local<v8::Context> context) {
  if (context->GetNumberOfEmbedderDataFields() <= kQueueField || !context->GetEmbedderData(kQueueField)->IsTrue())
    return;
  context->GetMicrotaskQueue()->PerformCheckpoint(v8::Isolate::GetCurrent());
}

}  // namespace rondo::modules::vm
