#include "start/options.h"

#include <algorithm>
#include <cstdlib>

namespace rondo {

const std::vector<OptionSpec>& option_specs() {
  using enum OptionType;
  static const std::vector<OptionSpec> specs = {
      {"--eval", text, "-e", false},
      {"--print", flag, "-p", false},
      {"--check", flag, "-c", false},
      {"--interactive", flag, "-i", false},
      {"--version", flag, "-v", false},
      {"--help", flag, "-h", false},
      {"--v8-options", flag, {}, false},
      {"--require", list, "-r"},
      {"--import", list},
      {"--conditions", list, "-C"},
      {"--input-type", text},
      {"--experimental-default-type", text},
      {"--env-file", list, {}, false},
      {"--env-file-if-exists", list, {}, false},
      {"--run", text, {}, false},
      {"--title", text},
      {"--unhandled-rejections", text, {}, true, "strict warn warn-with-error-code throw none "},
      {"--trace-warnings", flag},
      {"--trace-deprecation", flag},
      {"--trace-uncaught", flag},
      {"--trace-exit", flag},
      {"--throw-deprecation", flag},
      {"--pending-deprecation", flag},
      {"--disable-warning", list},
      {"--warnings", flag},
      {"--deprecation", flag},
      {"--preserve-symlinks", flag},
      {"--preserve-symlinks-main", flag},
      {"--enable-source-maps", flag},
      {"--experimental-strip-types", flag},
      {"--strip-types", flag},
      {"--experimental-transform-types", flag},
      {"--experimental-require-module", flag},
      {"--experimental-detect-module", flag},
      {"--experimental-print-required-tla", flag},
      {"--experimental-loader", list, "--loader"},
      {"--experimental-import-meta-resolve", flag},
      {"--experimental-vm-modules", flag},
      {"--experimental-wasm-modules", flag},
      {"--entry-url", flag},
      {"--async-context-frame", flag},
      {"--expose-gc", flag},
      {"--addons", flag},
      {"--insecure-http-parser", flag},
      {"--max-http-header-size", number},
      {"--network-family-autoselection", flag},
      {"--dns-result-order", text},
      {"--redirect-warnings", text},
      {"--report-compact", flag},
      {"--report-directory", text, "--report-dir"},
      {"--report-exclude-env", flag},
      {"--report-exclude-network", flag},
      {"--report-filename", text},
      {"--report-on-signal", flag},
      {"--report-signal", text},
      {"--report-uncaught-exception", flag},
      {"--stack-trace-limit", number},
      {"--abort-on-uncaught-exception", flag, {}, true},
      {"--verify-base-objects", flag},
      {"--zero-fill-buffers", flag},
      {"--global-search-paths", flag},
      {"--extra-info-on-fatal-exception", flag},
      {"--experimental-global-navigator", flag},
      {"--experimental-websocket", flag},
      {"--experimental-webstorage", flag},
      {"--experimental-eventsource", flag},
      {"--test-isolation", text},
      {"--test-only", flag},
      {"--test-name-pattern", list},
      {"--test-skip-pattern", list},
      {"--test-reporter", list},
      {"--test-reporter-destination", list},
      {"--icu-data-dir", text},
  };
  return specs;
}

namespace {

const OptionSpec* find_spec(std::string_view name) {
  for (const OptionSpec& spec : option_specs())
    if (spec.name == name || (!spec.alias.empty() && spec.alias == name)) return &spec;
  return nullptr;
}

// NODE_OPTIONS: words apart by spaces, "quoted ones" whole, \ escaping inside quotes
Result<std::vector<std::string>> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false, any = false;
  for (size_t i = 0; i < text.size(); i++) {
    char c = text[i];
    if (c == '\\' && inside) {
      if (++i == text.size()) return Error::generic("", "invalid value for NODE_OPTIONS (invalid escape)");
      word += text[i];
    } else if (c == ' ' && !inside) {
      if (any) words.push_back(std::move(word));
      word.clear();
      any = false;
    } else if (c == '"') {
      inside = !inside;
      any = true;
    } else {
      word += c;
      any = true;
    }
  }
  if (inside) return Error::generic("", "invalid value for NODE_OPTIONS (unterminated string)");
  if (any) words.push_back(std::move(word));
  return words;
}

bool is_choice(const OptionSpec& spec, const std::string& value) {
  return spec.choices.empty() || value.empty() || spec.choices.find(value + " ") != std::string_view::npos;
}

struct Parser {
  Options& out;
  bool environment;

  void put(const OptionSpec& spec, bool negated, std::string value) {
    std::string key(spec.name.substr(2));
    switch (spec.type) {
      case OptionType::flag: out.values[key] = !negated; break;
      case OptionType::text: out.values[key] = std::move(value); break;
      case OptionType::number: out.values[key] = std::strtod(value.c_str(), nullptr); break;
      case OptionType::list: {
        auto& slot = out.values[key];
        if (auto* items = std::get_if<std::vector<std::string>>(&slot))
          items->push_back(std::move(value));
        else
          slot = std::vector<std::string>{std::move(value)};
      }
    }
  }

