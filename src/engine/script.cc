#include "engine/script.h"

namespace rondo {

std::string source_excerpt(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Message> message) {
  if (message.IsEmpty()) return {};
  v8::TryCatch quiet(isolate);  // a source map hook or a torn-down context must not add a second error
  v8::Local<v8::String> source_line;
  v8::Local<v8::Value> resource = message->GetScriptResourceName();
  int line = message->GetLineNumber(context).FromMaybe(0);
  if (!resource->IsString() || line == 0 || !message->GetSourceLine(context).ToLocal(&source_line)) return {};
  v8::String::Utf8Value file(isolate, resource), source(isolate, source_line);
  std::string text(*source ? *source : "", source.length());
  int start = message->GetStartColumn(), end = message->GetEndColumn();
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
