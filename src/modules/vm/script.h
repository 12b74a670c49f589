// Code that node:vm compiles: scripts, which run in any context, and functions.
#pragma once

#include <v8.h>

#include "bind/module.h"

namespace rondo::modules::vm {

class Script final : public NativeObject {
 public:
  /// compile(Script, source, filename, line offset, column offset, host-defined id, cached data | undefined, produce cached data, show)
  /// -> { script, rejected?, produced? }
  static void compile(const Arguments& info);
  /// run(sandbox | null, timeout in ms or -1, break on SIGINT, show)
  static void run(Script& self, const Arguments& info);
  /// cachedData() -> bytes for `compile` to start from next time
  static void cached_data(Script& self, const Arguments& info);
  /// What its //# sourceMappingURL= says, or undefined.
  static void source_map_url(Script& self, const Arguments& info);

 private:
  v8::Local<v8::UnboundScript> script() const { return held().As<v8::UnboundScript>(); }
};

/// callGuarded(sandbox | undefined, timeout in ms or -1, break on SIGINT, fn) -> what fn() gives; the context's own microtasks run then.
void call_guarded(const Arguments& info);

/// compileFunction(source, filename, line offset, column offset, host-defined id, cached data | undefined, produce cached data, sandbox | undefined,
/// context extensions, parameters, show) -> { function, rejected?, produced?, sourceMapURL }
void compile_function(const Arguments& info);

}  // namespace rondo::modules::vm
