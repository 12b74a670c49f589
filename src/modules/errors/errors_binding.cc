// Native half of lib/internal/errors/: where an error was made, and who asked for what failed.
#include "bind/module.h"
#include "bind/origin.h"
#include "engine/script.h"

namespace rondo::modules::errors {

namespace {

/// [script's name, line, column, offset, source] of where `error` was made (engine/script.h); undefined where that is not known.
v8::Local<v8::Value> place(Runtime& rt, v8::Local<v8::Value> error) {
  v8::Local<v8::Array> found = source_place(rt.isolate, rt.context(), v8::Exception::CreateMessage(rt.isolate, error));
  return found.IsEmpty() ? v8::Undefined(rt.isolate).As<v8::Value>() : found;
}

/// Takes down which functions run now, as an object for tellOrigin(); undefined where the budget for that is spent.
v8::Local<v8::Value> note_origin(Runtime& rt) {
  v8::Local<v8::Object> noted = Origin(rt).noted(rt);
  return noted.IsEmpty() ? v8::Undefined(rt.isolate).As<v8::Value>() : noted;
}

/// Puts the program's functions of `origin` at the end of `error`'s stack, unless it shows some already.
void tell_origin(Runtime& rt, v8::Local<v8::Value> error, v8::Local<v8::Value> origin) {
  if (origin->IsObject()) Origin(rt, origin.As<v8::Object>()).tell(rt, error);
}

}  // namespace

void bind(Module& m) {
  m.fn<"place", place>();
  m.fn<"noteOrigin", note_origin>();
  m.fn<"tellOrigin", tell_origin>();
}

}  // namespace rondo::modules::errors
