#include "modules/net/block_list.h"

#include <gtest/gtest.h>

namespace rondo::modules::net {
namespace {

IpAddress ip(const std::string& host) { return *IpAddress::parse(host, host.find(':') == std::string::npos ? 4 : 6); }

TEST(BlockList, parses_numeric_addresses_alone) {
  EXPECT_EQ(IpAddress::parse("0001::0:0", 6)->text, "1::");
  EXPECT_EQ(IpAddress::parse("fe80::1%lo", 6)->text, "fe80::1");
  EXPECT_FALSE(IpAddress::parse("::1", 4));
  EXPECT_FALSE(IpAddress::parse("localhost", 4));
  EXPECT_FALSE(IpAddress::parse(std::string("1.2.3.4\0x", 9), 4));
}

TEST(BlockList, takes_ipv4_and_its_form_in_ipv6_for_one) {
  BlockList list;
  list.add_address(ip("1.2.3.4"));
  list.add_address(ip("::ffff:1.2.3.5"));
  EXPECT_TRUE(list.has(ip("::ffff:1.2.3.4")));
  EXPECT_TRUE(list.has(ip("1.2.3.5")));
  EXPECT_FALSE(list.has(ip("1.2.3.6")));
}

TEST(BlockList, knows_ranges_with_both_ends) {
  BlockList list;
  EXPECT_TRUE(list.add_range(ip("10.0.0.2"), ip("10.0.0.10")));
  EXPECT_FALSE(list.add_range(ip("10.0.0.2"), ip("10.0.0.1")));
  for (auto* host : {"10.0.0.2", "10.0.0.9", "10.0.0.10", "::ffff:10.0.0.10"}) EXPECT_TRUE(list.has(ip(host))) << host;
  for (auto* host : {"10.0.0.1", "10.0.0.11", "::", "::ffff:10.0.0.11"}) EXPECT_FALSE(list.has(ip(host))) << host;
  EXPECT_TRUE(list.add_range(ip("::"), ip("ffff::")));
  EXPECT_TRUE(list.has(ip("::5")));
  EXPECT_FALSE(list.has(ip("9.9.9.9")));
}

TEST(BlockList, knows_subnets_that_end_within_a_byte) {
  BlockList list;
  list.add_subnet(ip("10.0.0.5"), 27);
  list.add_subnet(ip("8592:757c:efaf::"), 51);
  for (auto* host : {"10.0.0.0", "10.0.0.31", "8592:757c:efaf:1fff:ffff:ffff:ffff:ffff"})
    EXPECT_TRUE(list.has(ip(host))) << host;
  for (auto* host : {"10.0.0.32", "9.255.255.255", "8592:757c:efaf:2000::"}) EXPECT_FALSE(list.has(ip(host))) << host;
  list.add_subnet(ip("1.1.1.1"), 32);
  EXPECT_FALSE(list.has(ip("1.1.1.2")));
  list.add_subnet(ip("::"), 0);
  EXPECT_TRUE(list.has(ip("1.1.1.2")));
  EXPECT_EQ(list.rules()[0], "Subnet: IPv6 ::/0");
  EXPECT_EQ(list.rules()[3], "Subnet: IPv4 10.0.0.5/27");
}

}  // namespace
}  // namespace rondo::modules::net
