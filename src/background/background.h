// Everything that one loop has under way outside of JavaScript: one-shot Requests and long-lived Handles,
// each with its kind, its origin and its age, so that it can be listed.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "background/cached_files.h"
#include "background/handle.h"
#include "background/request.h"
#include "base/list.h"
#include "event_loop/loop.h"

namespace rondo {

class EagerRequest;
class Stream;

class Background {
 public:
  explicit Background(Loop& loop) : loop_(loop) {}
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  Loop& loop() { return loop_; }
  List<Request>& requests() { return requests_; }
  List<Handle>& handles() { return handles_; }
  /// No Request may enter JavaScript any more; those that can be cancelled are, and every Handle is closed.
  void shut_down();
  bool shutting_down() const { return shutting_down_; }
  /// The buffer that all streams read into, one read at a time; made at the first read.
  uint8_t* read_buffer(size_t size) {
    if (!read_buffer_) read_buffer_ = std::make_unique_for_overwrite<uint8_t[]>(size);
    return read_buffer_.get();
  }
  /// A stream's place among those with small writes that wait for the end of the loop's turn.
  struct Gathering : ListNode {
    explicit Gathering(Stream* s) : stream(s) {}
    Stream* stream;
  };
  void gathers(Gathering& stream);
  /// Sends what all of them have gathered.
  void flush();
  /// The same once some wait or the oldest has waited for a moment. Answers to the requests of one poll leave one after another this
  /// way, which wakes whoever waits for them once instead of once for each; and none waits for more than one slow handler.
  void flush_due();
  /// An EagerRequest's place among those that are tried at poll's end, on the loop's own thread.
  struct Waiting : ListNode {
    explicit Waiting(EagerRequest* r) : request(r) {}
    EagerRequest* request;
  };
  /// False when `most` wait already.
  bool wait_for_poll_end(Waiting& place, size_t most);
  /// Takes it back. False when it does not wait.
  bool no_longer_waits(Waiting& place);
  /// Tries those that wait now.
  void end_poll();
  file::CachedFiles& cached_files() { return cached_files_; }
  /// Buffers go from stream to stream, so that an idle one holds none.
  std::unique_ptr<std::string> take_buffer();
  void give_buffer(std::unique_ptr<std::string> buffer);

 private:
  Loop& loop_;
  List<Request> requests_;
  List<Handle> handles_;
  bool shutting_down_ = false;
  std::unique_ptr<uint8_t[]> read_buffer_;
  List<Gathering> gathering_;
  uint32_t gathering_count_ = 0;  // about how many: one may have been flushed on its own
  int64_t gathering_since_ = 0;   // the clock's tick in which the first of them began
  List<Waiting> waiting_;
  size_t waiting_count_ = 0;
  file::CachedFiles cached_files_;
  std::vector<std::unique_ptr<std::string>> free_buffers_;
};

}  // namespace rondo
