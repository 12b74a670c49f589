// URL records of the URL Standard, on ada. No V8 here.
#pragma once
#include <ada.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "modules/url/normal_form.h"

namespace rondo::modules::url {

/// A parsed URL: its serialisation (ASCII) and where each component lies in it.
using Record = ada::url_aggregator;

/// Components that a program may set. Values are seen by lib/ (binding('url').parts).
enum class Part : int32_t { protocol, username, password, host, hostname, port, pathname, search, hash };

/// The basic URL parser. `input` and `base` are UTF-8.
std::optional<Record> parse(std::string_view input, std::optional<std::string_view> base);

/// What `parse` gives, without a Record where there is a shorter way.
struct Parsed {
  std::string href;  // empty when `same`
  Layout layout;
  bool same;  // the input is its own serialisation
};
/// The basic URL parser. `input` and `base` are UTF-8.
std::optional<Parsed> parse_text(std::string_view input, std::optional<std::string_view> base);

/// Whether parse would succeed.
bool can_parse(std::string_view input, std::optional<std::string_view> base);

/// Sets a component as the setter of the URL class does; what does not fit leaves the record as it is.
void set(Record& record, Part part, std::string_view value);
/// The same for a serialisation. Nothing when `href` is none.
std::optional<Parsed> set_text(std::string_view href, Part part, std::string_view value);

Layout layout(const Record& record);

/// A domain with Punycode labels; empty when it is no valid one.
std::string domain_to_ascii(std::string_view domain);

/// A domain with its Punycode labels decoded; empty when it is no valid one.
std::string domain_to_unicode(std::string_view domain);

/// What Node's url.format(URL, options) leaves in the serialisation.
struct Shown {
  bool fragment;
  bool unicode;
  bool search;
  bool auth;
};
std::string format(const Record& record, Shown shown);

}  // namespace rondo::modules::url
