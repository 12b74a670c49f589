#include "modules/url/normal_form.h"

#include <ada.h>

namespace rondo::modules::url {

namespace {

// Where a character may stand as it is. Source: URL Standard, percent-encode sets.
enum Place : uint8_t { in_host = 1, in_path = 2, in_query = 4, in_fragment = 8, in_credentials = 16 };

constexpr bool contains(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

constexpr std::array<uint8_t, 256> make_places() {
  std::array<uint8_t, 256> places{};
  for (int c = 0x21; c < 0x7f; c++) {
    char ch = static_cast<char>(c);
    uint8_t place = 0;
    if ((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || contains("-._", ch)) place |= in_host;
    if (!contains("\"#<>?^`{}\\", ch)) place |= in_path;
    if (!contains("\"#<>?^`{}\\/:;=@[]|", ch)) place |= in_credentials;
    if (!contains("\"#<>'", ch)) place |= in_query;
    if (!contains("\"<>`", ch)) place |= in_fragment;
    places[static_cast<size_t>(c)] = place;
  }
  return places;
}
constexpr std::array<uint8_t, 256> places = make_places();

bool stands(char c, Place place) { return (places[static_cast<uint8_t>(c)] & place) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Scheme {
  std::string_view text;  // with "://"
  ada::scheme::type type;
  int32_t port;
};
constexpr Scheme schemes[] = {
    {"http://", ada::scheme::HTTP, 80}, {"https://", ada::scheme::HTTPS, 443}, {"ws://", ada::scheme::WS, 80},
    {"wss://", ada::scheme::WSS, 443},  {"file://", ada::scheme::FILE, 0},
};

const Scheme* scheme_of(std::string_view text) {
  for (const Scheme& scheme : schemes)
    if (text.starts_with(scheme.text)) return &scheme;
  return nullptr;
}

/// A decimal number of at most `max`, as it is printed: digits without a leading zero. -1 for anything else.
int32_t plain_number(std::string_view digits, int32_t max) {
  if (digits.empty() || digits.size() > 5 || (digits[0] == '0' && digits.size() > 1)) return -1;
  int32_t number = 0;
  for (char c : digits) {
    if (!is_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number <= max ? number : -1;
}

bool is_plain_ipv4(std::string_view host) {
  int parts = 0;
  while (true) {
    size_t dot = host.find('.');
    if (plain_number(host.substr(0, dot), 255) < 0) return false;
    parts++;
    if (dot == std::string_view::npos) return parts == 4;
    host.remove_prefix(dot + 1);
  }
}

/// A host of characters in_host: a domain that stays as it is, or a dotted quad.
bool is_plain_host(std::string_view host) {
  if (host.empty() || host.find("xn--") != std::string_view::npos || host.back() == '.') return false;
  size_t dot = host.rfind('.');
  char last_label = host[dot == std::string_view::npos ? 0 : dot + 1];
  return is_digit(last_label) ? is_plain_ipv4(host) : true;
}

/// Whether a segment that begins at `at` is '.' or '..', or may be once it is unescaped.
bool may_be_dots(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  if (text[at] == '%') return true;
  return text[at] == '.' && (at + 1 >= text.size() || !stands(text[at + 1], in_path) || text[at + 1] == '.' ||
                             text[at + 1] == '/' || text[at + 1] == '%');
}

/// Lays out "user@" or "user:password@" at `at`. Returns where the host begins: `at` when there is nothing of the kind.
size_t take_credentials(std::string_view text, size_t at, Layout& layout) {
  size_t end = at;
  while (end < text.size() && stands(text[end], in_credentials)) end++;
  const size_t username_end = end;
  if (end < text.size() && text[end] == ':')
    for (end++; end < text.size() && stands(text[end], in_credentials);) end++;
  const bool empty = username_end == at || end == username_end + 1;
  if (end >= text.size() || text[end] != '@' || empty) return at;
  layout[1] = static_cast<int32_t>(username_end);
  layout[2] = static_cast<int32_t>(end);
  return end + 1;
}

}  // namespace

std::optional<Layout> normal_form(std::string_view text) {
  const Scheme* scheme = scheme_of(text);
  if (!scheme) return std::nullopt;
  size_t at = scheme->text.size();
  auto place = [](size_t i) { return static_cast<int32_t>(i); };
  Layout layout{place(at - 2), place(at), place(at), place(at), kAbsent, place(at), kAbsent, kAbsent, scheme->type};

  const bool is_file = scheme->type == ada::scheme::FILE;
  if (!is_file) {
    size_t start = take_credentials(text, at, layout);
    at = start;
    while (at < text.size() && stands(text[at], in_host)) at++;
    if (!is_plain_host(text.substr(start, at - start))) return std::nullopt;
    layout[3] = place(at);
    if (at < text.size() && text[at] == ':') {
      size_t end = text.find('/', at);
      if (end == std::string_view::npos) return std::nullopt;
      int32_t port = plain_number(text.substr(at + 1, end - at - 1), 65535);
      if (port < 0 || port == scheme->port) return std::nullopt;
      layout[4] = port;
      at = end;
    }
  }
  if (at >= text.size() || text[at] != '/') return std::nullopt;
  layout[5] = place(at);
  // A drive's letter has rules of its own.
  if (is_file && at + 2 < text.size() && is_letter(text[at + 1]) && !stands(text[at + 2], in_host)) return std::nullopt;

  for (; at < text.size() && stands(text[at], in_path); at++)
    if (text[at] == '/' && may_be_dots(text, at + 1)) return std::nullopt;
  if (at < text.size() && text[at] == '?') {
    layout[6] = place(at++);
    while (at < text.size() && stands(text[at], in_query)) at++;
  }
  if (at < text.size() && text[at] == '#') {
    layout[7] = place(at++);
    while (at < text.size() && stands(text[at], in_fragment)) at++;
  }
  if (at < text.size()) return std::nullopt;
  return layout;
}

std::string_view punycode_host(std::string_view text) {
  const Scheme* scheme = scheme_of(text);
  if (!scheme || scheme->type == ada::scheme::FILE) return {};
  const size_t start = scheme->text.size();
  size_t end = start;
  while (end < text.size() && stands(text[end], in_host)) end++;
  if (end < text.size() && !contains("/:?#", text[end])) return {};
  // what is a password in "host:password@" is no host
  if (text.substr(end, text.find_first_of("/?#", end) - end).find('@') != std::string_view::npos) return {};
  const std::string_view host = text.substr(start, end - start);
  return host.find("xn--") == std::string_view::npos ? std::string_view() : host;
}

std::optional<std::string> join(std::string_view base, const Layout& layout, std::string_view reference) {
  const auto root = static_cast<size_t>(layout[5]);
  if (reference.starts_with("//")) return std::nullopt;  // names a host
  if (reference.starts_with('/')) return std::string(base.substr(0, root)).append(reference);

  std::string_view first = reference.substr(0, reference.find_first_of("/?#"));
  // no path; a scheme, or a drive as file: knows them
  if (first.empty() || first.find_first_of(":|") != std::string_view::npos) return std::nullopt;
  std::string_view folder = base.substr(0, base.find_first_of("?#", root));
  folder = folder.substr(0, folder.rfind('/') + 1);
  while (true) {
    if (reference.starts_with("./")) {
      reference.remove_prefix(2);
    } else if (reference.starts_with("../")) {
      reference.remove_prefix(3);
      if (folder.size() > root + 1) folder = folder.substr(0, folder.rfind('/', folder.size() - 2) + 1);
    } else {
      return std::string(folder).append(reference);
    }
  }
}

}  // namespace rondo::modules::url
