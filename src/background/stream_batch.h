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

  /// The stream can be read. Where the last turn of the loop had several such, it is read together with others, at the end of poll at the latest; else now,
  /// so that what libuv does between poll and check (completions of what its reader begins) comes as early as it would.
  void readable(Place& place);
  /// It has something to give that was read before: at the end of poll.
  void gives_later(Place& place) { readable_.push_back(&place); }
  /// The turn's poll is over.
  void end_poll();

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
  void read();
  std::span<uint8_t> room_of(size_t i);
  List<Place> readable_;
  size_t waiting_ = 0;    // about how many wait to be read
  size_t reads_ = 0;      // in this turn
  bool several_ = false;  // in the last one
  bool reading_ = false;
  List<Place> gathering_;
  uint32_t gathering_count_ = 0;  // about how many: one may have been flushed on its own
  int64_t gathering_since_ = 0;   // the clock's tick in which the first of them began
  SocketCalls calls_;
  std::unique_ptr<uint8_t[]> room_, rooms_;
  std::vector<std::unique_ptr<std::string>> free_buffers_;
};

}  // namespace rondo
