#include "start/options.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <uv.h>

namespace rondo {

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

bool may_stand_in_environment(std::string_view v8_flag) {
  std::string name(v8_flag.substr(0, v8_flag.find('=')));
  if (name.starts_with("--")) std::replace(name.begin() + 2, name.end(), '_', '-');
  if (name.starts_with("--no-")) name.erase(2, 3);
  const auto& names = v8_options_in_environment();
  return std::ranges::find(names, name) != names.end();
}

/// Whether an option was given, and not as --no-NAME.
bool given(const Options& out, std::string_view name) {
  auto it = out.values.find(name);
  if (it == out.values.end()) return false;
  const bool* value = std::get_if<bool>(&it->second);
  return !value || *value;
}

/// Options that exclude each other, and values that one of them does not take.
Result<void> check_combination(const Options& out) {
  struct Pair {
    std::string_view one, other;
  };
  for (auto [one, other] :
       {Pair{"check", "eval"}, Pair{"watch", "check"}, Pair{"watch", "eval"}, Pair{"watch", "interactive"},
        Pair{"test", "check"}, Pair{"test", "eval"}, Pair{"test", "interactive"}})
    if (given(out, one) && given(out, other))
      return Error::generic("",
                            "either --" + std::string(one) + " or --" + std::string(other) + " can be used, not both");
  if (given(out, "watch") && !given(out, "test") && !out.has_program)
    return Error::generic("", "--watch requires specifying a file");
  for (std::string kind : {"cpu-prof", "heap-prof"})
    for (const char* detail : {"-name", "-dir", "-interval"})
      if (given(out, kind + detail) && !given(out, kind))
        return Error::generic("", "--" + kind + detail + " must be used with --" + kind);
  if (std::string mode = out.text("trace-require-module"); !mode.empty() && mode != "all" && mode != "no-node-modules")
    return Error::generic("", "invalid value for --trace-require-module");
  return {};
}

/// --max-old-space-size-percentage as V8 knows it.
Result<void> limit_heap(Options& out) {
  std::string text = out.text("max-old-space-size-percentage");
  if (text.empty()) return {};
  char* end = nullptr;
  double percentage = std::strtod(text.c_str(), &end);
  if (*end != 0 || !(percentage > 0 && percentage <= 100))
    return Error::generic("", "--max-old-space-size-percentage must be greater than 0 and up to 100. Got: " + text);
  uint64_t limit = uv_get_constrained_memory();
  uint64_t memory = limit > 0 && limit < uv_get_total_memory() ? limit : uv_get_total_memory();
  double mib = static_cast<double>(memory) / (1024 * 1024) * percentage / 100;
  out.v8_flags.push_back("--max-old-space-size=" + std::to_string(std::max(1L, static_cast<long>(mib))));
  return {};
}

/// Above this, doubles are further apart than 1.
constexpr uint64_t kMostWhole = 1ULL << 53;

struct Parser {
  Options& out;
  bool environment;

  Result<void> put(const OptionSpec& spec, bool negated, std::string value) {
    std::string key(spec.name.substr(2));
    switch (spec.type) {
      case OptionType::granted:
      case OptionType::flag: out.values[key] = !negated; break;
      case OptionType::flag_or_text:
        if (value.empty())
          out.values[key] = !negated;
        else
          out.values[key] = std::move(value);
        break;
      case OptionType::text: out.values[key] = std::move(value); break;
      case OptionType::number: {
        uint64_t number = 0;
        const char* all = value.data() + value.size();
        auto [end, error] = std::from_chars(value.data(), all, number);
        if (error != std::errc() || end != all || number > kMostWhole)
          return Error::generic("", std::string(spec.name) + " must be a whole number, 0 or more. Got: " + value);
        out.values[key] = static_cast<double>(number);
        break;
      }
      case OptionType::list: {
        auto& slot = out.values[key];
        if (auto* items = std::get_if<std::vector<std::string>>(&slot))
          items->push_back(std::move(value));
        else
          slot = std::vector<std::string>{std::move(value)};
      }
    }
    return {};
  }

