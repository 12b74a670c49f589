#include "background/background.h"

#include <gtest/gtest.h>

#include "background/dns.h"
#include "background/signals.h"
#include "background/stream_io.h"
#include "background/thread_pool.h"

namespace rondo {
namespace {

TEST(Background, a_task_runs_in_the_pool_and_comes_back) {
  Loop loop;
  Background background(loop);
  int got = 0;
  start<int>(background, {[]() -> Result<int> { return 7; }, "Test"}, [&](Result<int> r) { got = *r; });
  EXPECT_EQ(background.requests().size(), 1u);
  EXPECT_STREQ(background.requests().front()->kind(), "Test");
  loop.run();
  EXPECT_EQ(got, 7);
  EXPECT_TRUE(background.requests().empty());
}

TEST(Background, every_request_completes_once_also_when_it_is_shut_down) {
  Loop loop;
  int done = 0, cancelled = 0;
  {
    Background background(loop);
    for (int i = 0; i < 64; i++)
      start<int>(background, {[]() -> Result<int> { return 1; }, "Test"}, [&](Result<int> r) {
        done++;
        if (!r && r.error().number == UV_ECANCELED) cancelled++;
      });
    background.shut_down();
    loop.run();
  }
  EXPECT_EQ(done, 64);
  EXPECT_LE(cancelled, 64);
}

struct Echo final : StreamReader {
  Stream* stream = nullptr;
  std::string got;
  int end = 1;
  void on_data(std::span<const uint8_t> data) override {
    got.append(reinterpret_cast<const char*>(data.data()), data.size());
  }
  void on_read_end(int error) override { end = error; }
};

TEST(Background, small_writes_gather_and_leave_together) {
  Loop loop;
  Background background(loop);
  uv_os_sock_t pair[2];
  ASSERT_EQ(uv_socketpair(SOCK_STREAM, 0, pair, UV_NONBLOCK_PIPE, UV_NONBLOCK_PIPE), 0);
  auto a = TcpStream::make(background), b = TcpStream::make(background);
  ASSERT_TRUE(a && b);
  ASSERT_EQ(uv_tcp_open((*a)->tcp(), pair[0]), 0);
  ASSERT_EQ(uv_tcp_open((*b)->tcp(), pair[1]), 0);
  Echo echo;
  (*b)->read_start(&echo);
  (*a)->gathered() += "one ";
  (*a)->gathered() += "two";
  EXPECT_GT((*a)->gathered_size(), 0u);
  background.streams().flush();
  EXPECT_EQ((*a)->gathered_size(), 0u);
  EXPECT_EQ((*a)->bytes_written(), 7u);
  (*a)->gathered() += " last";
  (*a)->close();  // what was gathered still leaves
  loop.run();
  EXPECT_EQ(echo.got, "one two last");
  EXPECT_EQ(echo.end, 0);
  (*b)->close();
  loop.run();
  EXPECT_TRUE(background.handles().empty());
}

TEST(Background, closing_twice_is_closing_once) {
  Loop loop;
  Background background(loop);
  auto stream = TcpStream::make(background);
  ASSERT_TRUE(stream);
  int closed = 0;
  (*stream)->close([&] { closed++; });
  (*stream)->close([&] { closed++; });
  loop.run();
  EXPECT_EQ(closed, 1);
}

TEST(Background, a_signal_that_cannot_be_watched_is_an_error) {
  Loop loop;
  Background background(loop);
  int error = 0;
  EXPECT_EQ(SignalWatch::start(background, SIGKILL, [](int) {}, error), nullptr);
  EXPECT_LT(error, 0);
  loop.run();
  EXPECT_TRUE(background.handles().empty());
}

TEST(Background, a_name_that_is_none_is_an_error) {
  Loop loop;
  Background background(loop);
  int error = 0;
  look_up(background, "no.such.name.invalid", 0, 0, [&](int e, std::vector<FoundAddress>) { error = e; });
  loop.run();
  EXPECT_LT(error, 0);
}

}  // namespace
}  // namespace rondo
