// Brotli, both ways.
#include <brotli/decode.h>
#include <brotli/encode.h>
#include <brotli/shared_dictionary.h>
#include <malloc.h>

#include <string>

#include "base/result.h"
#include "modules/zlib/codec.h"

namespace rondo::modules::zlib {

namespace {

/// Counts what the library takes.
struct Meter {
  size_t bytes = 0;
  static void* take(void* self, size_t size) {
    void* memory = std::malloc(size);
    if (memory) static_cast<Meter*>(self)->bytes += malloc_usable_size(memory);
    return memory;
  }
  static void give(void* self, void* memory) {
    if (!memory) return;
    static_cast<Meter*>(self)->bytes -= malloc_usable_size(memory);
    std::free(memory);
  }
};

class Encoder final : public Codec {
 public:
  explicit Encoder(const Settings& settings) : settings_(settings) {}
  ~Encoder() override { end(); }

  Result<void> reset() override {
    end();
    state_ = BrotliEncoderCreateInstance(Meter::take, Meter::give, &meter_);
    if (!state_) return initialization_failed();
    const auto& values = settings_.values;
    for (size_t i = 0; i + 1 < values.size(); i += 2)
      if (!BrotliEncoderSetParameter(state_, static_cast<BrotliEncoderParameter>(values[i]),
                                     static_cast<uint32_t>(values[i + 1])))
        return initialization_failed();
    if (settings_.dictionary.empty()) return {};
    dictionary_ = BrotliEncoderPrepareDictionary(BROTLI_SHARED_DICTIONARY_RAW, settings_.dictionary.size(),
                                                 settings_.dictionary.data(), BROTLI_MAX_QUALITY, Meter::take,
                                                 Meter::give, &meter_);
    if (!dictionary_ || !BrotliEncoderAttachPreparedDictionary(state_, dictionary_))
      return initialization_failed("Failed to set dictionary");
    return {};
  }

  Result<void> run(Window& window, int32_t flush) override {
    do {
      if (!BrotliEncoderCompressStream(state_, static_cast<BrotliEncoderOperation>(flush), &window.in_left, &window.in,
                                       &window.out_left, &window.out, nullptr))
        return failure("Compression failed", "ERR_BROTLI_COMPRESSION_FAILED", -1);
    } while (window.out_left > 0 && (window.in_left > 0 || BrotliEncoderHasMoreOutput(state_)));
    return {};
  }

  size_t memory() const override { return sizeof *this + meter_.bytes; }

 private:
  void end() {
    if (state_) BrotliEncoderDestroyInstance(state_);
    if (dictionary_) BrotliEncoderDestroyPreparedDictionary(dictionary_);
    state_ = nullptr;
    dictionary_ = nullptr;
  }

  Settings settings_;
  Meter meter_;
  BrotliEncoderState* state_ = nullptr;
  BrotliEncoderPreparedDictionary* dictionary_ = nullptr;
};

class Decoder final : public Codec {
 public:
  explicit Decoder(const Settings& settings) : settings_(settings) {}
  ~Decoder() override { end(); }

  Result<void> reset() override {
    end();
    ended_ = false;
    state_ = BrotliDecoderCreateInstance(Meter::take, Meter::give, &meter_);
    if (!state_) return initialization_failed();
    const auto& values = settings_.values;
    for (size_t i = 0; i + 1 < values.size(); i += 2)
      if (!BrotliDecoderSetParameter(state_, static_cast<BrotliDecoderParameter>(values[i]),
                                     static_cast<uint32_t>(values[i + 1])))
        return initialization_failed();
    if (!settings_.dictionary.empty() &&
        !BrotliDecoderAttachDictionary(state_, BROTLI_SHARED_DICTIONARY_RAW, settings_.dictionary.size(),
                                       settings_.dictionary.data()))
      return initialization_failed("Failed to set dictionary");
    return {};
  }

  Result<void> run(Window& window, int32_t flush) override {
    if (ended_) return {};
    switch (
        BrotliDecoderDecompressStream(state_, &window.in_left, &window.in, &window.out_left, &window.out, nullptr)) {
      case BROTLI_DECODER_RESULT_SUCCESS: ended_ = true; return {};
      case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: return {};
      case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
        if (flush == BROTLI_OPERATION_FINISH) return unexpected_end();
        return {};
      default: break;
    }
    const BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(state_);
    return failure("Decompression failed", std::string("ERR_") + BrotliDecoderErrorString(code), code);
  }

  size_t memory() const override { return sizeof *this + meter_.bytes; }

 private:
  void end() {
    if (state_) BrotliDecoderDestroyInstance(state_);
    state_ = nullptr;
  }

  Settings settings_;
  Meter meter_;
  BrotliDecoderState* state_ = nullptr;
  bool ended_ = false;
};

template <class T>
Result<std::unique_ptr<Codec>> make(const Settings& settings) {
  auto made = std::make_unique<T>(settings);
  if (Result<void> begun = made->reset(); !begun) return begun.error();
  return std::unique_ptr<Codec>(std::move(made));
}

}  // namespace

Result<std::unique_ptr<Codec>> make_brotli_encoder(const Settings& settings) { return make<Encoder>(settings); }
Result<std::unique_ptr<Codec>> make_brotli_decoder(const Settings& settings) { return make<Decoder>(settings); }

}  // namespace rondo::modules::zlib
