#include "start/run_script.h"

#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

#include "modules/loader/files.h"

namespace rondo {

namespace {

namespace fs = std::filesystem;

/// name -> command; no command where it is no text.
using Scripts = std::vector<std::pair<std::string, std::optional<std::string>>>;

Error failure(std::string message) { return Error::generic("", std::move(message)); }

Result<Scripts> read_scripts(const std::string& path) {
  auto text = modules::loader::read_file(path);
  auto unreadable = [&] { return failure("Can't parse " + path); };
  if (!text) return unreadable();
  simdjson::padded_string padded(*text);
  simdjson::dom::parser parser;
  simdjson::dom::object package, fields;
  if (parser.parse(padded).get(package)) return unreadable();
  if (package["scripts"].get(fields)) return failure("Can't find \"scripts\" field in " + path);
  Scripts scripts;
  for (auto [name, value] : fields) {
    std::string_view command;
    bool is_text = value.get(command) == simdjson::SUCCESS;
    scripts.emplace_back(std::string(name), is_text ? std::optional<std::string>(command) : std::nullopt);
  }
  return scripts;
}

Error missing(const std::string& name, const std::string& path, const Scripts& scripts) {
  std::string message = "Missing script: \"" + name + "\" for " + path;
  if (scripts.empty()) return failure(message + "\n\nThere are no scripts available in the package.json");
  message += "\n\nAvailable scripts are:";
  for (const auto& [known, command] : scripts)
    if (command) message += "\n  " + known + ": " + *command;
  return failure(message);
}

/// PATH with each node_modules/.bin between `folder` and the root in front, the nearest first.
std::string search_path(const fs::path& folder) {
  std::string path;
  for (fs::path at = folder;; at = at.parent_path()) {
    fs::path programs = at / "node_modules" / ".bin";
    std::error_code ignored;
    if (fs::is_directory(programs, ignored)) path += programs.string() + ":";
    if (at == at.parent_path()) break;
  }
  const char* rest = std::getenv("PATH");
  return path + (rest ? rest : "");
}

}  // namespace

std::string quote_for_shell(const std::string& text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string quoted = "'";
  for (char c : text) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

Error run_package_script(const std::string& name, const std::vector<std::string>& args) {
  std::error_code failed;
  fs::path start = fs::current_path(failed);
  if (failed) return failure("Can't find the current folder: " + failed.message());
  fs::path folder = start;
  while (!fs::exists(folder / "package.json", failed)) {
    if (folder == folder.parent_path()) return failure("Can't find package.json for directory " + start.string());
    folder = folder.parent_path();
  }
  std::string path = (folder / "package.json").string();
  auto scripts = read_scripts(path);
  if (!scripts) return scripts.error();
  auto found = std::ranges::find(*scripts, name, [](const auto& script) { return script.first; });
  if (found == scripts->end()) return missing(name, path, *scripts);
  if (!found->second) return failure("Script \"" + name + "\" is unexpectedly malformed for " + path);

  std::string command = *found->second;
  for (const std::string& arg : args) command += " " + quote_for_shell(arg);
  fs::current_path(folder, failed);
  if (failed) return failure("Can't enter " + folder.string() + ": " + failed.message());
  setenv("PATH", search_path(start).c_str(), 1);
  setenv("NODE_RUN_SCRIPT_NAME", name.c_str(), 1);
  setenv("NODE_RUN_PACKAGE_JSON_PATH", path.c_str(), 1);
  execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
  return failure(std::string("Can't run /bin/sh: ") + std::strerror(errno));
}

}  // namespace rondo
