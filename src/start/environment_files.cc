#include "start/environment_files.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "modules/loader/files.h"
#include "modules/util/parse_env.h"

namespace rondo {

std::vector<EnvironmentFile> environment_files(const std::vector<std::string>& options) {
  std::vector<EnvironmentFile> files;
  for (size_t i = 0; i < options.size(); i++) {
    size_t equals = options[i].find('=');
    std::string name = options[i].substr(0, equals);
    bool required = name == "--env-file";
    if (!required && name != "--env-file-if-exists") continue;
    if (equals != std::string::npos)
      files.push_back({options[i].substr(equals + 1), required});
    else if (i + 1 < options.size())
      files.push_back({options[++i], required});
  }
  return files;
}

Result<void> load_environment_files(const std::vector<EnvironmentFile>& files) {
  std::map<std::string, std::string> variables;
  for (const EnvironmentFile& file : files) {
    auto text = modules::loader::read_file(file.path);
    if (!text) {
      if (file.required) return Error::generic("", file.path + ": not found");
      std::fprintf(stderr, "%s not found. Continuing without it.\n", file.path.c_str());
      continue;
    }
    for (auto& [name, value] : modules::util::parse_env(*text)) variables[name] = std::move(value);
  }
  for (const auto& [name, value] : variables) setenv(name.c_str(), value.c_str(), 0);
  return {};
}

}  // namespace rondo
