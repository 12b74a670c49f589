// --trace-sigint: Ctrl+C tells which functions run, before it ends the process as it always does.
#pragma once
#include <v8.h>

namespace rondo::modules::process {

/// Begins or ends it for the main thread's isolate. A program's own listener of SIGINT goes before it.
void trace_sigint(v8::Isolate* isolate, bool on);

}  // namespace rondo::modules::process
