#include "modules/v8/coverage.h"

#include <optional>

#include "engine/inspector.h"

namespace rondo::modules::v8 {
namespace {

struct CoverageState final : ModuleState {
  std::optional<Inspector> inspector;  ///< while code is counted
};

}  // namespace

void start_coverage(Runtime& rt) {
  auto& inspector = rt.state<CoverageState>().inspector;
  if (inspector) return;
  inspector.emplace(rt.isolate);
  (void)inspector->ask(R"({"id":1,"method":"Profiler.enable"})");
  (void)inspector->ask(
      R"({"id":2,"method":"Profiler.startPreciseCoverage","params":{"callCount":true,"detailed":true}})");
}

::v8::Local<::v8::Value> take_coverage(Runtime& rt) {
  auto& inspector = rt.state<CoverageState>().inspector;
  ::v8::Local<::v8::String> answer;
  if (inspector && inspector->ask(R"({"id":3,"method":"Profiler.takePreciseCoverage"})").ToLocal(&answer))
    return answer;
  return ::v8::Undefined(rt.isolate);
}

void stop_coverage(Runtime& rt) { rt.state<CoverageState>().inspector.reset(); }

}  // namespace rondo::modules::v8
