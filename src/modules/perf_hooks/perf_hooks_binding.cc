// Native half of lib/perf_hooks.js: the clock.
#include <ctime>

#include "bind/module.h"

namespace rondo::modules::perf_hooks {

namespace {

constexpr double ns_per_ms = 1e6;

/// ms since the time origin, with a fraction.
double now(Runtime& rt) { return static_cast<double>(uv_hrtime() - rt.process.started_ns) / ns_per_ms; }

/// Wall-clock time of the time origin: ms since 1970, with a fraction.
double time_origin(Runtime& rt) {
  timespec wall{};
  clock_gettime(CLOCK_REALTIME, &wall);
  return static_cast<double>(wall.tv_sec) * 1e3 + static_cast<double>(wall.tv_nsec) / ns_per_ms - now(rt);
}

}  // namespace

void bind(Module& m) {
  m.quick<"now", now>();
  m.quick<"timeOrigin", time_origin>();
}

}  // namespace rondo::modules::perf_hooks
