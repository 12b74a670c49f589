// --run: a script of the package.json, without starting an engine.
#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace rondo {

/// Becomes the shell that runs the script `name` of the nearest package.json, with `args` behind it; comes back only with what was
/// wrong. Source: Node's command line, `--run` since v22.0.0.
Error run_package_script(const std::string& name, const std::vector<std::string>& args);

/// `text` as one word of a POSIX shell.
std::string quote_for_shell(const std::string& text);

}  // namespace rondo
