#include "modules/loader/package_json.h"

#include <simdjson.h>

namespace rondo::modules::loader {

namespace {

using simdjson::ondemand::value;

std::optional<std::string> text_of(value field) {
  std::string_view text;
  if (field.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> json_of(value field) {
  std::string_view json;
  bool null = false;
  if (field.is_null().get(null) != simdjson::SUCCESS || null || field.raw_json().get(json) != simdjson::SUCCESS)
    return std::nullopt;
  return std::string(json);
}

}  // namespace

Result<PackageJson> parse_package_json(std::string_view text) {
  auto broken = [](simdjson::error_code code) {
    return Error::generic("ERR_INVALID_PACKAGE_CONFIG", simdjson::error_message(code));
  };
  simdjson::padded_string padded(text);
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  if (auto code = parser.iterate(padded).get(document)) return broken(code);
  if (auto code = document.get_object().get(object)) return broken(code);

  PackageJson out;
  for (auto field : object) {
    std::string_view key;
    value content;
    if (auto code = field.unescaped_key().get(key)) return broken(code);
    simdjson::ondemand::json_type type;
    if (auto code = field.value().get(content)) return broken(code);
    if (auto code = content.type().get(type)) return broken(code);
    if (type == simdjson::ondemand::json_type::unknown) return broken(simdjson::TAPE_ERROR);
    if (key == "name")
      out.name = text_of(content);
    else if (key == "main")
      out.main = text_of(content);
    else if (key == "exports")
      out.exports = json_of(content);
    else if (key == "imports")
      out.imports = json_of(content);
    else if (key == "type") {
      std::string type = text_of(content).value_or("");
      out.type = type == "module" || type == "commonjs" ? type : "none";
    }
  }
  return out;
}

}  // namespace rondo::modules::loader
