// What the command line asked for, as every Runtime of the process sees it. start/options.cc parses it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rondo {

using OptionValue = std::variant<bool, std::string, double, std::vector<std::string>>;

struct Options {
  /// By name without dashes ("require"); only what was given, or has another default than off.
  std::map<std::string, OptionValue, std::less<>> values;
  std::vector<std::string> v8_flags;           // what is not ours: V8 is asked whether it is V8's
  std::vector<std::string> exec_argv;          // the options as they were given
  std::vector<std::string> args;               // the program (where there is one) and its arguments
  bool has_program = false;                    // args[0] is the program
  std::vector<std::string> environment_names;  // what NODE_OPTIONS may hold, with dashes

  bool flag(std::string_view name) const;
  std::string text(std::string_view name) const;
};

}  // namespace rondo
