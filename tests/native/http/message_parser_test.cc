#include "modules/http/message_parser.h"

#include <gtest/gtest.h>

#include <vector>

namespace rondo::http {
namespace {

struct Recorder final : MessageEvents {
  After on_head(const Head& head) override {
    log.push_back("head " + std::string(head.target) + " [" + std::string(head.fields) + "]");
    last = head;
    return head.upgrade ? After::upgrade : After::body;
  }
  void on_body(std::span<const uint8_t> part) override {
    body.append(reinterpret_cast<const char*>(part.data()), part.size());
  }
  void on_complete(std::string_view trailers) override {
    log.push_back("end " + body + " [" + std::string(trailers) + "]");
  }
  std::vector<std::string> log;
  std::string body;
  Head last;
};

std::span<const uint8_t> bytes(std::string_view s) { return {reinterpret_cast<const uint8_t*>(s.data()), s.size()}; }

constexpr std::string_view chunked =
    "POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: "
    "chunked\r\n\r\n5\r\nhello\r\n0\r\nTrailer-A: b\r\n\r\n";

TEST(MessageParser, gives_the_head_as_one_stretch) {
  Recorder r;
  MessageParser parser(MessageParser::Type::request, r);
  auto out = parser.execute(bytes(chunked));
  EXPECT_EQ(out.code, nullptr);
  ASSERT_EQ(r.log.size(), 2u);
  EXPECT_EQ(r.log[0], "head /a/b?c=d [Host: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked]");
  EXPECT_EQ(r.log[1], "end hello [Trailer-A: b]");
  EXPECT_TRUE(r.last.expects_continue);
  EXPECT_EQ(r.last.hosts, 1u);
}

// Wherever the network cuts, what comes out is the same.
TEST(MessageParser, gives_the_same_for_any_split) {
  for (size_t cut = 1; cut < chunked.size(); cut++) {
    Recorder r;
    MessageParser parser(MessageParser::Type::request, r);
    for (std::string part : {std::string(chunked.substr(0, cut)), std::string(chunked.substr(cut))}) {
      auto out = parser.execute(bytes(part));
      EXPECT_EQ(out.code, nullptr);
      std::fill(part.begin(), part.end(), '#');  // nothing may still point there
    }
    ASSERT_EQ(r.log.size(), 2u) << cut;
    EXPECT_EQ(r.log[0].substr(0, 22), "head /a/b?c=d [Host: x") << cut;
    EXPECT_NE(r.log[0].find("Transfer-Encoding: chunked"), std::string::npos) << cut;
    EXPECT_NE(r.log[1].find("end hello [Trailer-A: b"), std::string::npos) << cut;
    EXPECT_TRUE(r.last.expects_continue) << cut;
    EXPECT_EQ(r.last.hosts, 1u) << cut;
  }
}

TEST(MessageParser, byte_by_byte) {
  Recorder r;
  MessageParser parser(MessageParser::Type::request, r);
  for (char c : chunked) EXPECT_EQ(parser.execute(bytes({&c, 1})).code, nullptr);
  ASSERT_EQ(r.log.size(), 2u);
  EXPECT_EQ(r.last.hosts, 1u);
}

TEST(MessageParser, refuses_heads_that_are_too_large) {
  Recorder r;
  MessageParser parser(MessageParser::Type::request, r);
  std::string text = "GET / HTTP/1.1\r\nA: " + std::string(20000, 'x') + "\r\n\r\n";
  auto out = parser.execute(bytes(text));
  EXPECT_STREQ(out.code, "HPE_HEADER_OVERFLOW");
}

TEST(MessageParser, refuses_smuggling) {
  for (std::string_view text : {"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                                "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
                                "GET / HTTP/1.1\r\nA : b\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n"}) {
    Recorder r;
    MessageParser parser(MessageParser::Type::request, r);
    EXPECT_NE(parser.execute(bytes(text)).code, nullptr) << text;
  }
}

TEST(MessageParser, stops_at_an_upgrade) {
  Recorder r;
  MessageParser parser(MessageParser::Type::request, r);
  std::string_view text = "GET /chat HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nrest";
  auto out = parser.execute(bytes(text));
  EXPECT_TRUE(out.upgrade);
  EXPECT_EQ(text.substr(out.consumed), "rest");
}

TEST(MessageParser, tells_of_a_message_cut_off) {
  Recorder r;
  MessageParser parser(MessageParser::Type::request, r);
  parser.execute(bytes("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab"));
  EXPECT_NE(parser.finish().code, nullptr);
}

}  // namespace
}  // namespace rondo::http
