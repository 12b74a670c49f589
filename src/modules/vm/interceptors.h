// What a global object of node:vm answers: the sandbox first, then the language's own globals.
#pragma once

#include <v8.h>

namespace rondo::modules::vm {

/// Gives the global objects made from `global` their answers.
void intercept(v8::Local<v8::ObjectTemplate> global);

}  // namespace rondo::modules::vm
