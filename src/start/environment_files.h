// --env-file: variables that are there before anything else looks at the environment.
#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace rondo {

/// What --env-file or --env-file-if-exists names.
struct EnvironmentFile {
  std::string path;
  bool required;
};

/// The files that `options` name, in the order given, whichever of the two options it was.
std::vector<EnvironmentFile> environment_files(const std::vector<std::string>& options);

/// Sets the variables of all files; a later file wins over an earlier one, the process's own environment over all of them.
/// The error's message lacks the program's name in front. Source: Node's command line, `--env-file` since v20.6.0.
Result<void> load_environment_files(const std::vector<EnvironmentFile>& files);

}  // namespace rondo
