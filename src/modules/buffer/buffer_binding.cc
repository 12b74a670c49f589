// Native half of lib/buffer.js. Everything in this module stays within the bytes it is given, whatever the numbers say; lib/ words the
// errors.
#include <string>

#include "bind/text.h"
#include "modules/buffer/arguments.h"

namespace rondo::modules::buffer {
namespace {

using v8::Local;
using v8::Value;

bool is_any_array_buffer_fast(Local<Value>, Local<Value> value) {
  return value->IsArrayBuffer() || value->IsSharedArrayBuffer();
}
void is_any_array_buffer(const Arguments& info) {
  info.GetReturnValue().Set(is_any_array_buffer_fast(info.This(), info[0]));
}

/// ownNames(object, all) -> the names of its own properties (the enumerable ones, or all) that are no index
void own_names(const Arguments& info) {
  if (!info[0]->IsObject()) return;
  auto filter = info[1]->IsTrue() ? v8::ALL_PROPERTIES : v8::ONLY_ENUMERABLE;
  Local<v8::Array> names;
  if (info[0]
          .As<v8::Object>()
          ->GetPropertyNames(info.GetIsolate()->GetCurrentContext(), v8::KeyCollectionMode::kOwnOnly, filter,
                             v8::IndexFilter::kSkipIndices)
          .ToLocal(&names)) {
    info.GetReturnValue().Set(names);
  }
}

void create_uninitialized(const Arguments& info) {
  double size = number_of(info, 0);
  Local<v8::ArrayBuffer> memory;
  size_t bytes =
      size >= 0 && size <= static_cast<double>(v8::ArrayBuffer::kMaxByteLength) ? static_cast<size_t>(size) : SIZE_MAX;
  if (uninitialized_array_buffer(Runtime::from(info.GetIsolate()), bytes).ToLocal(&memory))
    info.GetReturnValue().Set(memory);
}

/// No postMessage, structuredClone or transfer() takes this ArrayBuffer away from those who share it.
void mark_untransferable(const Arguments& info) {
  if (!info[0]->IsArrayBuffer()) return;
  v8::Isolate* isolate = info.GetIsolate();
  info[0].As<v8::ArrayBuffer>()->SetDetachKey(v8::Symbol::New(isolate));
}

/// Whether the nearest code that is not the library's lies in a folder node_modules.
void called_from_package(const Arguments& info) {
  v8::Isolate* isolate = info.GetIsolate();
  Local<v8::StackTrace> stack = v8::StackTrace::CurrentStackTrace(isolate, 32, v8::StackTrace::kScriptName);
  bool found = false;
  for (int i = 0; i < stack->GetFrameCount(); i++) {
    Local<v8::String> name = stack->GetFrame(isolate, static_cast<uint32_t>(i))->GetScriptName();
    if (name.IsEmpty()) continue;
    std::string path = utf8(isolate, name);
    if (path.empty() || path.starts_with("node:")) continue;
    found = path.find("/node_modules/") != std::string::npos || path.find("\\node_modules\\") != std::string::npos;
    break;
  }
  info.GetReturnValue().Set(found);
}

}  // namespace

void bind(Module& m) {
  bind_text(m);
  bind_bytes(m);
  static const v8::CFunction fast_is_any_array_buffer = v8::CFunction::Make(is_any_array_buffer_fast);

  m.raw("isAnyArrayBuffer", is_any_array_buffer, fast_is_any_array_buffer);
  m.raw<"ownNames", own_names>();
  m.raw<"createUninitialized", create_uninitialized>();
  m.raw<"markUntransferable", mark_untransferable>();
  m.raw<"calledFromPackage", called_from_package>();

  m.constant("kMaxLength", static_cast<double>(v8::Uint8Array::kMaxByteLength));
  m.constant("kStringMaxLength", v8::String::kMaxLength);
  m.object("encodings", [](Module& encodings) {
    encodings.constant("utf8", static_cast<int32_t>(Encoding::utf8));
    encodings.constant("utf16le", static_cast<int32_t>(Encoding::utf16le));
    encodings.constant("latin1", static_cast<int32_t>(Encoding::latin1));
    encodings.constant("ascii", static_cast<int32_t>(Encoding::ascii));
    encodings.constant("base64", static_cast<int32_t>(Encoding::base64));
    encodings.constant("base64url", static_cast<int32_t>(Encoding::base64url));
    encodings.constant("hex", static_cast<int32_t>(Encoding::hex));
  });
}

}  // namespace rondo::modules::buffer
