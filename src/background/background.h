// Everything that one loop has under way outside of JavaScript: one-shot Requests and long-lived Handles,
// each with its kind, its origin and its age, so that it can be listed.
#pragma once
#include <cstdint>

#include "background/cached_files.h"
#include "background/handle.h"
#include "background/known_files.h"
#include "background/request.h"
#include "background/stream_batch.h"
#include "base/list.h"
#include "event_loop/loop.h"

namespace rondo {

class EagerRequest;

class Background {
 public:
  /// Takes the ends of the loop's polls and turns for itself.
  explicit Background(Loop& loop);
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  Loop& loop() { return loop_; }
  List<Request>& requests() { return requests_; }
  List<Handle>& handles() { return handles_; }
  /// No Request may enter JavaScript any more; those that can be cancelled are, and every Handle is closed.
  void shut_down();
  bool shutting_down() const { return shutting_down_; }
  /// What the streams read and write together.
  StreamBatch& streams() { return streams_; }
  /// An EagerRequest's place among those that are tried at poll's end, on the loop's own thread.
  struct Waiting : ListNode {
    explicit Waiting(EagerRequest* r) : request(r) {}
    EagerRequest* request;
  };
  /// False when `most` wait already.
  bool wait_for_poll_end(Waiting& place, size_t most);
  /// Takes it back. False when it does not wait.
  bool no_longer_waits(Waiting& place);
  /// Reads the sockets that can be read, then tries the requests that wait now.
  void end_poll();
  file::CachedFiles& cached_files() { return cached_files_; }
  file::KnownFiles& known_files() { return known_files_; }

 private:
  Loop& loop_;
  List<Request> requests_;
  List<Handle> handles_;
  bool shutting_down_ = false;
  Ring ring_;
  StreamBatch streams_{ring_};
  List<Waiting> waiting_;
  size_t waiting_count_ = 0;
  file::CachedFiles cached_files_;
  file::KnownFiles known_files_{ring_};
};

}  // namespace rondo
