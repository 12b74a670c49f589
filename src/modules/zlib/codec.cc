#include "modules/zlib/codec.h"

#include <zlib.h>

#include <utility>

namespace rondo::modules::zlib {

Error failure(std::string message, std::string code, int32_t number) {
  Error error = Error::generic(std::move(code), std::move(message));
  error.details.push_back({"errno", number});
  return error;
}

Error initialization_failed(std::string message) {
  return Error::generic("ERR_ZLIB_INITIALIZATION_FAILED", std::move(message));
}

Error unexpected_end() { return failure("unexpected end of file", "Z_BUF_ERROR", Z_BUF_ERROR); }

Result<std::unique_ptr<Codec>> make_codec(const Settings& settings) {
  switch (settings.mode) {
    case Mode::deflate:
    case Mode::gzip:
    case Mode::deflate_raw: return make_deflate(settings);
    case Mode::inflate:
    case Mode::gunzip:
    case Mode::inflate_raw:
    case Mode::unzip: return make_inflate(settings);
    case Mode::brotli_encode: return make_brotli_encoder(settings);
    case Mode::brotli_decode: return make_brotli_decoder(settings);
    case Mode::zstd_compress: return make_zstd_compressor(settings);
    case Mode::zstd_decompress: return make_zstd_decompressor(settings);
  }
  return initialization_failed();
}

}  // namespace rondo::modules::zlib
