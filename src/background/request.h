// A one-shot piece of work given to the background: a read, a lookup, a hash. It belongs to its Background
// from start to completion, completes exactly once, and dies then.
#pragma once
#include <uv.h>

#include <cstdint>

#include "base/list.h"

namespace rondo {

class Background;

class Request : public ListNode {
 public:
  /// `kind` is a literal: what getActiveResourcesInfo() prints ("FSReqPromise", "GetAddrInfoReqWrap", ...).
  Request(Background& background, const char* kind);
  virtual ~Request() = default;

  const char* kind() const { return kind_; }
  /// When it began: ms on the loop's clock.
  uint64_t since() const { return since_; }
  /// Tries to take it back before it has begun. It completes all the same, with UV_ECANCELED.
  virtual void cancel() = 0;

 protected:
  Background& background_;

 private:
  const char* kind_;
  uint64_t since_;
};

}  // namespace rondo
