// What --help and --completion-bash print.
#include <algorithm>

#include "start/options.h"

namespace rondo {

namespace {

constexpr size_t kLineWidth = 80;
constexpr size_t kHelpColumn = 32;

/// `-r, --require=...`
std::string shown_name(const OptionSpec& spec) {
  std::string name(spec.name);
  if (!spec.alias.empty() && !spec.alias.starts_with("--")) name = std::string(spec.alias) + ", " + name;
  switch (spec.type) {
    case OptionType::flag:
    case OptionType::granted: return name;
    case OptionType::flag_or_text: return name + "[=...]";
    default: return name + "=...";
  }
}

/// Breaks `text` into lines that begin at the column of explanations; the first begins where `out` ends.
void append_wrapped(std::string& out, std::string_view text, size_t column) {
  while (!text.empty()) {
    size_t end = std::min(text.find(' '), text.size());
    if (column > kHelpColumn && column + 1 + end > kLineWidth) {
      out += '\n' + std::string(kHelpColumn, ' ');
      column = kHelpColumn;
    } else if (column > kHelpColumn) {
      out += ' ';
      column++;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += '\n';
}

}  // namespace

std::string usage() {
  std::string out = "Usage: rondo [options] [script.js | -] [arguments]\n\n";
  out += "Without a script, or with - in its place, the program is what the standard\n";
  out += "input holds; where that is a terminal, the REPL starts. -- ends the options.\n\n";
  out += "Options:\n";
  auto defaults = parse_options({}, "");
  std::vector<OptionSpec> specs = option_specs();
  std::ranges::sort(specs, {}, &OptionSpec::name);
  for (const OptionSpec& spec : specs) {
    std::string name = "  " + shown_name(spec);
    if (name.size() + 2 > kHelpColumn)
      name += '\n' + std::string(kHelpColumn, ' ');
    else
      name.resize(kHelpColumn, ' ');
    out += name;
    std::string help(spec.help);
    std::string_view key = spec.name.substr(2);
    if (defaults && defaults->flag(key)) help += " (on, unless --no-" + std::string(key) + ")";
    append_wrapped(out, help, kHelpColumn);
  }
  return out + "\nThe options of V8 can be given, too: --v8-options prints them.\n";
}

std::string bash_completion() {
  std::string names;
  for (const OptionSpec& spec : option_specs())
    for (std::string_view name : {spec.name, spec.alias})
      if (!name.empty()) names += (names.empty() ? "" : " ") + std::string(name);
  return "_node_complete() {\n"
         "  local cur_word options\n"
         "  cur_word=\"${COMP_WORDS[COMP_CWORD]}\"\n"
         "  if [[ \"${cur_word}\" == -* ]] ; then\n"
         "    COMPREPLY=( $(compgen -W '" +
         names +
         "' -- \"${cur_word}\") )\n"
         "    return 0\n"
         "  else\n"
         "    COMPREPLY=( $(compgen -f \"${cur_word}\") )\n"
         "    return 0\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -o nospace -o bashdefault -F _node_complete node node_g rondo\n";
}

}  // namespace rondo
