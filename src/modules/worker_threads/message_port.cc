#include "modules/worker_threads/message_port.h"

#include <algorithm>

#include "modules/worker_threads/message.h"

namespace rondo::modules::worker_threads {
namespace {

/// How many messages are delivered before the loop goes on, unless more were waiting to begin with.
constexpr size_t kAtOnce = 1000;

}  // namespace

MessagePort::Wake::Wake(Background& background, MessagePort* port) : Handle(background, "MessagePort"), port_(port) {
  uv_async_init(background.loop().uv(), &async_, [](uv_async_t* handle) {
    auto* self = static_cast<Wake*>(static_cast<Handle*>(handle->data));
    if (self->port_) self->port_->drain();
  });
  async_.data = static_cast<Handle*>(this);
  uv_unref(uv());
}

v8::MaybeLocal<v8::Object> MessagePort::create(Runtime& rt, std::shared_ptr<ChannelEnd> end,
                                               v8::Local<v8::Object> home) {
  v8::Local<v8::Function> constructor = rt.state<MessagingState>().port_constructor.Get(rt.isolate);
  if (constructor.IsEmpty()) {
    rt.isolate->ThrowException(to_js_error(rt, Error::generic("ERR_INTERNAL_ASSERTION", "messaging is not set up")));
    return {};
  }
  v8::Local<v8::Object> object;
  auto* port = new MessagePort(std::move(end));
  if (!wrap(rt, constructor, port).ToLocal(&object)) return {};
  if (!home.IsEmpty()) {
    port->home_.Reset(rt.isolate, home);
    if (object->SetPrototypeV2(rt.context(), home).IsNothing()) return {};
  }
  port->wake_ = new Wake(rt.background, port);
  port->keep();
  port->end_->on_arrival([wake = port->wake_] { wake->send(); });
  return object;
}

MessagePort* MessagePort::of(v8::Local<v8::Object> object) { return native<MessagePort>(object); }

MessagePort::~MessagePort() {
  if (wake_) wake_->forget_port();
}

std::shared_ptr<ChannelEnd> MessagePort::detach() {
  std::shared_ptr<ChannelEnd> end = std::move(end_);
  if (end) end->on_arrival({});
  close();
  return end;
}

void MessagePort::start() {
  if (!wake_ || receiving_) return;
  receiving_ = true;
  if (end_ && end_->waiting() > 0) wake_->send();
}

void MessagePort::close() {
  if (!wake_) return;
  // The Wake goes first: nothing of it is touched once its closing callback has run.
  ref_while_closing_ = wake_->has_ref();
  // The other side hears of it once this side has closed, and so closes after it.
  if (end_) end_->on_arrival({});
  wake_->close([this, end = std::move(end_)] {
    if (end) end->close();
    ref_while_closing_ = false;
    emit("close", v8::Undefined(runtime().isolate), v8::Undefined(runtime().isolate));
    release();
  });
}

void MessagePort::wake_closes() {
  wake_ = nullptr;
  if (auto end = std::move(end_)) end->close();
}

void MessagePort::drain() {
  // A listener that closes the port still gets what was waiting.
  std::shared_ptr<ChannelEnd> end = end_;
  if (!end) return;
  size_t most = std::max(end->waiting(), kAtOnce);
  while (receiving_ && most-- > 0) {
    std::shared_ptr<Message> message = end->take();
    if (!message) break;
    deliver(*message);
    if (runtime().stopping()) return;
  }
  if (!end_) return;
  if (end_->over())
    close();
  else if (receiving_ && end_->waiting() > 0)
    wake_->send();
}

void MessagePort::deliver(Message& message) {
  Runtime& rt = runtime();
  v8::HandleScope handles(rt.isolate);
  Turn turn(rt.tasks);
  if (!turn) return;
  v8::Local<v8::Array> ports;
  v8::Local<v8::Value> value;
  v8::TryCatch caught(rt.isolate);
  if (read_message(rt, message, &ports, home_.Get(rt.isolate)).ToLocal(&value)) return emit("message", value, ports);
  if (caught.HasTerminated()) return;
  v8::Local<v8::Value> error = caught.HasCaught()
                                   ? caught.Exception()
                                   : v8::Exception::Error(js_string(rt.isolate, "Unable to deserialize cloned data."));
  caught.Reset();
  emit("messageerror", error, v8::Array::New(rt.isolate));
}

void MessagePort::emit(const char* kind, v8::Local<v8::Value> value, v8::Local<v8::Value> ports) {
  Runtime& rt = runtime();
  if (rt.stopping()) return;
  v8::HandleScope handles(rt.isolate);
  Turn turn(rt.tasks);
  if (!turn) return;
  turn.call(rt.state<MessagingState>().deliver.Get(rt.isolate), v8::Undefined(rt.isolate),
            {object(rt.isolate), js_name(rt.isolate, kind), value, ports,
             home_.IsEmpty() ? v8::Undefined(rt.isolate).As<v8::Value>() : home_.Get(rt.isolate)});
}

void MessagePort::post(MessagePort& self, const Arguments& info) {
  Runtime& rt = self.runtime();
  v8::Local<v8::Array> transfer = info[1]->IsArray() ? info[1].As<v8::Array>() : v8::Array::New(rt.isolate);
  // A closed port clones its value all the same: what is wrong with it is said, and what is transferred is gone.
  std::shared_ptr<Message> message = write_message(rt, info[0], transfer, &self);
  if (!message || !self.end_) return;
  bool lost = !self.end_->post(std::move(message));
  if (lost) self.close();
  info.GetReturnValue().Set(!lost);
}

void MessagePort::receive(MessagePort& self, const Arguments& info) {
  if (!self.end_) return;
  std::shared_ptr<Message> message = self.end_->take();
  if (!message) {
    if (self.end_->over()) self.close();
    return;
  }
  Runtime& rt = self.runtime();
  v8::Local<v8::Value> value;
  if (!read_message(rt, *message, nullptr, self.home_.Get(rt.isolate)).ToLocal(&value)) return;
  info.GetReturnValue().Set(v8::Array::New(rt.isolate, &value, 1));
}

}  // namespace rondo::modules::worker_threads
