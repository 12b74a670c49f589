// Error -> the object that programs catch, with Node's code, errno, syscall, path and words.
#pragma once
#include <v8.h>

#include "base/error.h"

namespace rondo {

class Runtime;

/// The Error object for `error`; its stack is that of the JavaScript that is running, if any.
v8::Local<v8::Value> to_js_error(Runtime& rt, const Error& error);

}  // namespace rondo
