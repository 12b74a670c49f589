// Rules that say of addresses whether they are blocked. Behind a lock: a list that was posted to another thread is one and the same.
// No V8.
#pragma once
#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace rondo::modules::net {

/// A numeric address. IPv4 is held as IPv6 has it (::ffff:1.2.3.4), so that both families compare.
struct IpAddress {
  using Bytes = std::array<uint8_t, 16>;
  Bytes bytes{};
  int family = 0;    // 4 or 6, as it was written
  std::string text;  // in its canonical form, without zone
  /// Nothing if `host` is no numeric address of `family` (4 or 6).
  static std::optional<IpAddress> parse(const std::string& host, int family);
  bool is_ipv4() const;
};

class BlockList {
 public:
  void add_address(const IpAddress& address);
  /// All from `first` to `last`, both included. False if last comes before first.
  bool add_range(const IpAddress& first, const IpAddress& last);
  /// All that begin with the first `prefix` bits of `network`: at most 32 of IPv4, 128 of IPv6.
  void add_subnet(const IpAddress& network, int prefix);
  bool has(const IpAddress& address);
  /// A line for each rule, the latest first, such as "Subnet: IPv6 8592:757c::/64".
  std::vector<std::string> rules();

 private:
  struct Range {
    IpAddress::Bytes first, last;
    bool takes_ipv4;  // addresses that are written as IPv4: a range between two of IPv6 is about those alone
  };
  std::mutex mutex_;
  std::set<IpAddress::Bytes> addresses_;
  std::vector<Range> ranges_;
  std::vector<std::string> rules_;
};

}  // namespace rondo::modules::net
