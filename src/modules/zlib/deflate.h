// What the two halves of zlib's own formats share. No V8 here.
#pragma once
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <limits>

#include "modules/zlib/codec.h"

namespace rondo::modules::zlib {

/// The values of Settings, by place.
struct ZlibValues {
  int window_bits;
  int level;
  int mem_level;
  int strategy;

  static ZlibValues of(const Settings& settings) {
    ZlibValues found{15, Z_DEFAULT_COMPRESSION, 8, Z_DEFAULT_STRATEGY};
    if (settings.values.size() >= 4)
      found = {settings.values[0], settings.values[1], settings.values[2], settings.values[3]};
    return found;
  }
};

/// The error for a status of zlib's; its own words where it has some.
Error zlib_failure(int status, const char* message);

/// One call of deflate() or inflate(), which count in 32 bits.
template <int (*Step)(z_streamp, int)>
int step(z_stream& stream, Window& window, int flush) {
  constexpr size_t most = std::numeric_limits<uInt>::max();
  const auto in = static_cast<uInt>(std::min(window.in_left, most));
  const auto out = static_cast<uInt>(std::min(window.out_left, most));
  static constexpr Bytef nothing = 0;  // zlib asks for a place even where there is none; it is not touched
  stream.next_in = const_cast<Bytef*>(window.in ? window.in : &nothing);
  stream.avail_in = in;
  stream.next_out = window.out ? window.out : const_cast<Bytef*>(&nothing);
  stream.avail_out = out;
  const int status = Step(&stream, in == window.in_left ? flush : Z_NO_FLUSH);
  const size_t taken = in - stream.avail_in;
  const size_t made = out - stream.avail_out;
  window.in += taken;
  window.in_left -= taken;
  window.out += made;
  window.out_left -= made;
  return status;
}

}  // namespace rondo::modules::zlib
