// WebAssembly that is compiled while it arrives.
#pragma once
#include <v8.h>

#include <memory>

#include "bind/module.h"

namespace rondo::modules::webassembly {

/// Contexts that are made from now on have WebAssembly.compileStreaming and instantiateStreaming.
void allow_streaming(v8::Isolate* isolate);

/// setStreaming(fn): what they are given goes to fn(source), which makes one WasmStream at once.
void set_streaming(Runtime& rt, v8::Local<v8::Function> fn);

/// Where the bytes of the source go that fn was called for.
class WasmStream final : public NativeObject {
 public:
  static Result<WasmStream*> make(Runtime& rt);
  /// setUrl(text): what stacks call the module
  static void set_url(WasmStream& self, const Arguments& info);
  /// push(bytes), before finish() and abort()
  static void push(WasmStream& self, const Arguments& info);
  /// finish(): these were all; the promise settles
  static void finish(WasmStream& self, const Arguments& info);
  /// abort(error): the promise rejects
  static void abort(WasmStream& self, const Arguments& info);

 private:
  explicit WasmStream(std::shared_ptr<v8::WasmStreaming> target) : target_(std::move(target)) {}
  std::shared_ptr<v8::WasmStreaming> target_;  // null once it has ended
};

}  // namespace rondo::modules::webassembly
