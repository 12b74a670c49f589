// Native half of lib/util.js, and of what inspects, compares and names values.
#include <uv.h>

#include "bind/module.h"
#include "modules/util/details.h"
#include "modules/util/parse_env.h"
#include "modules/util/text.h"
#include "modules/util/types.h"

namespace rondo::modules::util {
namespace {

struct SystemError {
  int32_t number;
  const char* name;
  const char* message;
};
constexpr SystemError system_error_table[] = {
#define RONDO_SYSTEM_ERROR(name, message) {UV_##name, #name, message},
    UV_ERRNO_MAP(RONDO_SYSTEM_ERROR)
#undef RONDO_SYSTEM_ERROR
};

/// systemErrors(): [[number, name, message], ...]
JsValue system_errors(Runtime& rt) {
  std::vector<JsValue> rows;
  for (const SystemError& error : system_error_table) {
    JsValue row[] = {v8::Integer::New(rt.isolate, error.number), js_string(rt.isolate, error.name),
                     js_string(rt.isolate, error.message)};
    rows.push_back(v8::Array::New(rt.isolate, row, std::size(row)));
  }
  return v8::Array::New(rt.isolate, rows.data(), rows.size());
}

/// parseEnv(text): [name, value, name, value, ...]
std::vector<std::string> env_pairs(std::string text) {
  std::vector<std::string> flat;
  for (auto& [name, value] : parse_env(text)) {
    flat.push_back(name);
    flat.push_back(std::move(value));
  }
  return flat;
}

}  // namespace

void bind(Module& m) {
  bind_types(m);
  bind_details(m);
  bind_text(m);
  m.fn<"systemErrors", system_errors>();
  m.fn<"parseEnv", env_pairs>();
}

}  // namespace rondo::modules::util
