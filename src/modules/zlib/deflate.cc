// Deflate, DeflateRaw, Gzip.
#include "modules/zlib/deflate.h"

namespace rondo::modules::zlib {

namespace {

const char* code_of(int status) {
  switch (status) {
    case Z_STREAM_END: return "Z_STREAM_END";
    case Z_NEED_DICT: return "Z_NEED_DICT";
    case Z_ERRNO: return "Z_ERRNO";
    case Z_STREAM_ERROR: return "Z_STREAM_ERROR";
    case Z_DATA_ERROR: return "Z_DATA_ERROR";
    case Z_MEM_ERROR: return "Z_MEM_ERROR";
    case Z_BUF_ERROR: return "Z_BUF_ERROR";
    default: return "Z_VERSION_ERROR";
  }
}

class Deflate final : public Codec {
 public:
  explicit Deflate(const Settings& settings)
      : mode_(settings.mode), values_(ZlibValues::of(settings)), dictionary_(settings.dictionary) {}
  ~Deflate() override {
    if (begun_) deflateEnd(&stream_);
  }

  Result<void> begin() {
    const int bits = mode_ == Mode::deflate_raw ? -values_.window_bits
                     : mode_ == Mode::gzip      ? values_.window_bits + 16
                                                : values_.window_bits;
    const int status = deflateInit2(&stream_, values_.level, Z_DEFLATED, bits, values_.mem_level, values_.strategy);
    if (status == Z_MEM_ERROR) return zlib_failure(status, "Init error");
    if (status != Z_OK) return initialization_failed();
    begun_ = true;
    return use_dictionary();
  }

  Result<void> run(Window& window, int32_t flush) override {
    for (;;) {
      const Window before = window;
      const int status = step<deflate>(stream_, window, flush);
      if (status != Z_OK && status != Z_BUF_ERROR && status != Z_STREAM_END) return zlib_failure(status, stream_.msg);
      const bool moved = before.in_left != window.in_left || before.out_left != window.out_left;
      if (status != Z_OK || !moved || window.in_left == 0 || window.out_left == 0) return {};
    }
  }

  Result<void> reset() override {
    const int status = deflateReset(&stream_);
    if (status != Z_OK) return zlib_failure(status, "Failed to reset stream");
    return use_dictionary();
  }

  Result<void> set_params(int32_t level, int32_t strategy) override {
    // Nothing is pending after the flush that comes first, so there is nothing to write, and no room is needed.
    stream_.next_in = nullptr;
    stream_.avail_in = 0;
    uint8_t room[64];
    stream_.next_out = room;
    stream_.avail_out = sizeof room;
    const int status = deflateParams(&stream_, level, strategy);
    if (status != Z_OK && status != Z_BUF_ERROR) return zlib_failure(status, "Failed to set parameters");
    return {};
  }

  /// As zlib's own documentation (zconf.h) counts it.
  size_t memory() const override {
    return sizeof *this + (size_t{1} << (values_.window_bits + 2)) + (size_t{1} << (values_.mem_level + 9));
  }

 private:
  Result<void> use_dictionary() {
    if (dictionary_.empty() || mode_ == Mode::gzip) return {};  // gzip's format has none
    const int status = deflateSetDictionary(&stream_, dictionary_.data(), static_cast<uInt>(dictionary_.size()));
    if (status != Z_OK) return zlib_failure(status, "Failed to set dictionary");
    return {};
  }

  Mode mode_;
  ZlibValues values_;
  Bytes dictionary_;
  z_stream stream_{};
  bool begun_ = false;
};

}  // namespace

Error zlib_failure(int status, const char* message) {
  return failure(message ? message : "Zlib error", code_of(status), status);
}

Result<std::unique_ptr<Codec>> make_deflate(const Settings& settings) {
  auto made = std::make_unique<Deflate>(settings);
  if (Result<void> begun = made->begin(); !begun) return begun.error();
  return std::unique_ptr<Codec>(std::move(made));
}

}  // namespace rondo::modules::zlib
