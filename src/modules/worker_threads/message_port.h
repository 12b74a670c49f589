// The face of a channel's end in one thread: MessagePort and, beneath a BroadcastChannel, its port.
#pragma once

#include <uv.h>
#include <v8.h>

#include <memory>

#include "background/background.h"
#include "bind/module.h"
#include "modules/worker_threads/channel.h"

namespace rondo::modules::worker_threads {

class MessagePort final : public NativeObject {
 public:
  /// A port of this Runtime over `end`. One of another context than the main one inherits from its `home`, which belongs to that context.
  /// Empty with an exception.
  static v8::MaybeLocal<v8::Object> create(Runtime& rt, std::shared_ptr<ChannelEnd> end,
                                           v8::Local<v8::Object> home = {});
  /// The port behind an object, or null.
  static MessagePort* of(v8::Local<v8::Object> object);
  ~MessagePort() override;

  bool open() const { return end_ != nullptr; }
  /// Gives the end up: the port closes, and whoever gets the end goes on with it.
  std::shared_ptr<ChannelEnd> detach();

  /// Delivers what waits and what comes, from now on.
  void start();
  /// Lets it wait again.
  void stop() { receiving_ = false; }
  /// Delivers what waits.
  void drain();
  void close();
  void ref() { set_ref(true); }
  void unref() { set_ref(false); }
  /// Until it has closed.
  bool has_ref() const { return wake_ ? wake_->has_ref() : ref_while_closing_; }
  bool active() const { return open(); }
  /// post(value, transfer list) -> false where the channel was lost: its other end was within the message
  static void post(MessagePort& self, const Arguments& info);
  /// receive() -> [value], or undefined if nothing waits; for one that reads without events
  static void receive(MessagePort& self, const Arguments& info);

 private:
  explicit MessagePort(std::shared_ptr<ChannelEnd> end) : end_(std::move(end)) {}
  void set_ref(bool ref) {
    if (wake_) wake_->set_ref(ref);
  }
  void deliver(Message& message);
  void emit(const char* kind, v8::Local<v8::Value> value, v8::Local<v8::Value> ports);
  void wake_closes();

  class Wake final : public Handle {
   public:
    Wake(Background& background, MessagePort* port);
    uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&async_); }
    void send() { uv_async_send(&async_); }
    void forget_port() { port_ = nullptr; }

   private:
    void will_close() override {
      if (port_) port_->wake_closes();
    }
    uv_async_t async_{};
    MessagePort* port_;
  };

  std::shared_ptr<ChannelEnd> end_;  ///< null once closed
  v8::Global<v8::Object> home_;      ///< see create()
  Wake* wake_ = nullptr;
  bool receiving_ = false;
  bool ref_while_closing_ = false;
};

}  // namespace rondo::modules::worker_threads
