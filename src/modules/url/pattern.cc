#include "modules/url/pattern.h"

#include <ada.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace rondo::modules::url {

namespace {

/// How ada makes and runs a regular expression. It asks on the thread of the Runtime, within a call from JavaScript.
struct EngineRegex {
  using regex_type = v8::Global<v8::RegExp>;

  static std::optional<regex_type> create_instance(std::string_view pattern, bool ignore_case) {
    v8::Isolate* isolate = v8::Isolate::GetCurrent();
    v8::TryCatch caught(isolate);
    int flags = v8::RegExp::kUnicodeSets;
    if (ignore_case) flags |= v8::RegExp::kIgnoreCase;
    v8::Local<v8::RegExp> regex;
    if (!v8::RegExp::New(isolate->GetCurrentContext(), js_string(isolate, pattern),
                         static_cast<v8::RegExp::Flags>(flags))
             .ToLocal(&regex))
      return std::nullopt;
    return regex_type(isolate, regex);
  }

  static std::optional<std::vector<std::optional<std::string>>> regex_search(std::string_view input,
                                                                             const regex_type& regex) {
    v8::Isolate* isolate = v8::Isolate::GetCurrent();
    v8::Local<v8::Context> context = isolate->GetCurrentContext();
    v8::Local<v8::Object> match;
    if (!regex.Get(isolate)->Exec(context, js_string(isolate, input)).ToLocal(&match) || !match->IsArray())
      return std::nullopt;
    std::vector<std::optional<std::string>> groups;
    const uint32_t length = match.As<v8::Array>()->Length();
    for (uint32_t i = 1; i < length; i++) {
      v8::Local<v8::Value> group;
      if (!match->Get(context, i).ToLocal(&group)) return std::nullopt;
      groups.push_back(group->IsString() ? std::optional(utf8(isolate, group.As<v8::String>())) : std::nullopt);
    }
    return groups;
  }

  static bool regex_match(std::string_view input, const regex_type& regex) {
    v8::Isolate* isolate = v8::Isolate::GetCurrent();
    v8::Local<v8::Object> match;
    return regex.Get(isolate)->Exec(isolate->GetCurrentContext(), js_string(isolate, input)).ToLocal(&match) &&
           match->IsArray();
  }
};
using Pattern = ada::url_pattern<EngineRegex>;

/// Members of a URLPatternInit, in the order in which lib/ gives them.
using Member = std::optional<std::string> ada::url_pattern_init::*;
constexpr Member members[] = {
    &ada::url_pattern_init::protocol, &ada::url_pattern_init::username, &ada::url_pattern_init::password,
    &ada::url_pattern_init::hostname, &ada::url_pattern_init::port,     &ada::url_pattern_init::pathname,
    &ada::url_pattern_init::search,   &ada::url_pattern_init::hash,     &ada::url_pattern_init::base_url};

/// A string, or an array of members: strings, undefined where there is none.
struct Input {
  std::string text;
  std::optional<ada::url_pattern_init> init;

  ada::url_pattern_input view() const {
    if (init) return *init;
    return std::string_view(text);
  }
};

}  // namespace

}  // namespace rondo::modules::url

namespace rondo {

template <>
struct Js<modules::url::Input> {
  static constexpr const char* name = "of type string or an instance of Array";
  static bool is(JsValue v) { return v->IsString() || v->IsArray(); }
  static modules::url::Input from(Runtime& rt, JsValue v) {
    if (v->IsString()) return {utf8(rt.isolate, v.As<v8::String>()), std::nullopt};
    ada::url_pattern_init init;
    uint32_t at = 0;
    for (auto member : modules::url::members) {
      JsValue value;
      if (v.As<v8::Array>()->Get(rt.context(), at++).ToLocal(&value) && value->IsString())
        init.*member = utf8(rt.isolate, value.As<v8::String>());
    }
    return {{}, std::move(init)};
  }
};

}  // namespace rondo

namespace rondo::modules::url {

namespace {

const std::string_view* pointer(const std::optional<std::string>& text, std::string_view& view) {
  if (!text) return nullptr;
  view = *text;
  return &view;
}

struct PatternObject final : NativeObject {
  explicit PatternObject(Pattern p) : pattern(std::move(p)) {}

  /// new Pattern(input, base?: string, ignoreCase: boolean)
  static Result<PatternObject*> make(Runtime&, Input input, std::optional<std::string> base, bool ignore_case) {
    ada::url_pattern_options options;
    options.ignore_case = ignore_case;
    std::string_view view;
    auto pattern = ada::parse_url_pattern<EngineRegex>(input.view(), pointer(base, view), &options);
    if (!pattern) return Error::type("ERR_INVALID_URL_PATTERN", "Failed to construct URLPattern");
    return new PatternObject(std::move(*pattern));
  }

  std::vector<std::string> components() {
    std::vector<std::string> texts;
    for (std::string_view text :
         {pattern.get_protocol(), pattern.get_username(), pattern.get_password(), pattern.get_hostname(),
          pattern.get_port(), pattern.get_pathname(), pattern.get_search(), pattern.get_hash()})
      texts.emplace_back(text);
    return texts;
  }
  bool has_regexp_groups() { return pattern.has_regexp_groups(); }

  Result<bool> test(Input input, std::optional<std::string> base) {
    std::string_view view;
    auto matches = pattern.test(input.view(), pointer(base, view));
    if (!matches) return Error::type("ERR_OPERATION_FAILED", "Failed to test URLPattern");
    return *matches;
  }

  /// For each component [input, name, value, name, value...], groups in the pattern's order; nothing without a match.
  Result<std::optional<std::vector<std::vector<std::optional<std::string>>>>> exec(Input input,
                                                                                   std::optional<std::string> base) {
    std::string_view view;
    auto result = pattern.exec(input.view(), pointer(base, view));
    if (!result) return Error::type("ERR_OPERATION_FAILED", "Failed to exec URLPattern");
    if (!*result) return std::optional<std::vector<std::vector<std::optional<std::string>>>>();
    std::vector<std::vector<std::optional<std::string>>> components;
    auto add = [&](const ada::url_pattern_component_result& found,
                   const ada::url_pattern_component<EngineRegex>& component) {
      std::vector<std::optional<std::string>> list{found.input};
      for (const std::string& name : component.group_name_list) {
        auto group = found.groups.find(name);
        list.emplace_back(name);
        list.push_back(group == found.groups.end() ? std::nullopt : group->second);
      }
      components.push_back(std::move(list));
    };
    const ada::url_pattern_result& found = **result;
    add(found.protocol, pattern.protocol_component);
    add(found.username, pattern.username_component);
    add(found.password, pattern.password_component);
    add(found.hostname, pattern.hostname_component);
    add(found.port, pattern.port_component);
    add(found.pathname, pattern.pathname_component);
    add(found.search, pattern.search_component);
    add(found.hash, pattern.hash_component);
    return std::optional(std::move(components));
  }

  Pattern pattern;
};

}  // namespace

void bind_pattern(Module& m) {
  m.cls<PatternObject>("Pattern")
      .method<"components", &PatternObject::components>()
      .method<"hasRegExpGroups", &PatternObject::has_regexp_groups>()
      .method<"test", &PatternObject::test>()
      .method<"exec", &PatternObject::exec>();
}

}  // namespace rondo::modules::url
