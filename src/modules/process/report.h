// The facts of a diagnostic report that JavaScript cannot find out itself. No V8: plain tests reach it.
#pragma once
#include <uv.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rondo::modules::process {

/// An entry of the report: its fields in order.
using Fact = std::variant<bool, double, std::string>;
using Facts = std::vector<std::pair<std::string, Fact>>;

/// Everything that libuv has open on `loop`, and the loop itself last.
std::vector<Facts> loop_facts(uv_loop_t* loop);
/// The calling thread's native stack: pc and symbol of each frame.
std::vector<Facts> native_stack();
/// Paths of the shared libraries that the process has loaded.
std::vector<std::string> shared_objects();

struct Limit {
  std::string name;
  std::optional<double> soft, hard;  // none: unlimited
};
std::vector<Limit> user_limits();

/// Versions of the C library: the one that runs, and the one that Rondo was compiled with.
std::string runtime_libc();
std::string compiler_libc();

}  // namespace rondo::modules::process
