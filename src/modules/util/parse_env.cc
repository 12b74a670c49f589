#include "modules/util/parse_env.h"

namespace rondo::modules::util {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  size_t begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

std::string_view take_line(std::string_view& rest) {
  size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

std::string expand_newlines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n') {
      out.push_back('\n');
      i++;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

/// The value behind `=`. A quoted one may go over lines; what follows it on its last line is a comment.
std::string take_value(std::string_view& rest) {
  size_t begin = rest.find_first_not_of(" \t");
  if (begin != std::string_view::npos && std::string_view("\"'`").find(rest[begin]) != std::string_view::npos) {
    char quote = rest[begin];
    size_t end = rest.find(quote, begin + 1);
    // without its end, a quote is a character like any other
    if (end != std::string_view::npos) {
      std::string_view value = rest.substr(begin + 1, end - begin - 1);
      rest.remove_prefix(end + 1);
      take_line(rest);
      return quote == '"' ? expand_newlines(value) : std::string(value);
    }
  }
  std::string_view line = take_line(rest);
  return std::string(trim(line.substr(0, line.find('#'))));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_env(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> variables;
  std::string_view rest = text;
  while (!rest.empty()) {
    size_t equals = rest.find_first_of("=\n#");
    if (equals == std::string_view::npos || rest[equals] != '=') {
      take_line(rest);
      continue;
    }
    std::string_view name = trim(rest.substr(0, equals));
    if (name.starts_with("export ") || name.starts_with("export\t")) name = trim(name.substr(7));
    rest.remove_prefix(equals + 1);
    std::string value = take_value(rest);
    if (!name.empty()) variables.emplace_back(name, std::move(value));
  }
  return variables;
}

}  // namespace rondo::modules::util
