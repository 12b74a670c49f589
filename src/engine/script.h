// What V8's messages tell of a place in a program.
#pragma once
#include <v8.h>

#include <string>

namespace rondo {

/// Where `message` points to: [script's name, line from 1, column from 0, offset in the source, the script's source]. Empty where V8
/// has none.
v8::Local<v8::Array> source_place(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Message> message);

/// The functions that ran when what `message` is about was thrown, a line each, as far as the isolate captures them.
std::string thrown_at(v8::Isolate* isolate, v8::Local<v8::Message> message);

/// "file:line\nsource line\n    ^^^\n" for the place that `message` is about; empty where V8 has none.
std::string source_excerpt(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Message> message);

}  // namespace rondo
