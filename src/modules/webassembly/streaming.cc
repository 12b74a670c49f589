#include "modules/webassembly/streaming.h"

#include <string>
#include <utility>

namespace rondo::modules::webassembly {
namespace {

struct StreamingState final : ModuleState {
  v8::Global<v8::Function> begin;
  std::shared_ptr<v8::WasmStreaming> next;  ///< while `begin` runs, until it has taken it
};

void on_streaming(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  Runtime& rt = Runtime::from(isolate);
  auto& state = rt.state<StreamingState>();
  state.next = v8::WasmStreaming::Unpack(isolate, info.Data());
  v8::Local<v8::Value> args[] = {info[0]};
  (void)state.begin.Get(isolate)->Call(rt.context(), v8::Undefined(isolate), 1, args);
  state.next.reset();
}

}  // namespace

void allow_streaming(v8::Isolate* isolate) { isolate->SetWasmStreamingCallback(on_streaming); }

void set_streaming(Runtime& rt, v8::Local<v8::Function> fn) { rt.state<StreamingState>().begin.Reset(rt.isolate, fn); }

Result<WasmStream*> WasmStream::make(Runtime& rt) {
  auto next = std::exchange(rt.state<StreamingState>().next, nullptr);
  if (!next) return Error::generic("ERR_INVALID_STATE", "Invalid state: nothing is being compiled");
  return new WasmStream(std::move(next));
}

void WasmStream::set_url(WasmStream& self, const Arguments& info) {
  v8::String::Utf8Value url(info.GetIsolate(), info[0]);
  if (self.target_ && *url) self.target_->SetUrl(*url, static_cast<size_t>(url.length()));
}

void WasmStream::push(WasmStream& self, const Arguments& info) {
  if (!self.target_ || !info[0]->IsArrayBufferView()) return;
  auto view = info[0].As<v8::ArrayBufferView>();
  const auto* data = static_cast<const uint8_t*>(view->Buffer()->Data());
  self.target_->OnBytesReceived(data + view->ByteOffset(), view->ByteLength());
}

void WasmStream::finish(WasmStream& self, const Arguments&) {
  if (auto target = std::exchange(self.target_, nullptr)) target->Finish();
}

void WasmStream::abort(WasmStream& self, const Arguments& info) {
  if (auto target = std::exchange(self.target_, nullptr)) target->Abort(info[0]);
}

}  // namespace rondo::modules::webassembly
