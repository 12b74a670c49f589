#include "background/eager_request.h"

namespace rondo {

// So many take about a millisecond: the loop has other things to do too.
constexpr size_t most_waiting = 256;

void EagerRequest::submit_soon() {
  if (background_.shutting_down() || !background_.wait_for_poll_end(place_, most_waiting)) submit();
}

void EagerRequest::cancel() {
  if (background_.no_longer_waits(place_)) submit();  // it completes as all do that are cancelled in the pool
  PoolRequest::cancel();
}

void EagerRequest::try_now() {
  if (!attempt()) return submit();
  complete(0);
  delete this;
}

bool Background::wait_for_poll_end(Waiting& place, size_t most) {
  if (waiting_count_ >= most) return false;
  waiting_.push_back(&place);
  if (waiting_count_++ == 0) loop_.stay_awake(true);
  return true;
}

bool Background::no_longer_waits(Waiting& place) {
  if (!place.linked()) return false;
  place.unlink();
  if (--waiting_count_ == 0) loop_.stay_awake(false);
  return true;
}

void Background::end_poll() {
  streams_.end_poll();
  // what is asked for meanwhile waits for the next time
  for (size_t left = waiting_count_; left > 0 && waiting_count_ > 0; left--) {
    EagerRequest* request = waiting_.front()->request;
    no_longer_waits(request->place_);
    request->try_now();
  }
}

}  // namespace rondo
