#include "modules/net/address.h"

#include <net/if.h>

#include <cstring>

namespace rondo {

Address address_of(const sockaddr* address) {
  Address out;
  char host[INET6_ADDRSTRLEN + 1 + IF_NAMESIZE] = "";
  if (address->sa_family == AF_INET) {
    const auto* in = reinterpret_cast<const sockaddr_in*>(address);
    uv_ip4_name(in, host, sizeof host);
    out = {host, 4, ntohs(in->sin_port)};
  } else if (address->sa_family == AF_INET6) {
    const auto* in = reinterpret_cast<const sockaddr_in6*>(address);
    uv_ip6_name(in, host, sizeof host);
    if (IN6_IS_ADDR_LINKLOCAL(&in->sin6_addr) && in->sin6_scope_id != 0) {
      char name[UV_IF_NAMESIZE];
      size_t size = sizeof name;
      std::strcat(host, "%");
      if (uv_if_indextoiid(in->sin6_scope_id, name, &size) == 0) std::strncat(host, name, IF_NAMESIZE - 1);
    }
    out = {host, 6, ntohs(in->sin6_port)};
  }
  return out;
}

bool parse_address(const std::string& host, int port, int family, sockaddr_storage& out) {
  std::memset(&out, 0, sizeof out);
  if (host.find('\0') != std::string::npos) return false;
  if (family == 6) return uv_ip6_addr(host.c_str(), port, reinterpret_cast<sockaddr_in6*>(&out)) == 0;
  return uv_ip4_addr(host.c_str(), port, reinterpret_cast<sockaddr_in*>(&out)) == 0;
}

}  // namespace rondo
