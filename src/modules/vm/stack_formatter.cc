#include "modules/vm/stack_formatter.h"

#include <iterator>

#include "engine/context_fields.h"

namespace rondo::modules::vm {
namespace {

struct StackFormatter : ModuleState {
  v8::Global<v8::Function> function;
};

/// Called by V8 while JavaScript runs, or while C++ looks at an error.
v8::MaybeLocal<v8::Value> format(v8::Local<v8::Context> context, v8::Local<v8::Value> error,
                                 v8::Local<v8::Array> sites) {
  Runtime& rt = Runtime::from(v8::Isolate::GetCurrent());
  v8::EscapableHandleScope handles(rt.isolate);
  v8::Local<v8::Value> own = v8::Undefined(rt.isolate);
  if (context != rt.context() && context->GetNumberOfEmbedderDataFields() > kErrorField)
    own = context->GetEmbedderData(kErrorField);
  v8::Local<v8::Value> args[] = {own, error, sites};
  v8::Local<v8::Function> formatter = rt.state<StackFormatter>().function.Get(rt.isolate);
  if (formatter.IsEmpty()) return handles.Escape(own);  // the Runtime is going
  v8::Local<v8::Value> stack;
  if (!formatter->Call(rt.isolate, rt.context(), v8::Undefined(rt.isolate), std::size(args), args).ToLocal(&stack))
    return {};
  return handles.Escape(stack);
}

}  // namespace

void set_stack_formatter(Runtime& rt, v8::Local<v8::Function> formatter) {
  rt.state<StackFormatter>().function.Reset(rt.isolate, formatter);
  rt.isolate->SetPrepareStackTraceCallback(format);
}

}  // namespace rondo::modules::vm
