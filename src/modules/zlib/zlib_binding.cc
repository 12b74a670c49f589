// Native half of lib/zlib.js.
#include <zlib.h>

#include <cstring>
#include <optional>
#include <utility>

#include "bind/contents.h"
#include "bind/in_pool.h"
#include "bind/module.h"
#include "bind/text.h"
#include "modules/zlib/constants.h"
#include "modules/zlib/stream_binding.h"

namespace rondo::modules::zlib {

Result<Settings> settings_of(int32_t mode, std::optional<std::vector<int32_t>> values,
                             const std::optional<Bytes>& dictionary, std::optional<int64_t> pledged, bool single) {
  if (mode < first_mode || mode > last_mode) return initialization_failed();
  Settings settings{.mode = static_cast<Mode>(mode), .single = single};
  if (values) settings.values = std::move(*values);
  if (pledged) settings.pledged_size = *pledged;
  if (dictionary && !dictionary->empty()) {
    settings.dictionary = Bytes::copy(dictionary->text());  // the program may write to its own
    if (!settings.dictionary.valid()) return Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory");
  }
  return settings;
}

Bytes input_from(Runtime& rt, v8::Local<v8::Value> value) { return owned(Js<Bytes>::from(rt, value), value); }

v8::MaybeLocal<v8::ArrayBuffer> to_array_buffer(Runtime& rt, const Bytes& bytes) {
  // What is small lies with V8: it is freed together with others, and counts where young objects are counted.
  constexpr size_t small = 16 * 1024;
  if (bytes.size() > small) return Js<Bytes>::to(rt, bytes).As<v8::ArrayBuffer>();
  v8::Local<v8::ArrayBuffer> buffer;
  if (!uninitialized_array_buffer(rt, bytes.size()).ToLocal(&buffer)) return {};
  if (!bytes.empty()) std::memcpy(buffer->Data(), bytes.data(), bytes.size());
  return buffer;
}

namespace {

Result<Bytes> run_once(Spares& spares, const Settings& settings, std::span<const uint8_t> input, int32_t flush,
                       double most) {
  auto codec = spares.take(settings);
  if (!codec) return codec.error();
  size_t taken = 0;
  Result<Bytes> result = run_whole(**codec, settings, input, flush, most, taken);
  spares.give(settings, std::move(*codec));
  return result;
}

struct Once final : PoolRequest {
  Once(Runtime& rt, v8::Local<v8::Value> callback, Settings s, Bytes i, int32_t f, double m)
      : PoolRequest(rt.background, request_kind),
        completion(rt, callback),
        spares(rt.state<Kept>().spares),
        settings(std::move(s)),
        input(std::move(i)),
        flush(f),
        most(m) {}
  void run() override { result.emplace(run_once(*spares, settings, input.span(), flush, most)); }
  void complete(int status) override {
    unlink();
    settle_whole(completion, result, status);
  }

  Completion completion;
  std::shared_ptr<Spares> spares;
  Settings settings;
  Bytes input;
  int32_t flush;
  double most;
  std::optional<Result<Bytes>> result;
};

/// once(mode, values?, dictionary?, pledgedSize?, single?, input, flush, most, callback?): all of the output as an ArrayBuffer, or
/// to callback(error, ArrayBuffer)
void once(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  using Values = std::optional<std::vector<int32_t>>;
  using Dictionary = std::optional<Bytes>;
  using Pledged = std::optional<int64_t>;
  if (!accepts<std::tuple<int32_t, Values, Dictionary, Pledged, bool>>(rt, "once", info)) return;
  const JsValue input = info[5], flush = info[6], most = info[7];
  if (!has_contents(input)) return throw_bad_argument(rt, "once", 5, Js<Bytes>::name);
  if (!flush->IsInt32()) return throw_bad_argument(rt, "once", 6, Js<int32_t>::name);
  if (!most->IsNumber()) return throw_bad_argument(rt, "once", 7, Js<double>::name);
  auto settings =
      settings_of(Js<int32_t>::from(rt, info[0]), Js<Values>::from(rt, info[1]), Js<Dictionary>::from(rt, info[2]),
                  Js<Pledged>::from(rt, info[3]), Js<bool>::from(rt, info[4]));
  if (rt.isolate->HasPendingException()) return;
  if (!settings) return throw_error(rt, settings.error());
  const int32_t flag = flush.As<v8::Int32>()->Value();
  const double limit = most.As<v8::Number>()->Value();
  if (info[8]->IsFunction()) {
    (new Once(rt, info[8], std::move(*settings), input_from(rt, input), flag, limit))->submit();
    return;
  }
  const Contents contents(input);
  auto result = run_once(*rt.state<Kept>().spares, *settings, contents.bytes(), flag, limit);
  if (!result) return throw_error(rt, result.error());
  v8::Local<v8::ArrayBuffer> buffer;
  if (to_array_buffer(rt, *result).ToLocal(&buffer)) info.GetReturnValue().Set(buffer);
}

/// crc32(data: string | view, value): a string is read as UTF-8
void crc(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  const uint32_t value = info[1]->IsUint32() ? info[1].As<v8::Uint32>()->Value() : 0;
  uLong result = 0;
  if (info[0]->IsString()) {
    const std::string text = utf8(rt.isolate, info[0].As<v8::String>());
    result = crc32_z(value, reinterpret_cast<const Bytef*>(text.data()), text.size());
  } else if (has_contents(info[0])) {
    const Contents contents(info[0]);
    static constexpr Bytef nothing = 0;  // zlib takes a null pointer for a question of its own
    const auto bytes = contents.bytes();
    result = crc32_z(value, bytes.empty() ? &nothing : bytes.data(), bytes.size());
  } else {
    return throw_bad_argument(rt, "crc32", 0, Js<Bytes>::name);
  }
  info.GetReturnValue().Set(static_cast<uint32_t>(result));
}

}  // namespace

void bind(Module& m) {
  bind_stream(m);
  m.raw<"once", once>().raw<"crc32", crc>();
  m.object("constants", bind_constants);
}

}  // namespace rondo::modules::zlib
