// Addresses as programs write them. No V8.
#pragma once
#include <uv.h>

#include <string>

#include "base/result.h"

namespace rondo {

/// "IPv4", "IPv6" and the like are JavaScript's words; here it is 4 or 6.
struct Address {
  std::string host;  // with %zone for link-local IPv6
  int family = 0;    // 4 or 6; 0 for none
  int port = 0;
};

Address address_of(const sockaddr* address);
/// Parses a numeric address. False if `host` is none of that family.
bool parse_address(const std::string& host, int port, int family, sockaddr_storage& out);

}  // namespace rondo
