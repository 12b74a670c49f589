// Data that is there as a whole, and the codecs that are kept for the next such. No V8 here.
#pragma once
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "modules/zlib/codec.h"

namespace rondo::modules::zlib {

/// Runs all of `input` through `codec`.
/// @param most  bytes of output; more is ERR_BUFFER_TOO_LARGE
/// @param taken  receives how many bytes of the input belonged to the data
/// @return the output; ERR_TRAILING_JUNK_AFTER_STREAM_END where settings.single and something follows
Result<Bytes> run_whole(Codec& codec, const Settings& settings, std::span<const uint8_t> input, int32_t flush,
                        double most, size_t& taken);

/// Codecs of zlib's formats that have done their work: to make one costs the memory that it has, fresh from the kernel, which is
/// more than what compressing some kilobytes takes. Any thread may call.
class Spares {
 public:
  Result<std::unique_ptr<Codec>> take(const Settings& settings);
  /// @param settings  those that it was made from
  void give(const Settings& settings, std::unique_ptr<Codec> codec);

 private:
  static constexpr size_t most = 4;  // as many as there are threads in the pool; a quarter of a megabyte each
  struct Spare {
    Mode mode;
    bool single;
    std::vector<int32_t> values;
    std::unique_ptr<Codec> codec;
  };
  static bool can_keep(const Settings& settings) { return settings.mode <= Mode::unzip && settings.dictionary.empty(); }

  std::mutex mutex_;
  std::vector<Spare> list_;
};

}  // namespace rondo::modules::zlib
