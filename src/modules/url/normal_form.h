// Most URLs that a program meets are written as the parser would serialise them. Such text is recognised in one pass, without parsing.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rondo::modules::url {

/// Ends and starts as offsets into the serialisation, the port's number, the scheme's kind as ada counts them; kAbsent stands where
/// there is no such component. In this order: protocol_end, username_end, host_start, host_end, port, pathname_start, search_start,
/// hash_start, scheme type.
using Layout = std::array<int32_t, 9>;
inline constexpr int32_t kAbsent = -1;

/// Where the components lie in `text` when it is an http:, https:, ws:, wss: or file: URL that is its own serialisation. Nothing for other text, be it a URL or not: that is the parser's work.
std::optional<Layout> normal_form(std::string_view text);

/// The host of an http:, https:, ws: or wss: URL without credentials, as it is written, when it has a label in Punycode; else empty.
std::string_view punycode_host(std::string_view text);

/// `reference`, a path, as seen from `base`, a normal form laid out so: text that normal_form has yet to recognise. Nothing where
/// it takes the parser to tell.
std::optional<std::string> join(std::string_view base, const Layout& layout, std::string_view reference);

}  // namespace rondo::modules::url
