// The io_uring of one loop's thread: a way to make several system calls with one entry into the kernel, which costs more than most of them.
#pragma once
#include <memory>
#include <span>

struct io_uring;

namespace rondo {

class Ring {
 public:
  /// So many calls fit into one run().
  static constexpr unsigned entries = 16;
  /// Of descriptors that only the ring knows: "direct" ones.
  static constexpr unsigned slots = 1;

  Ring();
  ~Ring();
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  /// To take entries from; made when it is first asked for. Null where the kernel has none or forbids it, or UV_USE_IO_URING=0 turns it off.
  io_uring* get();
  /// Makes the calls whose entries were taken, and waits until all are over. Each one's result is put where its user_data says in `results`; nothing
  /// is put where the kernel did not take a call, and the ring is gone then.
  void run(std::span<int> results);
  /// Whether the ring has its slots.
  bool has_slots() const { return has_slots_; }

 private:
  void close();
  bool tried_ = false;
  bool has_slots_ = false;
  std::unique_ptr<io_uring> ring_;
};

}  // namespace rondo
