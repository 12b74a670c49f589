// The native half of process.report.
#pragma once
#include "bind/module.h"

namespace rondo::modules::process {

void bind_report(Module& m);

}  // namespace rondo::modules::process
