// Codecs as lib/internal/zlib/ drives them: behind an object for a stream, at once for data that is there as a whole.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "bind/in_pool.h"
#include "bind/module.h"
#include "modules/zlib/whole.h"

namespace rondo::modules::zlib {

/// The codecs that a Runtime keeps. The pool's threads share them.
struct Kept final : ModuleState {
  std::shared_ptr<Spares> spares = std::make_shared<Spares>();
};

/// What JavaScript says of a codec.
/// @param pledged  bytes, of zstd
Result<Settings> settings_of(int32_t mode, std::optional<std::vector<int32_t>> values,
                             const std::optional<Bytes>& dictionary, std::optional<int64_t> pledged, bool single);

/// Memory that JavaScript gave, for the pool: a copy where the program can take it away meanwhile.
Bytes input_from(Runtime& rt, v8::Local<v8::Value> value);

/// Output as JavaScript gets it. Empty with an exception: ERR_MEMORY_ALLOCATION_FAILED.
v8::MaybeLocal<v8::ArrayBuffer> to_array_buffer(Runtime& rt, const Bytes& bytes);

inline void throw_error(Runtime& rt, const Error& error) { rt.isolate->ThrowException(to_js_error(rt, error)); }

void bind_stream(Module& m);

/// The kind of every Request of this module.
inline constexpr const char* request_kind = "ZLIB";

/// What comes of data that was there as a whole.
struct Whole {
  Bytes bytes;
};

/// Tells JavaScript what came of it; where nothing did, `status` says why the pool has not run it.
void settle_whole(Completion& completion, std::optional<Result<Bytes>>& result, int status);

}  // namespace rondo::modules::zlib

namespace rondo {

template <>
struct Js<modules::zlib::Whole> {
  static v8::Local<v8::Value> to(Runtime& rt, const modules::zlib::Whole& whole) {
    v8::Local<v8::ArrayBuffer> buffer;
    if (!modules::zlib::to_array_buffer(rt, whole.bytes).ToLocal(&buffer)) return {};
    return buffer;
  }
};

}  // namespace rondo
