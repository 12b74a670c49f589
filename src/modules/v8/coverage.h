// Which code of a program has run, and how often.
#pragma once
#include <v8.h>

#include "bind/module.h"

namespace rondo::modules::v8 {

/// startCoverage(): from now on V8 counts the calls of functions and the runs of blocks of this Runtime.
void start_coverage(Runtime& rt);
/// takeCoverage() -> the answer to Profiler.takePreciseCoverage as JSON, with what has run since the last one; undefined where nothing is
/// counted
::v8::Local<::v8::Value> take_coverage(Runtime& rt);
/// stopCoverage(): no longer.
void stop_coverage(Runtime& rt);

}  // namespace rondo::modules::v8
