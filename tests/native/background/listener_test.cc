#include "background/listener.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "background/stream_io.h"

namespace rondo {
namespace {

/// A server on a free port of 127.0.0.1, and connections that were made to it.
class ListenerTest : public testing::Test {
 protected:
  void SetUp() override {
    server_ = *TcpStream::make(background_);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(uv_tcp_bind(server_->tcp(), reinterpret_cast<sockaddr*>(&address), 0), 0);
  }
  void TearDown() override {
    if (server_) server_->close();
    loop_.run();
    EXPECT_TRUE(background_.handles().empty());
    for (int fd : accepted_) ::close(fd);
    for (int fd : clients_) ::close(fd);
  }

  int listen() {
    return server_->listen("TestServer", 64, [this](int fd) {
      if (fd < 0)
        error_ = fd;
      else
        accepted_.push_back(fd);
      if (on_connection_) on_connection_();
    });
  }
  void connect(int count) {
    int size = sizeof address_;
    ASSERT_EQ(uv_tcp_getsockname(server_->tcp(), reinterpret_cast<sockaddr*>(&address_), &size), 0);
    for (int i = 0; i < count; i++) {
      clients_.push_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
      ASSERT_EQ(::connect(clients_.back(), reinterpret_cast<sockaddr*>(&address_), sizeof address_), 0);
    }
  }
  void close_server() { std::exchange(server_, nullptr)->close(); }
  /// Runs the loop for `ms`; how often it went round.
  uint64_t turns_in(uint64_t ms) {
    uint64_t before = loop_.turns();
    uv_timer_t timer;
    uv_timer_init(loop_.uv(), &timer);
    timer.data = this;
    uv_timer_start(&timer, [](uv_timer_t* t) { static_cast<ListenerTest*>(t->data)->loop_.stop(); }, ms, 0);
    loop_.run();
    uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
    loop_.run_nowait();
    return loop_.turns() - before;
  }

  Loop loop_;
  Background background_{loop_};
  TcpStream* server_ = nullptr;
  sockaddr_in address_{};
  std::vector<int> clients_, accepted_;
  int error_ = 0;
  MoveFunction<void()> on_connection_;
};

/// While it lives, this process opens no further descriptor.
class NoDescriptors {
 public:
  NoDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit none = before_;
    int next = dup(0);
    ::close(next);
    none.rlim_cur = static_cast<rlim_t>(next);
    setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(ListenerTest, all_that_wait_are_accepted) {
  ASSERT_EQ(listen(), 0);
  connect(10);
  for (int i = 0; i < 10; i++) loop_.run_once();
  EXPECT_EQ(accepted_.size(), 10u);
}

TEST_F(ListenerTest, what_connects_while_no_descriptor_is_left_waits_and_the_loop_rests) {
  ASSERT_EQ(listen(), 0);
  connect(5);
  {
    NoDescriptors none;
    EXPECT_LT(turns_in(200), 20u);
    EXPECT_EQ(accepted_.size(), 0u);
  }
  on_connection_ = [this] {
    if (accepted_.size() == 5) loop_.stop();
  };
  loop_.run();
  EXPECT_EQ(accepted_.size(), 5u);
}

TEST_F(ListenerTest, it_can_be_closed_while_it_rests) {
  ASSERT_EQ(listen(), 0);
  connect(1);
  NoDescriptors none;
  turns_in(20);
  close_server();
  loop_.run();  // ends
  EXPECT_EQ(accepted_.size(), 0u);
}

TEST_F(ListenerTest, resting_or_not_it_keeps_the_loop_alive_as_it_was_told) {
  server_->set_ref(false);
  ASSERT_EQ(listen(), 0);
  EXPECT_FALSE(loop_.alive());
  server_->set_ref(true);
  EXPECT_TRUE(loop_.alive());
  connect(1);
  NoDescriptors none;
  turns_in(20);
  EXPECT_TRUE(loop_.alive());
  server_->set_ref(false);
  EXPECT_FALSE(loop_.alive());
}

TEST_F(ListenerTest, after_its_close_in_a_callback_nothing_more_is_accepted) {
  ASSERT_EQ(listen(), 0);
  on_connection_ = [this] { close_server(); };
  connect(3);
  loop_.run();
  EXPECT_EQ(accepted_.size(), 1u);
}

TEST_F(ListenerTest, a_socket_that_will_give_no_more_is_told_once) {
  ASSERT_EQ(listen(), 0);
  uv_os_fd_t fd;
  ASSERT_EQ(uv_fileno(server_->uv(), &fd), 0);
  ::shutdown(fd, SHUT_RDWR);  // as another process may that has it, too
  loop_.run();                // ends: nothing is waited for
  EXPECT_EQ(error_, UV_EINVAL);
  ASSERT_EQ(listen(), 0);
  connect(1);
  loop_.run_once();
  EXPECT_EQ(accepted_.size(), 1u);
}

TEST_F(ListenerTest, what_listens_is_not_read) {
  ASSERT_EQ(listen(), 0);
  struct : StreamReader {
    void on_data(std::span<const uint8_t>) override {}
    void on_read_end(int) override {}
  } reader;
  EXPECT_EQ(server_->read_start(&reader), UV_EINVAL);
}

}  // namespace
}  // namespace rondo
