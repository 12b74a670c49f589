#include "modules/zlib/stream_binding.h"

#include <v8-external-memory-accounter.h>

#include <optional>
#include <utility>
#include <vector>

#include "bind/contents.h"

namespace rondo::modules::zlib {

namespace {

/// The state behind a stream. Only one of its writes is under way at a time; meanwhile the codec belongs to a thread of the pool.
struct CodecObject final : NativeObject {
  explicit CodecObject(Settings s, std::shared_ptr<Spares> k) : settings(std::move(s)), spares(std::move(k)) {}
  ~CodecObject() override { end(); }

  /// new Codec(mode, values?, dictionary?, pledgedSize?, single?)
  static Result<CodecObject*> make(Runtime& rt, int32_t mode, std::optional<std::vector<int32_t>> values,
                                   std::optional<Bytes> dictionary, std::optional<int64_t> pledged, bool single) {
    auto settings = settings_of(mode, std::move(values), dictionary, pledged, single);
    if (!settings) return settings.error();
    auto object = std::make_unique<CodecObject>(std::move(*settings), rt.state<Kept>().spares);
    // What a library thinks of its parameters is told at once. zlib's have been checked, and its codecs are made at the first use:
    // many streams are made for little or nothing.
    if (object->settings.mode > Mode::unzip)
      if (Result<void> made = object->ensure(); !made) return made.error();
    return object.release();
  }

  /// On whichever thread has it.
  Result<void> ensure() {
    if (codec) return {};
    auto made = spares->take(settings);
    if (!made) return made.error();
    codec = std::move(*made);
    return {};
  }
  void end() {
    spares->give(settings, std::move(codec));
    codec = nullptr;
    closed = true;
    account();
  }
  /// Tells the engine how much memory hangs on the object.
  void account() {
    if (!attached()) return;
    const size_t now = codec ? codec->memory() : 0;
    if (now > told) accounter.Increase(runtime().isolate, now - told);
    if (now < told) accounter.Decrease(runtime().isolate, told - now);
    told = now;
  }
  /// Whether it may be used now; throws where not.
  bool usable(const char* what) {
    if (!writing && !closed) return true;
    const std::string words = std::string("Cannot ") + what + " zlib stream " +
                              (closed ? "after it was closed" : "while a write is in progress");
    throw_error(runtime(), Error::generic("", words));
    return false;
  }

  Settings settings;
  std::shared_ptr<Spares> spares;
  std::unique_ptr<Codec> codec;
  bool writing = false;
  bool closed = false;  // at once, or as soon as the write is over
  size_t taken = 0;
  size_t told = 0;
  v8::ExternalMemoryAccounter accounter;
};

/// What write() and writeSync() are given: (flush, input?, start, length, output, start, length)
struct Step {
  int32_t flush = 0;
  Bytes input, output;
  Window window;
};

bool within(const Bytes& bytes, v8::Local<v8::Value> start, v8::Local<v8::Value> length, size_t& from, size_t& size) {
  if (!start->IsUint32() || !length->IsUint32()) return false;
  from = start.As<v8::Uint32>()->Value();
  size = length.As<v8::Uint32>()->Value();
  return from <= bytes.size() && size <= bytes.size() - from;
}

std::optional<Step> step_from(Runtime& rt, const Arguments& info) {
  Step step;
  const char* name = "write";
  if (!info[0]->IsInt32()) return throw_bad_argument(rt, name, 0, Js<int32_t>::name), std::nullopt;
  step.flush = info[0].As<v8::Int32>()->Value();
  size_t from = 0;
  if (has_contents(info[1])) {
    step.input = input_from(rt, info[1]);
    if (!within(step.input, info[2], info[3], from, step.window.in_left))
      return throw_bad_argument(rt, name, 2, "a part of the input"), std::nullopt;
    step.window.in = step.input.data() + from;
  } else if (!info[1]->IsNullOrUndefined()) {
    return throw_bad_argument(rt, name, 1, Js<Bytes>::name), std::nullopt;
  }
  if (!has_contents(info[4]) || may_shrink(info[4]))
    return throw_bad_argument(rt, name, 4, Js<Bytes>::name), std::nullopt;
  step.output = Js<Bytes>::from(rt, info[4]);
  if (!within(step.output, info[5], info[6], from, step.window.out_left))
    return throw_bad_argument(rt, name, 5, "a part of the output"), std::nullopt;
  step.window.out = step.output.data() + from;
  return step;
}

/// A step in the pool. When the output is full, further pieces of memory are filled, so that much output does not take many ways
/// there and back.
struct Write final : PoolRequest {
  Write(CodecObject& s, Step st, v8::Local<v8::Function> fn, uint32_t m, size_t size)
      : PoolRequest(s.runtime().background, request_kind),
        self(s),
        step(std::move(st)),
        callback(s.runtime(), fn),
        origin(s.runtime()),
        most(m),
        piece_size(size) {
    self.writing = true;
    self.keep();
  }
  void run() override {
    result = self.ensure();
    if (!*result) return;
    for (;;) {
      result = self.codec->run(step.window, step.flush);
      if (!*result || step.window.out_left > 0 || pieces.size() >= most) return;
      Bytes piece = Bytes::allocate(piece_size);
      if (!piece.valid()) return;  // JavaScript will ask for more, and be told
      step.window.out = piece.data();
      step.window.out_left = piece.size();
      pieces.push_back(std::move(piece));
    }
  }
  void complete(int) override {
    unlink();
    self.writing = false;
    if (self.closed) self.end();
    self.account();
    settle();
    self.release();
  }

