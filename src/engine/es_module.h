// The two questions that V8 asks of whoever loads modules: what import.meta holds, and what import() gives.
#pragma once
#include <v8.h>

#include "base/move_function.h"

namespace rondo {

struct ModuleHooks {
  /// Fills `meta` for a module that the program's loader made.
  MoveFunction<void(v8::Local<v8::Context>, v8::Local<v8::Module>, v8::Local<v8::Object> meta)> import_meta;
  /// import(specifier) in code whose host-defined options are `options` and whose name is `resource`.
  MoveFunction<v8::MaybeLocal<v8::Promise>(v8::Local<v8::Context>, v8::Local<v8::Data> options,
                                           v8::Local<v8::Value> resource, v8::Local<v8::String> specifier,
                                           v8::Local<v8::FixedArray> attributes)>
      dynamic_import;
};

}  // namespace rondo
