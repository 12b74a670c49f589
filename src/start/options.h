// The command line: options before the program's name, the program, and its own arguments.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "runtime/options.h"

namespace rondo {

/// `flag_or_text` stands alone or with `=value`; a number is whole, 0 or more; `granted` asks for what always holds, so it
/// cannot be negated.
enum class OptionType { flag, granted, text, flag_or_text, number, list };

struct OptionSpec {
  std::string_view name;  // with its dashes: "--require"
  OptionType type;
  std::string_view help;          // what --help says: no capital, no full stop
  std::string_view alias = {};    // "-r"
  bool in_environment = true;     // may stand in NODE_OPTIONS
  std::string_view choices = {};  // where only some texts are values: each followed by a space
};

/// All options that Rondo knows.
const std::vector<OptionSpec>& option_specs();
/// V8's own that may stand in NODE_OPTIONS (Node: "Command-line API", "NODE_OPTIONS"), beside those of option_specs().
const std::vector<std::string_view>& v8_options_in_environment();
/// What `arguments` (without the program's own name) ask for; `environment` is NODE_OPTIONS. The error's message lacks the
/// program's name in front ("bad option: --x"); its exit code is 9.
Result<Options> parse_options(const std::vector<std::string>& arguments, std::string_view environment);
/// What --help prints: how the program is called, and all its options.
std::string usage();
/// What --completion-bash prints: a function for bash that completes options.
std::string bash_completion();

}  // namespace rondo
