#include "background/stream_batch.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

#include "background/background.h"
#include "background/stream_io.h"

namespace rondo {
namespace {

struct Pair {
  Pair() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0); }
  ~Pair() {
    for (int fd : ends)
      if (fd >= 0) ::close(fd);
  }
  int ends[2];
};

/// With io_uring, and in the way that is left without.
class SocketCallsTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { setenv("UV_USE_IO_URING", GetParam(), 1); }
  void TearDown() override { unsetenv("UV_USE_IO_URING"); }
};

TEST_P(SocketCallsTest, each_call_gets_its_own_result) {
  Ring ring;
  SocketCalls calls(ring);
  Pair full, empty, ended;
  ASSERT_EQ(::send(full.ends[1], "four", 4, 0), 4);
  ::shutdown(ended.ends[1], SHUT_WR);
  std::array<uint8_t, 16> a{}, b{}, c{}, d{};
  calls.receive(full.ends[0], a);
  calls.receive(empty.ends[0], b);
  calls.receive(ended.ends[0], c);
  calls.receive(-1, d);
  calls.send(empty.ends[1], {"later", 5});
  EXPECT_EQ(calls.count(), 5u);
  std::span<const int> results = calls.run();
  ASSERT_EQ(results.size(), 5u);
  EXPECT_EQ(results[0], 4);
  EXPECT_EQ(std::string(a.begin(), a.begin() + 4), "four");
  EXPECT_EQ(results[2], 0);
  EXPECT_EQ(results[3], -EBADF);
  EXPECT_EQ(results[4], 5);
  EXPECT_EQ(calls.count(), 0u);
  // what nobody had sent when it was asked for is no reason to wait
  EXPECT_TRUE(results[1] == -EAGAIN || results[1] == 5) << results[1];
}

TEST_P(SocketCallsTest, a_send_to_who_has_gone_fails_without_a_signal) {
  Ring ring;
  SocketCalls calls(ring);
  Pair first, second;
  ::close(std::exchange(first.ends[1], -1));
  calls.send(first.ends[0], {"x", 1});
  calls.send(second.ends[0], {"y", 1});
  std::span<const int> results = calls.run();
  EXPECT_EQ(results[0], -EPIPE);
  EXPECT_EQ(results[1], 1);
}

TEST_P(SocketCallsTest, what_does_not_fit_is_taken_in_part) {
  Ring ring;
  SocketCalls calls(ring);
  Pair first, second;
  const std::string much(8 << 20, 'x');
  calls.send(first.ends[0], much);
  calls.send(second.ends[0], much);
  std::span<const int> results = calls.run();
  for (int n : results) {
    EXPECT_GT(n, 0);
    EXPECT_LT(n, 8 << 20);
  }
}

INSTANTIATE_TEST_SUITE_P(StreamBatch, SocketCallsTest, testing::Values("1", "0"));

// Many sockets of one loop, and the other end of each.
struct Sockets {
  struct Reader final : StreamReader {
    std::function<void(std::string_view)> then;
    std::string got;
    int end = 1;
    void on_data(std::span<const uint8_t> data) override {
      got.append(reinterpret_cast<const char*>(data.data()), data.size());
      if (then) then(got);
    }
    void on_read_end(int error) override { end = error; }
  };

