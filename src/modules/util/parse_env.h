// The format of .env files.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rondo::modules::util {

/// The variables that a file's text sets, in its order; a later one of the same name counts.
/// Source: Node util.parseEnv since v20.12.0, `--env-file`.
std::vector<std::pair<std::string, std::string>> parse_env(std::string_view text);

}  // namespace rondo::modules::util
