#include "start/registry.h"

#include "bind/module.h"
#include "modules.inc"  // made by CMake from src/modules/*: RONDO_MODULES(X) with X(name) for each

namespace rondo {

#define RONDO_DECLARE(name) \
  namespace modules::name { \
  void bind(Module&);       \
  }
RONDO_MODULES(RONDO_DECLARE)
#undef RONDO_DECLARE

namespace {

struct Entry {
  std::string_view name;
  void (*bind)(Module&);
};
#define RONDO_ENTRY(name) {#name, modules::name::bind},
constexpr Entry entries[] = {RONDO_MODULES(RONDO_ENTRY)};
#undef RONDO_ENTRY

}  // namespace

void append_references(std::vector<intptr_t>& references) {
  Module module(references);
  for (const Entry& entry : entries) entry.bind(module);
}

v8::MaybeLocal<v8::Object> make_binding(Runtime& rt, std::string_view name) {
  for (const Entry& entry : entries) {
    if (entry.name != name) continue;
    v8::EscapableHandleScope handles(rt.isolate);
    v8::Local<v8::Object> target = v8::Object::New(rt.isolate, v8::Null(rt.isolate), nullptr, nullptr, 0);
    Module module(rt, target);
    entry.bind(module);
    module.finish();
    return handles.Escape(target);
  }
  return {};
}

}  // namespace rondo
