// Kinds of objects as V8 knows them, whatever their prototypes claim.
#pragma once
#include <v8.h>

#include <cstdint>

namespace rondo::modules::util {

/// What util.inspect and the comparisons of assert tell apart. Names in kinds.cc, in this order.
enum class Kind : int32_t {
  plain,
  arguments,
  set,
  map,
  typedArray,
  mapIterator,
  setIterator,
  function,
  regexp,
  date,
  error,
  arrayBuffer,
  sharedArrayBuffer,
  dataView,
  promise,
  weakSet,
  weakMap,
  namespace_,
  external,
  number,
  string,
  boolean,
  bigint,
  symbol,
  count,
};

/// What JavaScript calls it.
const char* name_of(Kind kind);

/// The kind of an object or function; plain for all that have none of their own, and for primitives.
Kind kind_of(v8::Local<v8::Value> value);

}  // namespace rondo::modules::util