 private:
  /// callback(error?, inputLeft, outputLeft, pieces: ArrayBuffer[]?)
  void settle() {
    Runtime& rt = self.runtime();
    if (!result || rt.stopping()) return;
    v8::HandleScope handles(rt.isolate);
    Turn turn(rt.tasks, callback.frame());
    if (!turn) return;
    JsValue arguments[] = {v8::Undefined(rt.isolate), v8::Number::New(rt.isolate, double(step.window.in_left)),
                           v8::Number::New(rt.isolate, double(step.window.out_left)), v8::Undefined(rt.isolate)};
    if (!*result) {
      arguments[0] = to_js_error(rt, result->error());
      origin.tell(rt, arguments[0]);
    } else if (!pieces.empty()) {
      arguments[3] = Js<std::vector<Bytes>>::to(rt, pieces);
    }
    turn.call(callback.function(), v8::Undefined(rt.isolate), std::span<JsValue>(arguments));
  }

  CodecObject& self;
  Step step;
  Callback callback;
  Origin origin;
  uint32_t most;
  size_t piece_size;
  std::vector<Bytes> pieces;
  std::optional<Result<void>> result;
};

/// All of the input in the pool.
struct Run final : PoolRequest {
  Run(CodecObject& s, v8::Local<v8::Function> fn, int32_t f, Bytes i, double m)
      : PoolRequest(s.runtime().background, request_kind),
        self(s),
        completion(s.runtime(), fn),
        flush(f),
        input(std::move(i)),
        most(m) {
    self.writing = true;
    self.keep();
  }
  void run() override {
    if (Result<void> made = self.ensure(); !made)
      result.emplace(made.error());
    else
      result.emplace(run_whole(*self.codec, self.settings, input.span(), flush, most, self.taken));
  }
  void complete(int status) override {
    unlink();
    self.writing = false;
    if (self.closed) self.end();
    self.account();
    settle_whole(completion, result, status);
    self.release();
  }

