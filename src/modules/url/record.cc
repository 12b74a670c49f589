#include "modules/url/record.h"

#include <algorithm>
#include <array>

namespace rondo::modules::url {

std::optional<Record> parse(std::string_view input, std::optional<std::string_view> base) {
  if (!base) {
    auto record = ada::parse<Record>(input);
    return record ? std::optional(std::move(*record)) : std::nullopt;
  }
  auto parent = ada::parse<Record>(*base);
  if (!parent) return std::nullopt;
  auto record = ada::parse<Record>(input, &*parent);
  return record ? std::optional(std::move(*record)) : std::nullopt;
}

namespace {

/// Hosts in Punycode that the parser left as they were: it takes a microsecond to check one, each time.
class CheckedHosts {
 public:
  bool knows(std::string_view host) const { return std::ranges::find(hosts_, host) != hosts_.end(); }
  void add(std::string_view host) {
    constexpr size_t longest = 253;  // of a domain name
    if (host.size() <= longest && !knows(host)) hosts_[next_++ % hosts_.size()] = host;
  }

 private:
  std::array<std::string, 8> hosts_;
  size_t next_ = 0;
};
thread_local CheckedHosts checked_hosts;

/// With a plain host of the same length in the place of `host`, which then takes its place again.
std::optional<Parsed> parse_beside(std::string_view input, std::string_view host) {
  const auto start = static_cast<size_t>(host.data() - input.data());
  std::string plain(input);
  plain.replace(start, host.size(), host.size(), 'a');
  std::optional<Parsed> parsed = parse_text(plain, std::nullopt);
  if (parsed && !parsed->same) parsed->href.replace(start, host.size(), host);
  return parsed;
}

}  // namespace

std::optional<Parsed> parse_text(std::string_view input, std::optional<std::string_view> base) {
  const std::string_view punycode = base ? std::string_view() : punycode_host(input);
  if (!punycode.empty() && checked_hosts.knows(punycode)) return parse_beside(input, punycode);
  std::optional<Layout> normal = normal_form(input);
  std::optional<Layout> normal_base = base ? normal_form(*base) : std::nullopt;
  if (normal && (!base || normal_base || can_parse(*base, std::nullopt))) return Parsed{{}, *normal, true};
  if (normal_base)
    if (std::optional<std::string> joined = join(*base, *normal_base, input))
      if (std::optional<Layout> layout = normal_form(*joined)) return Parsed{std::move(*joined), *layout, false};
  std::optional<Record> record = parse(input, base);
  if (!record) return std::nullopt;
  if (!punycode.empty() && record->get_hostname() == punycode) checked_hosts.add(punycode);
  Parsed parsed{{}, layout(*record), record->get_href() == input};
  if (!parsed.same) parsed.href = record->get_href();
  return parsed;
}

bool can_parse(std::string_view input, std::optional<std::string_view> base) {
  if (!base && normal_form(input)) return true;
  return ada::can_parse(input, base ? &*base : nullptr);
}

void set(Record& record, Part part, std::string_view value) {
  switch (part) {
    case Part::protocol: record.set_protocol(value); break;
    case Part::username: record.set_username(value); break;
    case Part::password: record.set_password(value); break;
    case Part::host: record.set_host(value); break;
    case Part::hostname: record.set_hostname(value); break;
    case Part::port: record.set_port(value); break;
    case Part::pathname: record.set_pathname(value); break;
    case Part::search: record.set_search(value); break;
    case Part::hash: record.set_hash(value); break;
  }
}

namespace {

/// A normal form with another path, query or fragment that needs no escaping. Nothing for other changes.
std::optional<Parsed> replace_plainly(std::string_view href, Part part, std::string_view value) {
  std::optional<Layout> normal = normal_form(href);
  if (!normal) return std::nullopt;
  const auto path = static_cast<size_t>((*normal)[5]);
  const size_t fragment = (*normal)[7] == kAbsent ? href.size() : static_cast<size_t>((*normal)[7]);
  const size_t query = (*normal)[6] == kAbsent ? fragment : static_cast<size_t>((*normal)[6]);
  std::string whole;
  if (part == Part::pathname && value.starts_with('/') && value.find_first_of("?#") == value.npos)
    whole.append(href.substr(0, path)).append(value).append(href.substr(query));
  else if (part == Part::search && !value.starts_with('?') && !value.empty() && value.find('#') == value.npos)
    whole.append(href.substr(0, query)).append("?").append(value).append(href.substr(fragment));
  else if (part == Part::hash && !value.starts_with('#') && !value.empty())
    whole.append(href.substr(0, fragment)).append("#").append(value);
  else
    return std::nullopt;
  std::optional<Layout> layout = normal_form(whole);
  return layout ? std::optional(Parsed{std::move(whole), *layout, false}) : std::nullopt;
}

}  // namespace

std::optional<Parsed> set_text(std::string_view href, Part part, std::string_view value) {
  if (auto parsed = replace_plainly(href, part, value)) return parsed;
  std::optional<Record> record = parse(href, std::nullopt);
  if (!record) return std::nullopt;
  set(*record, part, value);
  return Parsed{std::string(record->get_href()), layout(*record), false};
}

Layout layout(const Record& record) {
  // An engine's string is shorter than 2^30, and what ada leaves out it marks with all bits set.
  static_assert(static_cast<int32_t>(ada::url_components::omitted) == kAbsent);
  const ada::url_components& at = record.get_components();
  auto n = [](uint32_t x) { return static_cast<int32_t>(x); };
  return {n(at.protocol_end),   n(at.username_end), n(at.host_start), n(at.host_end), n(at.port),
          n(at.pathname_start), n(at.search_start), n(at.hash_start), n(record.type)};
}

std::string domain_to_ascii(std::string_view domain) {
  auto record = ada::parse<Record>("ws://x");
  if (domain.empty() || !record->set_hostname(domain)) return {};
  return std::string(record->get_hostname());
}

std::string domain_to_unicode(std::string_view domain) { return ada::idna::to_unicode(domain_to_ascii(domain)); }

std::string format(const Record& record, Shown shown) {
  Record out = record;
  if (!shown.fragment) out.set_hash("");
  if (!shown.search) out.set_search("");
  if (!shown.auth) {
    out.set_username("");
    out.set_password("");
  }
  std::string text(out.get_href());
  if (!shown.unicode || !out.has_hostname()) return text;
  std::string_view ascii = out.get_hostname();
  size_t start = text.find(ascii, out.get_components().host_start);
  return text.replace(start, ascii.size(), ada::idna::to_unicode(ascii));
}

}  // namespace rondo::modules::url
