// What JavaScript cannot see of its own objects, for util.inspect and the comparisons of assert.
#pragma once
#include "bind/module.h"

namespace rondo::modules::util {

/// kind, kinds, promiseDetails, proxyDetails, previewEntries, nonIndexProperties, constructorName, externalAddress, isDetached, callSites, callerLine.
void bind_details(Module& m);

}  // namespace rondo::modules::util
