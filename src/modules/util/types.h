// util.types: what a value is to V8.
#pragma once
#include "bind/module.h"

namespace rondo::modules::util {

/// isDate(value), isMap(value), ...
void bind_types(Module& m);

}  // namespace rondo::modules::util
