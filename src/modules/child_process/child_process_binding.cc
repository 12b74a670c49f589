// Native half of lib/child_process.js.
#include "background/child_process.h"

#include "bind/module.h"
#include "bind/stream_object.h"
#include "modules/child_process/channel.h"

namespace rondo::modules::child_process {

namespace {

/// What JavaScript asks for, as an object: file, args, envPairs, cwd, uid, gid, detached, stdio: [{ type: 'ignore' | 'fd' | 'pipe', fd, handle }].
struct Reader {
  Runtime& rt;
  v8::Local<v8::Object> object;

  v8::Local<v8::Value> get(v8::Local<v8::Object> from, const char* name) const {
    return from->Get(rt.context(), js_name(rt.isolate, name))
        .FromMaybe(v8::Local<v8::Value>(v8::Undefined(rt.isolate)));
  }
  template <class T>
  std::optional<T> read(const char* name) const {
    v8::Local<v8::Value> value = get(object, name);
    if (value->IsNullOrUndefined() || !Js<T>::is(value)) return std::nullopt;
    return Js<T>::from(rt, value);
  }

  ChildOptions options() const {
    ChildOptions out;
    out.file = read<std::string>("file").value_or("");
    out.args = read<std::vector<std::string>>("args").value_or(std::vector<std::string>{});
    out.environment = read<std::vector<std::string>>("envPairs");
    out.cwd = read<std::string>("cwd").value_or("");
    if (auto uid = read<int32_t>("uid")) out.uid = static_cast<uint32_t>(*uid);
    if (auto gid = read<int32_t>("gid")) out.gid = static_cast<uint32_t>(*gid);
    out.detached = read<bool>("detached").value_or(false);
    v8::Local<v8::Value> stdio = get(object, "stdio");
    if (!stdio->IsArray()) return out;
    auto list = stdio.As<v8::Array>();
    for (uint32_t i = 0; i < list->Length(); i++) {
      ChildStdio one;
      v8::Local<v8::Value> element;
      if (list->Get(rt.context(), i).ToLocal(&element) && element->IsObject()) {
        Reader inner{rt, element.As<v8::Object>()};
        std::string type = inner.read<std::string>("type").value_or("");
        if (type == "fd") {
          one.kind = ChildStdio::Kind::inherit;
          one.fd = inner.read<int32_t>("fd").value_or(-1);
        } else if (type == "pipe") {
          one.kind = ChildStdio::Kind::pipe;
          v8::Local<v8::Value> handle = get(inner.object, "handle");
          auto* source = native<StreamObject>(handle);
          if (source && source->stream() && source->stream()->stream_kind() == Stream::Kind::pipe)
            one.pipe = static_cast<PipeStream*>(source->stream());
        }
      }
      out.stdio.push_back(one);
    }
    return out;
  }
};

class Process final : public NativeObject {
 public:
  static Result<Process*> make(Runtime&) { return new Process; }
  ~Process() override {
    if (child_ && !runtime().background.shutting_down()) child_->close();
  }
  /// 0 or a negative errno; `exited(status, signal number)` follows.
  int32_t spawn(Runtime& rt, v8::Local<v8::Object> wanted, Callback exited) {
    ChildOptions options = Reader{rt, wanted}.options();
    for (const ChildStdio& s : options.stdio)
      if (s.kind == ChildStdio::Kind::pipe && !s.pipe) return UV_EINVAL;
    int error = 0;
    child_ = ChildProcess::start(
        rt.background, options,
        [this, exited = std::move(exited)](int64_t status, int signal) {
          child_ = nullptr;
          exited(static_cast<double>(status), int32_t{signal});
          release();
        },
        error);
    if (child_) keep();
    return error;
  }
  int32_t pid() const { return child_ ? child_->pid() : 0; }
  int32_t kill(int32_t signal) { return child_ ? child_->kill(signal) : UV_ESRCH; }
  void set_ref(bool ref) {
    if (child_) child_->set_ref(ref);
  }
  bool has_ref() const { return child_ && child_->has_ref(); }

 private:
  ChildProcess* child_ = nullptr;
};

/// Runs a child to its end. { error, pid, status, signal, output: [ArrayBuffer | null, ...] }
v8::Local<v8::Value> spawn_sync(Runtime& rt, v8::Local<v8::Object> wanted, std::optional<Bytes> input,
                                double timeout_ms, double max_output, int32_t kill_signal) {
  ChildOptions options = Reader{rt, wanted}.options();
  ChildResult result =
      run_child(options, input.value_or(Bytes{}), static_cast<uint64_t>(timeout_ms), max_output, kill_signal);
  v8::Local<v8::Context> context = rt.context();
  v8::Local<v8::Object> out = v8::Object::New(rt.isolate);
  auto set = [&](const char* name, v8::Local<v8::Value> value) {
    (void)out->CreateDataProperty(context, js_name(rt.isolate, name), value);
  };
  set("error", v8::Integer::New(rt.isolate, result.error));
  set("pid", v8::Integer::New(rt.isolate, result.pid));
  set("status", v8::Number::New(rt.isolate, static_cast<double>(result.status)));
  set("signal", v8::Integer::New(rt.isolate, result.signal));
  std::vector<v8::Local<v8::Value>> output;
  for (const auto& text : result.output)
    output.push_back(text ? Js<Bytes>::to(rt, Bytes::copy(*text)) : v8::Local<v8::Value>(v8::Null(rt.isolate)));
  set("output", v8::Array::New(rt.isolate, output.data(), output.size()));
  return out;
}

}  // namespace

void bind(Module& m) {
  m.cls<Process>("Process")
      .method<"spawn", &Process::spawn>()
      .method<"pid", &Process::pid>()
      .method<"kill", &Process::kill>()
      .method<"setRef", &Process::set_ref>()
      .method<"hasRef", &Process::has_ref>();
  bind_channel(m);
  m.fn<"spawnSync", spawn_sync>();
}

}  // namespace rondo::modules::child_process