  /// Takes the option at words[i] and its value; returns how many words that were, 0 for "this is no option of ours".
  Result<size_t> take(const std::vector<std::string>& words, size_t i) {
    const std::string& word = words[i];
    size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
    std::string name = word.substr(0, equals);
    if (name.starts_with("--")) std::replace(name.begin() + 2, name.end(), '_', '-');
    if (name == "-pe") {  // -p -e in one word
      out.values["print"] = true;
      name = "-e";
    }
    const OptionSpec* spec = find_spec(name);
    bool negated = false;
    if (!spec && name.starts_with("--no-")) {
      spec = find_spec("--" + name.substr(5));
      negated = spec && (spec->type == OptionType::flag || spec->type == OptionType::flag_or_text);
      if (spec && !negated)
        return Error::generic("", words[i] + " is an invalid negation because it is not a boolean option");
    }
    if (!spec) return size_t{0};
    if (environment && !spec->in_environment) return Error::generic("", word + " is not allowed in NODE_OPTIONS");
    auto taken = [](Result<void> put, size_t count) -> Result<size_t> {
      if (!put) return put.error();
      return count;
    };
    if (spec->type == OptionType::flag_or_text)
      return taken(put(*spec, negated, equals == std::string::npos ? "" : word.substr(equals + 1)), 1);
    if (spec->type == OptionType::flag || spec->type == OptionType::granted) {
      if (equals != std::string::npos) return Error::generic("", word + " takes no argument");
      // -p CODE: the code is its value although the option also stands alone
      if (spec->name == "--print" && i + 1 < words.size() && !words[i + 1].starts_with("-")) {
        out.values["eval"] = words[i + 1];
        return taken(put(*spec, negated, ""), 2);
      }
      return taken(put(*spec, negated, ""), 1);
    }
    if (equals != std::string::npos) {
      std::string value = word.substr(equals + 1);
      if (value.empty()) return Error::generic("", name + "= requires an argument");
      return taken(put(*spec, false, std::move(value)), 1);
    }
    if (i + 1 >= words.size() || (words[i + 1].starts_with("-") && words[i + 1].size() > 1 && spec->name != "--eval"))
      return Error::generic("", word + " requires an argument");
    if (spec->name == "--eval" && words[i + 1].starts_with("--"))
      return Error::generic("", word + " requires an argument");
    std::string value = words[i + 1];
    if (value.starts_with("\\-")) value.erase(0, 1);
    return taken(put(*spec, false, std::move(value)), 2);
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
                         "experimental-global-navigator", "experimental-websocket"})
    out.values[on] = true;

  for (const OptionSpec& spec : option_specs()) {
    if (!spec.in_environment) continue;
    out.environment_names.emplace_back(spec.name);
    if (!spec.alias.empty()) out.environment_names.emplace_back(spec.alias);
  }
  for (std::string_view name : v8_options_in_environment()) out.environment_names.emplace_back(name);

  auto words = split_words(environment);
  if (!words) return words.error();
  Parser from_environment{out, true};
  for (size_t i = 0; i < words->size();) {
    const std::string& word = (*words)[i];
    if (!word.starts_with("-")) return Error::generic("", word + " is not allowed in NODE_OPTIONS");
    auto taken = from_environment.take(*words, i);
    if (!taken) return taken.error();
    if (*taken == 0) {
      if (!may_stand_in_environment(word)) return Error::generic("", word + " is not allowed in NODE_OPTIONS");
      out.v8_flags.push_back(word);
    }
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
  if (out.values.contains("watch-path")) out.values["watch"] = true;
  out.has_program = !out.args.empty() && !out.values.contains("eval") && !out.flag("test") && !given(out, "run");
  if (auto checked = check_combination(out); !checked) return checked.error();
  if (auto limited = limit_heap(out); !limited) return limited.error();
  if (out.flag("expose-gc")) out.v8_flags.push_back("--expose-gc");
  if (out.flag("abort-on-uncaught-exception")) out.v8_flags.push_back("--abort-on-uncaught-exception");
  return out;
}

}  // namespace rondo