 private:
  CodecObject& self;
  Completion completion;
  int32_t flush;
  Bytes input;
  double most;
  std::optional<Result<Bytes>> result;
};

/// write(flush, input?, start, length, output, start, length, callback, most pieces, their size)
void write(CodecObject& self, const Arguments& info) {
  Runtime& rt = self.runtime();
  if (!self.usable("write to")) return;
  if (!info[7]->IsFunction()) return throw_bad_argument(rt, "write", 7, "of type function");
  auto step = step_from(rt, info);
  if (!step) return;
  const uint32_t most = info[8]->IsUint32() ? info[8].As<v8::Uint32>()->Value() : 0;
  const uint32_t size = info[9]->IsUint32() ? info[9].As<v8::Uint32>()->Value() : 0;
  (new Write(self, std::move(*step), info[7].As<v8::Function>(), size > 0 ? most : 0, size))->submit();
}

/// writeSync(flush, input?, start, length, output, start, length) -> [outputLeft, inputLeft]
void write_sync(CodecObject& self, const Arguments& info) {
  Runtime& rt = self.runtime();
  if (!self.usable("write to")) return;
  auto step = step_from(rt, info);
  if (!step) return;
  Result<void> done = self.ensure();
  if (done) done = self.codec->run(step->window, step->flush);
  self.account();
  if (!done) return throw_error(rt, done.error());
  JsValue left[] = {v8::Integer::NewFromUnsigned(rt.isolate, static_cast<uint32_t>(step->window.out_left)),
                    v8::Integer::NewFromUnsigned(rt.isolate, static_cast<uint32_t>(step->window.in_left))};
  info.GetReturnValue().Set(v8::Array::New(rt.isolate, left, 2));
}

/// run(flush, input, most, callback?): as once(), with this codec
void run(CodecObject& self, const Arguments& info) {
  Runtime& rt = self.runtime();
  if (!self.usable("write to")) return;
  if (!info[0]->IsInt32()) return throw_bad_argument(rt, "run", 0, Js<int32_t>::name);
  if (!has_contents(info[1])) return throw_bad_argument(rt, "run", 1, Js<Bytes>::name);
  if (!info[2]->IsNumber()) return throw_bad_argument(rt, "run", 2, Js<double>::name);
  const int32_t flush = info[0].As<v8::Int32>()->Value();
  const double most = info[2].As<v8::Number>()->Value();
  if (info[3]->IsFunction()) {
    (new Run(self, info[3].As<v8::Function>(), flush, input_from(rt, info[1]), most))->submit();
    return;
  }
  if (Result<void> made = self.ensure(); !made) return throw_error(rt, made.error());
  const Contents contents(info[1]);
  auto result = run_whole(*self.codec, self.settings, contents.bytes(), flush, most, self.taken);
  self.account();
  if (!result) return throw_error(rt, result.error());
  v8::Local<v8::ArrayBuffer> buffer;
  if (to_array_buffer(rt, *result).ToLocal(&buffer)) info.GetReturnValue().Set(buffer);
}

/// Bytes of the input that the last run() took.
void taken(CodecObject& self, const Arguments& info) { info.GetReturnValue().Set(static_cast<double>(self.taken)); }

void reset(CodecObject& self, const Arguments&) {
  if (!self.usable("reset") || !self.codec) return;
  if (Result<void> done = self.codec->reset(); !done) throw_error(self.runtime(), done.error());
}

/// params(level, strategy)
void params(CodecObject& self, const Arguments& info) {
  if (!self.usable("change")) return;
  const int32_t level = info[0].As<v8::Int32>()->Value(), strategy = info[1].As<v8::Int32>()->Value();
  if (self.codec)
    if (Result<void> done = self.codec->set_params(level, strategy); !done)
      return throw_error(self.runtime(), done.error());
  if (self.settings.values.size() >= 4) {
    self.settings.values[1] = level;
    self.settings.values[3] = strategy;
  }
}

/// Lets the codec go, after the write that is under way.
void close(CodecObject& self, const Arguments&) {
  self.closed = true;
  if (!self.writing) self.end();
}

}  // namespace

void settle_whole(Completion& completion, std::optional<Result<Bytes>>& result, int status) {
  if (!result)
    completion.settle<Whole>(Error::system(status, "zlib"));
  else if (*result)
    completion.settle<Whole>(Whole{std::move(**result)});
  else
    completion.settle<Whole>(std::move(result->error()));
}

void bind_stream(Module& m) {
  m.cls<CodecObject>("Codec")
      .raw<"write", write>()
      .raw<"writeSync", write_sync>()
      .raw<"run", run>()
      .raw<"taken", taken>()
      .raw<"reset", reset>()
      .raw<"params", params, int32_t, int32_t>()
      .raw<"close", close>();
}

}  // namespace rondo::modules::zlib
