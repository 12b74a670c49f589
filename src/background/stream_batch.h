// What the streams of one loop read and write together: sockets that can be read, and small writes that wait to leave.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "background/socket_calls.h"
#include "base/list.h"

namespace rondo {

class Stream;

class StreamBatch {
 public:
  /// A stream's place in one of the lists.
  struct Place : ListNode {
    explicit Place(Stream* s) : stream(s) {}
    Stream* stream;
  };

  explicit StreamBatch(Ring& ring) : calls_(ring) {}

  /// The stream can be read: it is, together with others, at the end of poll at the latest.
  void readable(Place& place);
  /// Reads those that can be read, once there are enough.
  void read_due() {
    if (readable_count_ >= SocketCalls::most) read();
  }
  void read();

  /// The stream has begun to gather.
  void gathers(Place& place);
  /// Sends what all of them have gathered.
  void flush();
  /// The same once some wait or the oldest has waited for a moment. Answers to the requests of one poll leave together this way,
  /// and none waits for more than one slow handler.
  void flush_due();

  /// Buffers go from stream to stream, so that an idle one holds none.
  std::unique_ptr<std::string> take_buffer();
  void give_buffer(std::unique_ptr<std::string> buffer);
  /// The buffer that what reads on its own reads into; made at the first read.
  std::span<uint8_t> room();

 private:
  std::span<uint8_t> room_of(size_t i);
  List<Place> readable_;
  size_t readable_count_ = 0;  // at least as many
  bool reading_ = false;
  List<Place> gathering_;
  uint32_t gathering_count_ = 0;  // about how many: one may have been flushed on its own
  int64_t gathering_since_ = 0;   // the clock's tick in which the first of them began
  SocketCalls calls_;
  std::unique_ptr<uint8_t[]> room_, rooms_;
  std::vector<std::unique_ptr<std::string>> free_buffers_;
};

}  // namespace rondo
