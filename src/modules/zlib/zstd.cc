// Zstandard, both ways.
#include "modules/zlib/zstd.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/result.h"
#include "modules/zlib/codec.h"

namespace rondo::modules::zlib {

namespace {

Error zstd_failure(size_t result) {
  const ZSTD_ErrorCode number = ZSTD_getErrorCode(result);
  std::string code = "ZSTD_error_GENERIC";
  switch (number) {
#define X(name) \
  case ZSTD_error_##name: code = "ZSTD_error_" #name; break;
    RONDO_ZSTD_ERRORS(X)
#undef X
    default: break;
  }
  return failure(ZSTD_getErrorName(result), code, number);
}

class Compressor final : public Codec {
 public:
  explicit Compressor(const Settings& settings) : pledged_(settings.pledged_size), context_(ZSTD_createCCtx()) {}
  ~Compressor() override { ZSTD_freeCCtx(context_); }

  Result<void> begin(const Settings& settings) {
    if (!context_) return initialization_failed("Could not initialize zstd instance");
    for (size_t i = 0; i + 1 < settings.values.size(); i += 2)
      if (ZSTD_isError(ZSTD_CCtx_setParameter(context_, static_cast<ZSTD_cParameter>(settings.values[i]),
                                              settings.values[i + 1])))
        return initialization_failed("Setting parameter failed");
    if (!settings.dictionary.empty() &&
        ZSTD_isError(ZSTD_CCtx_loadDictionary(context_, settings.dictionary.data(), settings.dictionary.size())))
      return initialization_failed("Failed to load zstd dictionary");
    return pledge();
  }

  Result<void> run(Window& window, int32_t flush) override {
    ZSTD_inBuffer in{window.in, window.in_left, 0};
    ZSTD_outBuffer out{window.out, window.out_left, 0};
    size_t left;
    // With the end told at once, the library takes what it sees for the pledge.
    if (pledged_ >= 0 && flush == ZSTD_e_end && in.size > 0) {
      left = ZSTD_compressStream2(context_, &out, &in, ZSTD_e_continue);
      if (ZSTD_isError(left)) return zstd_failure(left);
    }
    do {
      left = ZSTD_compressStream2(context_, &out, &in, static_cast<ZSTD_EndDirective>(flush));
      if (ZSTD_isError(left)) return zstd_failure(left);
    } while (out.pos < out.size && (in.pos < in.size || (flush != ZSTD_e_continue && left > 0)));
    window = {window.in + in.pos, window.in_left - in.pos, window.out + out.pos, window.out_left - out.pos};
    return {};
  }

  Result<void> reset() override {
    const size_t done = ZSTD_CCtx_reset(context_, ZSTD_reset_session_only);
    if (ZSTD_isError(done)) return zstd_failure(done);
    return pledge();
  }

  size_t memory() const override { return sizeof *this + ZSTD_sizeof_CCtx(context_); }

 private:
  Result<void> pledge() {
    if (pledged_ >= 0 && ZSTD_isError(ZSTD_CCtx_setPledgedSrcSize(context_, static_cast<uint64_t>(pledged_))))
      return initialization_failed("Could not set pledged src size");
    return {};
  }

  int64_t pledged_;
  ZSTD_CCtx* context_;
};

class Decompressor final : public Codec {
 public:
  explicit Decompressor(const Settings& settings) : single_(settings.single), context_(ZSTD_createDCtx()) {}
  ~Decompressor() override { ZSTD_freeDCtx(context_); }

  Result<void> begin(const Settings& settings) {
    if (!context_) return initialization_failed("Could not initialize zstd instance");
    for (size_t i = 0; i + 1 < settings.values.size(); i += 2)
      if (ZSTD_isError(ZSTD_DCtx_setParameter(context_, static_cast<ZSTD_dParameter>(settings.values[i]),
                                              settings.values[i + 1])))
        return initialization_failed("Setting parameter failed");
    if (!settings.dictionary.empty() &&
        ZSTD_isError(ZSTD_DCtx_loadDictionary(context_, settings.dictionary.data(), settings.dictionary.size())))
      return initialization_failed("Failed to load zstd dictionary");
    return {};
  }

  Result<void> run(Window& window, int32_t flush) override {
    for (;;) {
      if (ended_) {
        if (!another_frame(window)) return {};
        ended_ = false;
      }
      ZSTD_inBuffer in{window.in, window.in_left, 0};
      ZSTD_outBuffer out{window.out, window.out_left, 0};
      const size_t hint = ZSTD_decompressStream(context_, &out, &in);
      if (ZSTD_isError(hint)) return zstd_failure(hint);
      window = {window.in + in.pos, window.in_left - in.pos, window.out + out.pos, window.out_left - out.pos};
      if (hint == 0) {
        ended_ = true;
        continue;
      }
      if (in.pos + out.pos > 0 && window.in_left > 0 && window.out_left > 0) continue;
      if (flush == ZSTD_e_end && window.out_left > 0) return unexpected_end();
      return {};
    }
  }

  Result<void> reset() override {
    ended_ = false;
    const size_t done = ZSTD_DCtx_reset(context_, ZSTD_reset_session_only);
    if (ZSTD_isError(done)) return zstd_failure(done);
    return {};
  }

  size_t memory() const override { return sizeof *this + ZSTD_sizeof_DCtx(context_); }

 private:
  /// Whether what follows a frame begins like one (RFC 8878, 3.1); anything else is not ours.
  bool another_frame(const Window& window) const {
    if (single_ || window.in_left == 0) return false;
    constexpr std::array<uint8_t, 4> frame = {0x28, 0xb5, 0x2f, 0xfd};
    constexpr std::array<uint8_t, 4> skippable = {0x50, 0x2a, 0x4d, 0x18};  // and 15 more by the first byte's low half
    const size_t size = std::min<size_t>(4, window.in_left);
    if (std::equal(window.in, window.in + size, frame.begin())) return true;
    return (window.in[0] & 0xf0) == skippable[0] && std::equal(window.in + 1, window.in + size, skippable.begin() + 1);
  }

  bool single_;
  ZSTD_DCtx* context_;
  bool ended_ = false;
};

template <class T>
Result<std::unique_ptr<Codec>> make(const Settings& settings) {
  auto made = std::make_unique<T>(settings);
  if (Result<void> begun = made->begin(settings); !begun) return begun.error();
  return std::unique_ptr<Codec>(std::move(made));
}

}  // namespace

Result<std::unique_ptr<Codec>> make_zstd_compressor(const Settings& settings) { return make<Compressor>(settings); }
Result<std::unique_ptr<Codec>> make_zstd_decompressor(const Settings& settings) { return make<Decompressor>(settings); }

}  // namespace rondo::modules::zlib
