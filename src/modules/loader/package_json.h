// What the loader wants to know of a package.json. No V8 here.
#pragma once
#include <optional>
#include <string>

#include "base/result.h"

namespace rondo::modules::loader {

struct PackageJson {
  std::optional<std::string> name;
  std::optional<std::string> main;
  std::string type = "none";           // "module", "commonjs", "none"
  std::optional<std::string> exports;  // JSON text; absent where the field is, or is null
  std::optional<std::string> imports;  // likewise
};

/// Parses the text of a package.json. Fields of the wrong type count as absent.
/// Fails, with what is wrong as the message, where the text is no JSON object.
Result<PackageJson> parse_package_json(std::string_view text);

}  // namespace rondo::modules::loader
