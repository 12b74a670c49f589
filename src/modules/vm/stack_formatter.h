// What makes the text of an error's stack once there are several contexts.
#pragma once

#include "bind/module.h"

namespace rondo::modules::vm {

/// setStackFormatter(fn): fn(Error of the error's context | undefined for the main one, error, call sites) gives what `error.stack` holds
/// in every context of the isolate.
void set_stack_formatter(Runtime& rt, v8::Local<v8::Function> formatter);

}  // namespace rondo::modules::vm
