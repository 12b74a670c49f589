#include "engine/script.h"

#include <iterator>

namespace rondo {

namespace {

std::string text_of(v8::Isolate* isolate, v8::Local<v8::String> string) {
  if (string.IsEmpty()) return {};
  v8::String::Utf8Value text(isolate, string);
  return *text ? std::string(*text, text.length()) : std::string();
}

}  // namespace

v8::Local<v8::Array> source_place(v8::Isolate* isolate, v8::Local<v8::Context> context,
                                  v8::Local<v8::Message> message) {
  if (message.IsEmpty()) return {};
  v8::TryCatch quiet(isolate);
  v8::Local<v8::String> source;
  v8::Local<v8::Value> resource = message->GetScriptOrigin().ResourceName();
  int line = message->GetLineNumber(context).FromMaybe(0);
  if (resource.IsEmpty() || !resource->IsString() || line == 0 || !message->GetSource(context).ToLocal(&source))
    return {};
  v8::Local<v8::Value> parts[] = {resource, v8::Integer::New(isolate, line),
                                  v8::Integer::New(isolate, message->GetStartColumn()),
                                  v8::Integer::New(isolate, message->GetStartPosition()), source};
  return v8::Array::New(isolate, parts, std::size(parts));
}

std::string thrown_at(v8::Isolate* isolate, v8::Local<v8::Message> message) {
  if (message.IsEmpty()) return {};
  v8::Local<v8::StackTrace> stack = message->GetStackTrace();
  if (stack.IsEmpty()) return {};
  std::string out;
  for (int i = 0; i < stack->GetFrameCount(); i++) {
    v8::Local<v8::StackFrame> frame = stack->GetFrame(isolate, static_cast<uint32_t>(i));
    std::string function = text_of(isolate, frame->GetFunctionName());
    std::string place = text_of(isolate, frame->GetScriptNameOrSourceURL()) + ":" +
                        std::to_string(frame->GetLineNumber()) + ":" + std::to_string(frame->GetColumn());
    out += "    at " + (function.empty() ? place : function + " (" + place + ")") + "\n";
  }
  return out;
}

std::string source_excerpt(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Message> message) {
  if (message.IsEmpty()) return {};
  v8::TryCatch quiet(isolate);  // a source map hook or a torn-down context must not add a second error
  v8::Local<v8::String> source_line;
  v8::Local<v8::Value> resource = message->GetScriptResourceName();
  int line = message->GetLineNumber(context).FromMaybe(0);
  if (line == 0 || !message->GetSourceLine(context).ToLocal(&source_line)) return {};
  // What eval() and new Function() compile has no name.
  if (!resource->IsString()) resource = v8::String::NewFromUtf8Literal(isolate, "<anonymous_script>");
  v8::String::Utf8Value file(isolate, resource), source(isolate, source_line);
  std::string text(*source ? *source : "", source.length());
  int start = message->GetStartColumn(), end = message->GetEndColumn();
  if (v8::ScriptOrigin origin = message->GetScriptOrigin(); line == origin.LineOffset() + 1) {
    start -= origin.ColumnOffset();
    end -= origin.ColumnOffset();
  }
  if (start < 0 || start > static_cast<int>(text.size())) return {};
  // a minified file has lines of a megabyte: the excerpt shows the neighbourhood only
  constexpr size_t widest = 1024;
  if (text.size() > widest) {
    size_t from = start > 256 ? start - 256 : 0;
    text = text.substr(from, widest);
    start -= static_cast<int>(from);
    end -= static_cast<int>(from);
  }
  std::string out = std::string(*file ? *file : "") + ":" + std::to_string(line) + "\n" + text + "\n";
  for (int i = 0; i < start && i < static_cast<int>(text.size()); i++) out += text[i] == '\t' ? '\t' : ' ';
  out += '^';
  for (int i = start + 1; i < end && i < static_cast<int>(text.size()); i++) out += '^';
  return out + "\n";
}

}  // namespace rondo
