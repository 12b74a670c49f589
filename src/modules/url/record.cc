#include "modules/url/record.h"

#include <algorithm>
#include <iterator>

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

bool can_parse(std::string_view input, std::optional<std::string_view> base) { return ada::can_parse(input, base ? &*base : nullptr); }

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

void layout(const Record& record, std::span<int32_t, kLayoutSize> out) {
  // An engine's string is shorter than 2^30, and what ada leaves out it marks with all bits set.
  static_assert(static_cast<int32_t>(ada::url_components::omitted) == kAbsent);
  const ada::url_components& at = record.get_components();
  const uint32_t all[] = {at.protocol_end, at.username_end, at.host_start, at.host_end, at.port, at.pathname_start, at.search_start, at.hash_start, record.type};
  std::transform(std::begin(all), std::end(all), out.begin(), [](uint32_t n) { return static_cast<int32_t>(n); });
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
