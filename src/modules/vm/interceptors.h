// What a global object of node:vm answers: the sandbox first, then the language's own globals.
#pragma once

#include <v8.h>

#include <cstdint>
#include <vector>

namespace rondo::modules::vm {

/// Embedder data of a context of node:vm.
enum ContextField : int { kSandboxField = 32, kWasmField = 33, kQueueField = 34 };

/// Gives the global objects made from `global` their answers.
void intercept(v8::Local<v8::ObjectTemplate> global);

}  // namespace rondo::modules::vm
