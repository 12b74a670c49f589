#include "bind/origin.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "bind/convert.h"

namespace rondo {

namespace {

constexpr std::string_view frame_start = "    at ";

bool is_library(std::string_view line) {
  return line.find("(node:") != std::string_view::npos || line.starts_with("    at node:") ||
         line.starts_with("    at async node:");
}

/// The lines of `stack` that are functions of the program.
std::string program_frames(std::string_view stack) {
  std::string out;
  while (!stack.empty()) {
    size_t end = stack.find('\n');
    std::string_view line = stack.substr(0, end);
    stack.remove_prefix(end == std::string_view::npos ? stack.size() : end + 1);
    if (line.starts_with(frame_start) && !is_library(line)) (out += '\n') += line;
  }
  return out;
}

std::string stack_of(Runtime& rt, v8::Local<v8::Object> object) {
  v8::Local<v8::Value> stack;
  if (!object->Get(rt.context(), js_name(rt.isolate, "stack")).ToLocal(&stack) || !stack->IsString()) return {};
  return utf8(rt.isolate, stack.As<v8::String>());
}

}  // namespace

Origin::Origin(Runtime& rt) {
  if (!rt.state<OriginBudget>().take(uv_now(rt.loop.uv()))) return;
  v8::TryCatch quiet(rt.isolate);
  v8::Local<v8::Object> holder = v8::Object::New(rt.isolate);
  if (v8::Exception::CaptureStackTrace(rt.context(), holder).FromMaybe(false)) noted_.Reset(rt.isolate, holder);
}

void Origin::tell(Runtime& rt, v8::Local<v8::Value> error) const {
  if (noted_.IsEmpty() || !error->IsNativeError()) return;
  v8::TryCatch quiet(rt.isolate);  // a program's Error.prepareStackTrace may throw
  v8::Local<v8::Object> object = error.As<v8::Object>();
  std::string stack = stack_of(rt, object);
  if (stack.empty() || !program_frames(stack).empty()) return;
  std::string frames = program_frames(stack_of(rt, noted(rt)));
  if (frames.empty()) return;
  (void)object->Set(rt.context(), js_name(rt.isolate, "stack"), js_string(rt.isolate, stack + frames));
}

}  // namespace rondo
