// A Request for the pool that is tried on the loop's own thread first, at the end of the poll phase: what takes no waiting is
// done sooner there than handed over and taken back.
#pragma once
#include "background/thread_pool.h"

namespace rondo {

class EagerRequest : public PoolRequest {
 public:
  EagerRequest(Background& background, const char* kind) : PoolRequest(background, kind), place_(this) {}
  /// Lets it be tried, once; where many wait already the pool gets it at once.
  void submit_soon();
  void cancel() override;

 protected:
  /// On the loop's thread: does the work if that takes no waiting. False leaves it to run().
  virtual bool attempt() = 0;

 private:
  friend class Background;
  void try_now();

  Background::Waiting place_;
};

}  // namespace rondo
