#include "modules/net/block_list.h"

#include <uv.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "modules/net/address.h"

namespace rondo::modules::net {
namespace {

constexpr IpAddress::Bytes ipv4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr size_t ipv4_at = 12;

std::string rule(std::string_view kind, const IpAddress& address) {
  return std::string(kind) + (address.family == 6 ? ": IPv6 " : ": IPv4 ") + address.text;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(const std::string& host, int family) {
  sockaddr_storage storage;
  if (!parse_address(host, 0, family, storage)) return std::nullopt;
  IpAddress out;
  out.family = family;
  char text[INET6_ADDRSTRLEN] = "";
  if (family == 6) {
    const auto* in = reinterpret_cast<const sockaddr_in6*>(&storage);
    std::memcpy(out.bytes.data(), &in->sin6_addr, out.bytes.size());
    uv_ip6_name(in, text, sizeof text);
  } else {
    const auto* in = reinterpret_cast<const sockaddr_in*>(&storage);
    out.bytes = ipv4_prefix;
    std::memcpy(out.bytes.data() + ipv4_at, &in->sin_addr, sizeof in->sin_addr);
    uv_ip4_name(in, text, sizeof text);
  }
  out.text = text;
  return out;
}

bool IpAddress::is_ipv4() const { return std::equal(bytes.begin(), bytes.begin() + ipv4_at, ipv4_prefix.begin()); }

void BlockList::add_address(const IpAddress& address) {
  std::lock_guard lock(mutex_);
  addresses_.insert(address.bytes);
  rules_.push_back(rule("Address", address));
}

bool BlockList::add_range(const IpAddress& first, const IpAddress& last) {
  if (last.bytes < first.bytes) return false;
  std::lock_guard lock(mutex_);
  ranges_.push_back({first.bytes, last.bytes, first.is_ipv4()});
  rules_.push_back(rule("Range", first) + "-" + last.text);
  return true;
}

void BlockList::add_subnet(const IpAddress& network, int prefix) {
  size_t fixed = static_cast<size_t>(prefix) + (network.family == 4 ? ipv4_at * 8 : 0);
  Range range{network.bytes, network.bytes, true};
  for (size_t bit = fixed; bit < network.bytes.size() * 8; bit++) {
    auto mask = static_cast<uint8_t>(0x80 >> bit % 8);
    range.first[bit / 8] &= static_cast<uint8_t>(~mask);
    range.last[bit / 8] |= mask;
  }
  std::lock_guard lock(mutex_);
  ranges_.push_back(range);
  rules_.push_back(rule("Subnet", network) + "/" + std::to_string(prefix));
}

bool BlockList::has(const IpAddress& address) {
  std::lock_guard lock(mutex_);
  if (addresses_.contains(address.bytes)) return true;
  return std::ranges::any_of(ranges_, [&](const Range& range) {
    return (address.family == 6 || range.takes_ipv4) && range.first <= address.bytes && address.bytes <= range.last;
  });
}

std::vector<std::string> BlockList::rules() {
  std::lock_guard lock(mutex_);
  return {rules_.rbegin(), rules_.rend()};
}

}  // namespace rondo::modules::net
