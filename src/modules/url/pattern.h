// URLPattern, on ada with V8's regular expressions. Native half of lib/internal/url/pattern.js.
#pragma once
#include "bind/module.h"

namespace rondo::modules::url {

void bind_pattern(Module& m);

}  // namespace rondo::modules::url
