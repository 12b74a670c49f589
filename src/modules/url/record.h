// URL records of the URL Standard, on ada. No V8 here.
#pragma once
#include <ada.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rondo::modules::url {

/// A parsed URL as its serialisation (ASCII) and where each component lies in it.
using Record = ada::url_aggregator;

/// Components that a program may set. Values are seen by lib/ (binding('url').parts).
enum class Part : int32_t { protocol, username, password, host, hostname, port, pathname, search, hash };

/// What `layout` writes: ends and starts as offsets into the serialisation, the port's number, the scheme's kind as ada counts them.
/// kAbsent stands where there is no such component.
inline constexpr size_t kLayoutSize = 9;
inline constexpr int32_t kAbsent = -1;

/// The basic URL parser. `input` and `base` are UTF-8.
std::optional<Record> parse(std::string_view input, std::optional<std::string_view> base);

/// Whether parse would succeed.
bool can_parse(std::string_view input, std::optional<std::string_view> base);

/// Sets a component as the setter of the URL class does; what does not fit leaves the record as it is.
void set(Record& record, Part part, std::string_view value);

/// protocol_end, username_end, host_start, host_end, port, pathname_start, search_start, hash_start, scheme type.
void layout(const Record& record, std::span<int32_t, kLayoutSize> out);

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
