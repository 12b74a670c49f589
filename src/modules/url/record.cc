#include "modules/url/record.h"

namespace rondo::url {

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

void layout(const Record& record, std::span<uint32_t, kLayoutSize> out) {
  const ada::url_components& at = record.get_components();
  out[0] = at.protocol_end;
  out[1] = at.username_end;
  out[2] = at.host_start;
  out[3] = at.host_end;
  out[4] = at.port;
  out[5] = at.pathname_start;
  out[6] = at.search_start;
  out[7] = at.hash_start;
  out[8] = record.type;
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

}  // namespace rondo::url
