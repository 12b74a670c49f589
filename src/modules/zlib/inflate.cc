// Inflate, InflateRaw, Gunzip, Unzip.
#include "modules/zlib/deflate.h"

namespace rondo::modules::zlib {

namespace {

constexpr uint8_t gzip_magic = 0x1f;  // the first byte of a member; none of zlib's format begins with it

class Inflate final : public Codec {
 public:
  explicit Inflate(const Settings& settings)
      : mode_(settings.mode),
        window_bits_(ZlibValues::of(settings).window_bits),
        single_(settings.single),
        dictionary_(settings.dictionary) {}
  ~Inflate() override {
    if (begun_) inflateEnd(&stream_);
  }

  Result<void> begin() {
    const int bits = mode_ == Mode::inflate_raw ? -window_bits_
                     : mode_ == Mode::gunzip    ? window_bits_ + 16
                     : mode_ == Mode::unzip     ? window_bits_ + 32
                                                : window_bits_;
    const int status = inflateInit2(&stream_, bits);
    if (status == Z_MEM_ERROR) return zlib_failure(status, "Init error");
    if (status != Z_OK) return initialization_failed();
    begun_ = true;
    return use_dictionary();
  }

  Result<void> run(Window& window, int32_t flush) override {
    for (;;) {
      if (ended_) {
        if (!another_member(window)) return {};
        if (Result<void> done = restart(); !done) return done;
      }
      if (!seen_ && window.in_left > 0) {
        seen_ = true;
        gzip_ = mode_ == Mode::gunzip || (mode_ == Mode::unzip && *window.in == gzip_magic);
      }
      const Window before = window;
      const int status = step<inflate>(stream_, window, flush);
      switch (status) {
        case Z_STREAM_END: ended_ = true; continue;
        case Z_NEED_DICT:
          if (dictionary_.empty()) return zlib_failure(status, "Missing dictionary");
          if (inflateSetDictionary(&stream_, dictionary_.data(), static_cast<uInt>(dictionary_.size())) != Z_OK)
            return zlib_failure(status, "Bad dictionary");
          continue;
        case Z_OK:
        case Z_BUF_ERROR: break;
        default: return zlib_failure(status, stream_.msg);
      }
      const bool moved = before.in_left != window.in_left || before.out_left != window.out_left;
      if (status == Z_OK && moved && window.in_left > 0 && window.out_left > 0) continue;
      if (flush == Z_FINISH && window.out_left > 0) return unexpected_end();
      return {};
    }
  }

  Result<void> reset() override {
    seen_ = gzip_ = false;
    return restart();
  }

  size_t memory() const override { return sizeof *this + 7 * 1024 + (size_t{1} << (window_bits_ ? window_bits_ : 15)); }

 private:
  /// Zeros after a member are padding; anything else has to be another one.
  bool another_member(const Window& window) const { return gzip_ && !single_ && window.in_left > 0 && *window.in != 0; }
  Result<void> restart() {
    ended_ = false;
    const int status = inflateReset(&stream_);
    if (status != Z_OK) return zlib_failure(status, "Failed to reset stream");
    return use_dictionary();
  }
  /// Raw data does not say that it needs one.
  Result<void> use_dictionary() {
    if (dictionary_.empty() || mode_ != Mode::inflate_raw) return {};
    const int status = inflateSetDictionary(&stream_, dictionary_.data(), static_cast<uInt>(dictionary_.size()));
    if (status != Z_OK) return zlib_failure(status, "Failed to set dictionary");
    return {};
  }

  Mode mode_;
  int window_bits_;
  bool single_;
  Bytes dictionary_;
  z_stream stream_{};
  bool begun_ = false;
  bool seen_ = false;  // anything
  bool gzip_ = false;
  bool ended_ = false;
};

}  // namespace

Result<std::unique_ptr<Codec>> make_inflate(const Settings& settings) {
  auto made = std::make_unique<Inflate>(settings);
  if (Result<void> begun = made->begin(); !begun) return begun.error();
  return std::unique_ptr<Codec>(std::move(made));
}

}  // namespace rondo::modules::zlib
