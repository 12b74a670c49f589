// What all of this module's formats have in common: bytes in, bytes out, a step at a time. No V8 here.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace rondo::modules::zlib {

/// The numbers are those of zlib.constants.
enum class Mode : int32_t {
  deflate = 1,
  inflate,
  gzip,
  gunzip,
  deflate_raw,
  inflate_raw,
  unzip,  // zlib's or gzip's format, whichever comes
  brotli_decode,
  brotli_encode,
  zstd_compress,
  zstd_decompress,
};
constexpr int32_t first_mode = 1, last_mode = 11;

inline bool is_compressor(Mode mode) {
  return mode == Mode::deflate || mode == Mode::gzip || mode == Mode::deflate_raw || mode == Mode::brotli_encode ||
         mode == Mode::zstd_compress;
}

/// What a step reads from and writes to. A step moves both on by what it took and made.
struct Window {
  const uint8_t* in = nullptr;
  size_t in_left = 0;
  uint8_t* out = nullptr;
  size_t out_left = 0;
};

/// What a codec is made from.
struct Settings {
  Mode mode = Mode::deflate;
  /// zlib's formats: windowBits, level, memLevel, strategy. The others: key, value, key, value.
  std::vector<int32_t> values;
  Bytes dictionary;  // empty: none
  /// How many bytes will be compressed with zstd; negative where that is not known.
  int64_t pledged_size = -1;
  /// What follows the end of the first member or frame is not read.
  bool single = false;
};

class Codec {
 public:
  virtual ~Codec() = default;
  Codec() = default;
  Codec(const Codec&) = delete;
  Codec& operator=(const Codec&) = delete;

  /// Goes on until the input is used up, the output is full, or the compressed data has ended: then both input and room are left.
  /// @param flush  the library's own number: Z_*, BROTLI_OPERATION_*, ZSTD_e_*
  virtual Result<void> run(Window& window, int32_t flush) = 0;
  /// As if it were new.
  virtual Result<void> reset() = 0;
  /// Bytes that it holds.
  virtual size_t memory() const = 0;
  /// For what comes next. Nothing to those that do not compress with zlib.
  virtual Result<void> set_params(int32_t /*level*/, int32_t /*strategy*/) { return {}; }
};

/// @return ERR_ZLIB_INITIALIZATION_FAILED for settings that the library refuses
Result<std::unique_ptr<Codec>> make_codec(const Settings& settings);

/// An error in Node's manner: a message, errno and code.
Error failure(std::string message, std::string code, int32_t number);
Error initialization_failed(std::string message = "Initialization failed");
/// The input has ended before the data has.
Error unexpected_end();

// What make_codec() chooses from.
Result<std::unique_ptr<Codec>> make_deflate(const Settings& settings);
Result<std::unique_ptr<Codec>> make_inflate(const Settings& settings);
Result<std::unique_ptr<Codec>> make_brotli_encoder(const Settings& settings);
Result<std::unique_ptr<Codec>> make_brotli_decoder(const Settings& settings);
Result<std::unique_ptr<Codec>> make_zstd_compressor(const Settings& settings);
Result<std::unique_ptr<Codec>> make_zstd_decompressor(const Settings& settings);

}  // namespace rondo::modules::zlib
