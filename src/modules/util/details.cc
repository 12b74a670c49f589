#include "modules/util/details.h"

#include <algorithm>
#include <cstdio>

#include "modules/util/kinds.h"

namespace rondo::modules::util {
namespace {

using v8::Array;
using v8::Isolate;
using v8::Local;
using v8::Object;
using v8::Value;

Local<Array> list(Isolate* isolate, std::initializer_list<Local<Value>> values) {
  std::vector<Local<Value>> elements(values);
  return Array::New(isolate, elements.data(), elements.size());
}

/// kind(value): a number of `kinds`.
void kind(const Arguments& info) { info.GetReturnValue().Set(static_cast<int32_t>(kind_of(info[0]))); }
int32_t kind_fast(Local<Value>, Local<Value> value) { return static_cast<int32_t>(kind_of(value)); }

/// promiseDetails(promise): [state, result].
void promise_details(const Arguments& info) {
  if (!info[0]->IsPromise()) return;
  auto promise = info[0].As<v8::Promise>();
  Isolate* isolate = info.GetIsolate();
  bool pending = promise->State() == v8::Promise::kPending;
  info.GetReturnValue().Set(list(isolate, {v8::Integer::New(isolate, promise->State()),
                                           pending ? v8::Undefined(isolate).As<Value>() : promise->Result()}));
}

/// proxyDetails(proxy): [target, handler], both null once it was revoked.
void proxy_details(const Arguments& info) {
  if (!info[0]->IsProxy()) return;
  auto proxy = info[0].As<v8::Proxy>();
  info.GetReturnValue().Set(list(info.GetIsolate(), {proxy->GetTarget(), proxy->GetHandler()}));
}

/// previewEntries(collection or iterator): [entries, keyed]; keyed entries are a key and a value by turns.
void preview_entries(const Arguments& info) {
  if (!info[0]->IsObject()) return;
  bool keyed = false;
  Local<Array> entries;
  if (!info[0].As<Object>()->PreviewEntries(&keyed).ToLocal(&entries)) return;
  info.GetReturnValue().Set(list(info.GetIsolate(), {entries, v8::Boolean::New(info.GetIsolate(), keyed)}));
}

/// nonIndexProperties(object, onlyEnumerable): its own keys that are no array indices.
void non_index_properties(const Arguments& info) {
  if (!info[0]->IsObject()) return;
  auto filter = info[1]->IsTrue() ? v8::PropertyFilter::ONLY_ENUMERABLE : v8::PropertyFilter::ALL_PROPERTIES;
  Local<Array> keys;
  if (info[0]
          .As<Object>()
          ->GetPropertyNames(info.GetIsolate()->GetCurrentContext(), v8::KeyCollectionMode::kOwnOnly, filter,
                             v8::IndexFilter::kSkipIndices)
          .ToLocal(&keys)) {
    info.GetReturnValue().Set(keys);
  }
}

/// constructorName(object): the class it was made by, even without its prototype.
void constructor_name(const Arguments& info) {
  if (info[0]->IsObject()) info.GetReturnValue().Set(info[0].As<Object>()->GetConstructorName());
}

/// externalAddress(external): hexadecimal.
void external_address(const Arguments& info) {
  if (!info[0]->IsExternal()) return;
  char text[2 * sizeof(uintptr_t) + 1];
  int length = std::snprintf(text, sizeof text, "%jx",
                             static_cast<uintmax_t>(reinterpret_cast<uintptr_t>(info[0].As<v8::External>()->Value())));
  info.GetReturnValue().Set(js_string(info.GetIsolate(), {text, static_cast<size_t>(length)}));
}

/// isDetached(buffer): its bytes were transferred.
void is_detached(const Arguments& info) {
  info.GetReturnValue().Set(info[0]->IsArrayBuffer() && info[0].As<v8::ArrayBuffer>()->WasDetached());
}

constexpr int32_t kMostFrames = 200;

/// callSites(count): of the functions running, innermost first and the library's left out, [function, script id, script, line, column] each.
void call_sites(const Arguments& info) {
  Isolate* isolate = info.GetIsolate();
  int32_t count = info[0]->IsInt32() ? std::clamp(info[0].As<v8::Int32>()->Value(), 0, kMostFrames) : 0;
  // the frames of util itself come on top
  constexpr int32_t own = 4;
  Local<v8::StackTrace> stack = v8::StackTrace::CurrentStackTrace(isolate, count + own, v8::StackTrace::kDetailed);
  auto or_empty = [&](Local<v8::String> text) -> Local<Value> {
    return text.IsEmpty() ? v8::String::Empty(isolate) : text;
  };
  std::vector<Local<Value>> sites;
  bool on_top = true;
  for (int i = 0; i < stack->GetFrameCount() && static_cast<int32_t>(sites.size()) < count; i++) {
    Local<v8::StackFrame> frame = stack->GetFrame(isolate, static_cast<uint32_t>(i));
    Local<v8::String> script = frame->GetScriptName();
    if (on_top && !script.IsEmpty() && utf8(isolate, script).starts_with("node:")) continue;
    on_top = false;
    sites.push_back(list(
        isolate,
        {or_empty(frame->GetFunctionName()), js_string(isolate, std::to_string(frame->GetScriptId())), or_empty(script),
         v8::Integer::New(isolate, frame->GetLineNumber()), v8::Integer::New(isolate, frame->GetColumn())}));
  }
  info.GetReturnValue().Set(Array::New(isolate, sites.data(), sites.size()));
}

/// The text of a line of `source`, from 1.
std::u16string line_of(v8::Isolate* isolate, Local<v8::String> source, int number) {
  v8::String::ValueView view(isolate, source);
  auto at = [&](uint32_t i) -> char16_t { return view.is_one_byte() ? view.data8()[i] : view.data16()[i]; };
  uint32_t length = view.length();
  uint32_t start = 0;
  for (int line = 1; line < number && start < length; start++) {
    if (at(start) == u'\n') line++;
  }
  std::u16string text;
  for (uint32_t i = start; i < length && at(i) != u'\n' && at(i) != u'\r'; i++) text.push_back(at(i));
  return text;
}

/// callerLine(): [source line, column] of where the program called the library; undefined where there is no source.
void caller_line(const Arguments& info) {
  Isolate* isolate = info.GetIsolate();
  constexpr int most = 20;
  Local<v8::StackTrace> stack = v8::StackTrace::CurrentStackTrace(isolate, most, v8::StackTrace::kDetailed);
  for (int i = 0; i < stack->GetFrameCount(); i++) {
    Local<v8::StackFrame> frame = stack->GetFrame(isolate, static_cast<uint32_t>(i));
    Local<v8::String> script = frame->GetScriptName();
    if (!script.IsEmpty() && utf8(isolate, script).starts_with("node:")) continue;
    Local<v8::String> source = frame->GetScriptSource();
    if (source.IsEmpty() || source->Length() == 0) return;
    std::u16string line = line_of(isolate, source, frame->GetLineNumber());
    Local<v8::String> text;
    if (!v8::String::NewFromTwoByte(isolate, reinterpret_cast<const uint16_t*>(line.data()), v8::NewStringType::kNormal,
                                    static_cast<int>(line.size()))
             .ToLocal(&text))
      return;
    info.GetReturnValue().Set(list(isolate, {text, v8::Integer::New(isolate, frame->GetColumn())}));
    return;
  }
}

}  // namespace

void bind_details(Module& m) {
  static const v8::CFunction fast_kind = v8::CFunction::Make(kind_fast);
  m.raw("kind", kind, fast_kind);
  m.object("kinds", [](Module& kinds) {
    for (int32_t i = 0; i < static_cast<int32_t>(Kind::count); i++) kinds.constant(name_of(static_cast<Kind>(i)), i);
  });
  m.object("promiseStates", [](Module& states) {
    states.constant("pending", static_cast<int32_t>(v8::Promise::kPending));
    states.constant("fulfilled", static_cast<int32_t>(v8::Promise::kFulfilled));
    states.constant("rejected", static_cast<int32_t>(v8::Promise::kRejected));
  });
  m.raw<"promiseDetails", promise_details>();
  m.raw<"proxyDetails", proxy_details>();
  m.raw<"previewEntries", preview_entries>();
  m.raw<"nonIndexProperties", non_index_properties>();
  m.raw<"constructorName", constructor_name>();
  m.raw<"externalAddress", external_address>();
  m.raw<"isDetached", is_detached>();
  m.raw<"callSites", call_sites>();
  m.raw<"callerLine", caller_line>();
}

}  // namespace rondo::modules::util
