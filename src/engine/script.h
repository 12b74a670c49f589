// What V8's messages tell of a place in a program.
#pragma once
#include <v8.h>

#include <string>

namespace rondo {

/// "file:line\nsource line\n    ^^^\n" for the place that `message` is about; empty where V8 has none.
std::string source_excerpt(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Message> message);

}  // namespace rondo
