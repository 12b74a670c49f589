// What the command line and NODE_OPTIONS asked for.
#include "runtime/options.h"

#include "bind/module.h"

namespace rondo::modules::options {

namespace {

/// An object without prototype: option name without dashes -> boolean, string, number or array of strings.
v8::Local<v8::Value> values(Runtime& rt) {
  v8::Local<v8::Context> context = rt.context();
  v8::Local<v8::Object> out = v8::Object::New(rt.isolate, v8::Null(rt.isolate), nullptr, nullptr, 0);
  for (const auto& [name, value] : rt.process.options->values) {
    JsValue converted = std::visit([&](const auto& x) { return Js<std::decay_t<decltype(x)>>::to(rt, x); }, value);
    out->CreateDataProperty(context, js_name(rt.isolate, name), converted).Check();
  }
  return out;
}
std::vector<std::string> exec_argv(Runtime& rt) { return rt.process.options->exec_argv; }
std::vector<std::string> args(Runtime& rt) { return rt.process.options->args; }
bool has_program(Runtime& rt) { return rt.process.options->has_program; }
std::vector<std::string> environment_names(Runtime& rt) { return rt.process.options->environment_names; }

}  // namespace

void bind(Module& m) {
  m.fn<"values", values>();
  m.fn<"execArgv", exec_argv>();
  m.fn<"args", args>();
  m.fn<"hasProgram", has_program>();
  m.fn<"environmentNames", environment_names>();
}

}  // namespace rondo::modules::options