  explicit Sockets(size_t count) : pairs(count), readers(count) {
    for (Pair& pair : pairs) {
      auto stream = TcpStream::make(background);
      EXPECT_TRUE(stream);
      EXPECT_EQ(uv_tcp_open((*stream)->tcp(), std::exchange(pair.ends[0], -1)), 0);
      streams.push_back(*stream);
    }
  }
  ~Sockets() {
    for (TcpStream* stream : streams) stream->close();
    loop.run();
  }
  void start() {
    for (size_t i = 0; i < streams.size(); i++) streams[i]->read_start(&readers[i]);
  }
  /// Starts, and has a turn with something of each: in the next one they are read together.
  void start_together() {
    start();
    for (size_t i = 0; i < streams.size(); i++) tell(i, "-");
    loop.run_nowait();
    for (Reader& reader : readers) EXPECT_EQ(std::exchange(reader.got, {}), "-");
  }
  void tell(size_t i, std::string_view text) {
    EXPECT_EQ(::send(pairs[i].ends[1], text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
  }

  Loop loop;
  Background background{loop};
  std::vector<Pair> pairs;
  std::vector<TcpStream*> streams;
  std::vector<Reader> readers;
};

TEST(StreamBatch, sockets_are_read_in_the_order_in_which_they_became_ready_and_each_once) {
  Sockets sockets(40);
  std::vector<size_t> order;
  sockets.start_together();
  for (size_t i = 0; i < 40; i++) sockets.readers[i].then = [&, i](auto) { order.push_back(i); };
  for (size_t i = 0; i < 40; i++) sockets.tell(i, std::to_string(i));
  sockets.loop.run_nowait();
  EXPECT_EQ(order.size(), 40u);
  for (size_t i = 0; i < 40; i++) EXPECT_EQ(sockets.readers[i].got, std::to_string(i));
}

TEST(StreamBatch, one_whose_reading_another_stops_loses_nothing) {
  Sockets sockets(3);
  sockets.start_together();
  sockets.readers[0].then = [&](auto) { sockets.streams[1]->read_stop(); };
  for (size_t i = 0; i < 3; i++) sockets.tell(i, "first");
  sockets.loop.run_nowait();
  EXPECT_EQ(sockets.readers[1].got, "");
  EXPECT_EQ(sockets.readers[2].got, "first");
  sockets.tell(1, " second");
  sockets.loop.run_nowait();
  EXPECT_EQ(sockets.readers[1].got, "");
  sockets.streams[1]->read_start(&sockets.readers[1]);
  sockets.loop.run_once();  // does not wait for the kernel to tell of more
  sockets.loop.run_nowait();
  EXPECT_EQ(sockets.readers[1].got, "first second");
  EXPECT_EQ(sockets.streams[1]->bytes_read(), 13u);
}

TEST(StreamBatch, what_was_kept_may_be_stopped_again_and_dropped) {
  Sockets sockets(2);
  sockets.start_together();
  sockets.readers[0].then = [&](auto) { sockets.streams[1]->read_stop(); };
  sockets.tell(0, "a");
  sockets.tell(1, "b");
  sockets.loop.run_nowait();
  for (int i = 0; i < 3; i++) {
    sockets.streams[1]->read_start(&sockets.readers[1]);
    sockets.streams[1]->read_stop();
  }
  sockets.loop.run_nowait();
  EXPECT_EQ(sockets.readers[1].got, "");
  sockets.streams[1]->read_start(&sockets.readers[1]);
  sockets.streams[1]->close();
  sockets.streams.pop_back();
  sockets.streams[0]->read_stop();
  sockets.loop.run();  // ends: nothing keeps it awake
  EXPECT_EQ(sockets.readers[1].got, "");
}

TEST(StreamBatch, one_alone_is_read_within_poll) {
  bool ended = false;  // outlives the loop, which polls once more when it ends
  Sockets sockets(1);
  sockets.start();
  sockets.loop.on_poll_end([&] { ended = true; });
  sockets.readers[0].then = [&](auto) { EXPECT_FALSE(ended); };
  sockets.tell(0, "x");
  sockets.loop.run_nowait();
  EXPECT_TRUE(ended);
  EXPECT_EQ(sockets.readers[0].got, "x");
}

TEST(StreamBatch, one_that_another_closes_hears_nothing_more) {
  Sockets sockets(3);
  sockets.start_together();
  sockets.readers[0].then = [&](auto) { sockets.streams[1]->close(); };
  for (size_t i = 0; i < 3; i++) sockets.tell(i, "x");
  sockets.loop.run_nowait();
  EXPECT_EQ(sockets.readers[1].got, "");
  EXPECT_EQ(sockets.readers[2].got, "x");
  sockets.streams.erase(sockets.streams.begin() + 1);
}

TEST(StreamBatch, more_than_a_room_is_read_on_at_once_and_the_end_is_told) {
  Sockets sockets(2);
  sockets.start_together();
  const std::string much(150'000, 'y');
  int size = 1 << 20;
  setsockopt(sockets.pairs[0].ends[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  sockets.tell(0, much);
  ::shutdown(sockets.pairs[0].ends[1], SHUT_WR);
  sockets.tell(1, "z");
  for (int i = 0; i < 3; i++) sockets.loop.run_nowait();
  EXPECT_EQ(sockets.readers[0].got, much);
  EXPECT_EQ(sockets.readers[0].end, 0);
  EXPECT_EQ(sockets.readers[1].got, "z");
  EXPECT_EQ(sockets.readers[1].end, 1);
}

TEST(StreamBatch, what_all_have_gathered_leaves_with_the_turn_and_failures_are_told) {
  Sockets sockets(20);
  sockets.start();
  ::close(std::exchange(sockets.pairs[3].ends[1], -1));
  const std::string much(4 << 20, 'w');
  for (size_t i = 0; i < 20; i++) sockets.streams[i]->gathered() += i == 7 ? much : std::to_string(i);
  sockets.background.streams().flush();
  EXPECT_NE(sockets.readers[3].end, 1);
  EXPECT_GT(sockets.streams[7]->queued(), 0u);
  for (size_t i = 0; i < 20; i++) {
    EXPECT_EQ(sockets.streams[i]->gathered_size(), 0u);
    if (i == 3) continue;
    std::array<char, 64> got;
    ssize_t n = ::recv(sockets.pairs[i].ends[1], got.data(), got.size(), 0);
    ASSERT_GT(n, 0);
    if (i != 7) EXPECT_EQ(std::string(got.data(), static_cast<size_t>(n)), std::to_string(i));
  }
}

}  // namespace
}  // namespace rondo
