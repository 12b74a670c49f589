// Contexts of node:vm: a global object that is a view of another object, the sandbox, with the language's own globals beneath it.
#pragma once

#include <v8.h>

#include "bind/module.h"

namespace rondo::modules::vm {

/// makeContext(sandbox | undefined, name, origin | undefined, code from strings, code from wasm, own microtask queue,
///             host-defined id for import() in code that has none)
/// Without a sandbox: an ordinary global object, which is returned.
void make_context(const Arguments& info);
/// isContext(object)
void is_context(const Arguments& info);
/// globalOf(object) -> the global object of isContext(object)'s context
void global_of(const Arguments& info);
/// The context of a sandbox, or of a global object that makeContext() returned. Empty for other objects.
v8::MaybeLocal<v8::Context> context_of(Runtime& rt, v8::Local<v8::Object> object);
/// Runs the microtasks of a context that has a queue of its own.
void run_own_microtasks(v8::Local<v8::Context> context);

}  // namespace rondo::modules::vm
