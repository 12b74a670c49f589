// The phases of one turn of the loop, in the order in which libuv goes through them. The loop itself says
// which it is in, so that whoever looks on (a tracer, a stall report) can name it.
#pragma once

namespace rondo {

enum class Phase { idle, timers, pending, poll, check, close };

constexpr const char* name_of(Phase phase) {
  switch (phase) {
    case Phase::timers: return "timers";
    case Phase::pending: return "pending";
    case Phase::poll: return "poll";
    case Phase::check: return "check";
    case Phase::close: return "close";
    case Phase::idle: break;
  }
  return "idle";
}

}  // namespace rondo