  /// Takes the option at words[i] and its value; returns how many words that were, 0 for "this is no option of ours".
  Result<size_t> take(const std::vector<std::string>& words, size_t i) {
    const std::string& word = words[i];
    size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
    std::string name = word.substr(0, equals);
    if (name.starts_with("--")) std::replace(name.begin() + 2, name.end(), '_', '-');
    if (name == "-pe") {  // -p -e in one word
      put(*find_spec("-p"), false, "");
      name = "-e";
    }
    const OptionSpec* spec = find_spec(name);
    bool negated = false;
    if (!spec && name.starts_with("--no-")) {
      spec = find_spec("--" + name.substr(5));
      negated = spec && spec->type == OptionType::flag;
      if (spec && !negated)
        return Error::generic("", words[i] + " is an invalid negation because it is not a boolean option");
    }
    if (!spec) return size_t{0};
    if (environment && !spec->in_environment) return Error::generic("", word + " is not allowed in NODE_OPTIONS");
    if (spec->type == OptionType::flag) {
      if (equals != std::string::npos) return Error::generic("", word + " takes no argument");
      put(*spec, negated, "");
      // -p CODE: the code is its value although the option also stands alone
      if (spec->name == "--print" && i + 1 < words.size() && !words[i + 1].starts_with("-")) {
        put(*find_spec("-e"), false, words[i + 1]);
        return size_t{2};
      }
      return size_t{1};
    }
    if (equals != std::string::npos) {
      std::string value = word.substr(equals + 1);
      if (value.empty()) return Error::generic("", name + "= requires an argument");
      put(*spec, false, std::move(value));
      return size_t{1};
    }
    if (i + 1 >= words.size() || (words[i + 1].starts_with("-") && words[i + 1].size() > 1 && spec->name != "--eval"))
      return Error::generic("", word + " requires an argument");
    if (spec->name == "--eval" && words[i + 1].starts_with("--"))
      return Error::generic("", word + " requires an argument");
    std::string value = words[i + 1];
    if (value.starts_with("\\-")) value.erase(0, 1);
    put(*spec, false, std::move(value));
    return size_t{2};
  }
};

}  // namespace

bool Options::flag(std::string_view name) const {
  auto it = values.find(name);
  const bool* value = it == values.end() ? nullptr : std::get_if<bool>(&it->second);
  return value && *value;
}

std::string Options::text(std::string_view name) const {
  auto it = values.find(name);
  const std::string* value = it == values.end() ? nullptr : std::get_if<std::string>(&it->second);
  return value ? *value : std::string();
}

Result<Options> parse_options(const std::vector<std::string>& arguments, std::string_view environment) {
  Options out;
  for (const char* on : {"warnings", "deprecation", "addons", "global-search-paths", "network-family-autoselection",
                         "experimental-require-module", "experimental-detect-module", "strip-types",
                         "async-context-frame", "experimental-global-navigator", "experimental-websocket"})
    out.values[on] = true;

  for (const OptionSpec& spec : option_specs()) {
    if (!spec.in_environment) continue;
    out.environment_names.emplace_back(spec.name);
    if (!spec.alias.empty()) out.environment_names.emplace_back(spec.alias);
  }

  auto words = split_words(environment);
  if (!words) return words.error();
  Parser from_environment{out, true};
  for (size_t i = 0; i < words->size();) {
    const std::string& word = (*words)[i];
    if (!word.starts_with("-")) return Error::generic("", word + " is not allowed in NODE_OPTIONS");
    auto taken = from_environment.take(*words, i);
    if (!taken) return taken.error();
    if (*taken == 0) out.v8_flags.push_back(word);
    i += std::max<size_t>(*taken, 1);
  }

  Parser from_command{out, false};
  size_t i = 0;
  while (i < arguments.size()) {
    const std::string& word = arguments[i];
    if (word == "--") {
      i++;
      break;
    }
    if (word.size() < 2 || word[0] != '-') break;
    auto taken = from_command.take(arguments, i);
    if (!taken) return taken.error();
    if (*taken == 0) out.v8_flags.push_back(word);
    for (size_t n = std::max<size_t>(*taken, 1); n > 0; n--) out.exec_argv.push_back(arguments[i++]);
  }
  for (const OptionSpec& spec : option_specs())
    if (!is_choice(spec, out.text(spec.name.substr(2))))
      return Error::generic("", "invalid value for " + std::string(spec.name));
  out.args.assign(arguments.begin() + static_cast<ptrdiff_t>(i), arguments.end());
  out.has_program = !out.args.empty() && !out.values.contains("eval") && !(out.flag("print") && out.args.empty());
  if (out.flag("expose-gc")) out.v8_flags.push_back("--expose-gc");
  if (out.flag("abort-on-uncaught-exception")) out.v8_flags.push_back("--abort-on-uncaught-exception");
  if (auto it = out.values.find("stack-trace-limit"); it != out.values.end())
    out.v8_flags.push_back("--stack-trace-limit=" + std::to_string(static_cast<long>(std::get<double>(it->second))));
  return out;
}

}  // namespace rondo
