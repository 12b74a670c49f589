// System calls on sockets that never wait. Several share one entry into the kernel where it has io_uring; else each has its own.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "background/ring.h"

namespace rondo {

class SocketCalls {
 public:
  /// So many fit into one run().
  static constexpr size_t most = Ring::entries;

  explicit SocketCalls(Ring& ring) : ring_(ring) {}

  size_t count() const { return count_; }
  /// What `fd` has received into `room`. Both stay valid until run() returns.
  void receive(int fd, std::span<uint8_t> room) { add({fd, room.data(), room.size(), true}); }
  /// `data` to `fd`.
  void send(int fd, std::span<const char> data) { add({fd, const_cast<char*>(data.data()), data.size(), false}); }
  /// Makes the calls. Element i is what call i gave: bytes (0 received: the end), or a negative errno. Valid until the next run().
  std::span<const int> run();

  /// One of them at once.
  static int receive_now(int fd, std::span<uint8_t> room);
  static int send_now(int fd, std::span<const char> data);

 private:
  struct Call {
    int fd;
    void* data;
    size_t size;
    bool receives;
  };
  void add(Call call) { calls_[count_++] = call; }
  static int make(const Call& call);

  Ring& ring_;
  std::array<Call, most> calls_;
  std::array<int, most> results_;
  size_t count_ = 0;
};

}  // namespace rondo
