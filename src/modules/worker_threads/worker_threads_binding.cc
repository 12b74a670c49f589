// Native half of lib/worker_threads.js and lib/internal/messaging/.
#include "bind/module.h"
#include "modules/worker_threads/message.h"
#include "modules/worker_threads/message_port.h"
#include "modules/worker_threads/worker.h"

namespace rondo::modules::worker_threads {
namespace {

using v8::Local;
using v8::Value;

/// setUp({ dataCloneError, takeApart, putTogether, plainOf, deliver, MessagePort, cloneSymbol, transferSymbol })
void set_up(Runtime& rt, Local<v8::Object> parts) {
  auto& state = rt.state<MessagingState>();
  auto part = [&](const char* name) {
    Local<Value> value;
    return parts->Get(rt.context(), js_name(rt.isolate, name)).ToLocal(&value)
               ? value
               : Local<Value>(v8::Undefined(rt.isolate));
  };
  auto keep = [&](v8::Global<v8::Function>& to, const char* name) {
    if (Local<Value> value = part(name); value->IsFunction()) to.Reset(rt.isolate, value.As<v8::Function>());
  };
  keep(state.data_clone_error, "dataCloneError");
  keep(state.take_apart, "takeApart");
  keep(state.plain_of, "plainOf");
  keep(state.put_together, "putTogether");
  keep(state.deliver, "deliver");
  keep(state.port_constructor, "MessagePort");
  state.clone_symbol.Reset(rt.isolate, part("cloneSymbol").As<v8::Symbol>());
  state.transfer_symbol.Reset(rt.isolate, part("transferSymbol").As<v8::Symbol>());
}

/// structuredClone(value, transfer list)
void structured_clone(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  Local<v8::Array> transfer = info[1]->IsArray() ? info[1].As<v8::Array>() : v8::Array::New(rt.isolate);
  std::shared_ptr<Message> message = write_message(rt, info[0], transfer, nullptr);
  Local<Value> value;
  if (message && read_message(rt, *message).ToLocal(&value)) info.GetReturnValue().Set(value);
}

/// The two ports of a new channel.
void make_ports(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto [first, second] = make_channel();
  Local<v8::Object> one;
  Local<v8::Object> two;
  if (!MessagePort::create(rt, std::move(first)).ToLocal(&one) ||
      !MessagePort::create(rt, std::move(second)).ToLocal(&two))
    return;
  Local<Value> both[] = {one, two};
  info.GetReturnValue().Set(v8::Array::New(rt.isolate, both, 2));
}

/// movePort(port, home) -> the same end of the channel as a port that inherits from `home` and is at home in its context; undefined
/// where the port has closed
void move_port(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  MessagePort* port = MessagePort::of(info[0].As<v8::Object>());
  if (!port || !port->open()) return;
  Local<v8::Object> moved;
  if (MessagePort::create(rt, port->detach(), info[1].As<v8::Object>()).ToLocal(&moved))
    info.GetReturnValue().Set(moved);
}

/// A port that hears all others of the name, in all threads.
void broadcast_port(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  if (!info[0]->IsString()) return;
  auto group = rt.process.shared<BroadcastNames>().group(utf8(rt.isolate, info[0].As<v8::String>()));
  Local<v8::Object> port;
  if (MessagePort::create(rt, std::make_shared<ChannelEnd>(std::move(group))).ToLocal(&port))
    info.GetReturnValue().Set(port);
}

void is_port(const Arguments& info) {
  info.GetReturnValue().Set(info[0]->IsObject() && MessagePort::of(info[0].As<v8::Object>()) != nullptr);
}

void mark_untransferable(Runtime& rt, Local<v8::Object> object) {
  (void)object->SetPrivate(rt.context(), untransferable_mark(rt.isolate), v8::True(rt.isolate));
}
bool is_untransferable(Runtime& rt, Local<v8::Object> object) {
  return object->HasPrivate(rt.context(), untransferable_mark(rt.isolate)).FromMaybe(false);
}

void mark_uncloneable(Runtime& rt, Local<v8::Object> object) {
  rt.state<MessagingState>().any_uncloneable = true;
  (void)object->SetPrivate(rt.context(), uncloneable_mark(rt.isolate), v8::True(rt.isolate));
}

/// Of the thread that calls: { id, name, limits, port }, or undefined on the main thread. The port is made at the first call.
v8::Local<Value> this_thread(Runtime& rt) {
  WorkerThread* thread = rt.state<ThreadState>().thread;
  if (!thread) return v8::Undefined(rt.isolate);
  Local<v8::Object> out = v8::Object::New(rt.isolate);
  auto set = [&](const char* name, Local<Value> value) {
    out->CreateDataProperty(rt.context(), js_name(rt.isolate, name), value).Check();
  };
  const Limits& limits = thread->limits;
  set("id", Js<uint32_t>::to(rt, thread->id));
  set("name", js_string(rt.isolate, thread->name));
  set("limits", Js<std::vector<double>>::to(
                    rt, {limits.max_young_generation, limits.max_old_generation, limits.code_range, limits.stack}));
  Local<v8::Object> port;
  if (thread->control && MessagePort::create(rt, std::move(thread->control)).ToLocal(&port)) set("port", port);
  return out;
}
uint32_t thread_id(Runtime& rt) {
  WorkerThread* thread = rt.state<ThreadState>().thread;
  return thread ? thread->id : 0;
}

/// Of the main thread: closed with its Runtime.
struct Inbox final : ModuleState {
  Runtime* runtime = nullptr;
  void end() override {
    if (runtime) runtime->process.shared<ThreadInboxes>().close(0);
  }
};

/// The port at which this thread hears from others that know its number. Once per Runtime.
void open_inbox(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  std::shared_ptr<ChannelEnd> end;
  if (WorkerThread* thread = rt.state<ThreadState>().thread) {
    end = std::move(thread->inbox);
  } else if (auto& inbox = rt.state<Inbox>(); !inbox.runtime) {
    auto [outside, inside] = make_channel();
    inbox.runtime = &rt;
    rt.process.shared<ThreadInboxes>().open(0, std::move(outside));
    end = std::move(inside);
  }
  Local<v8::Object> port;
  if (end && MessagePort::create(rt, std::move(end)).ToLocal(&port)) info.GetReturnValue().Set(port);
}

/// postToThread(number, value, transfer list) -> whether there is such a thread
void post_to_thread(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto end =
      rt.process.shared<ThreadInboxes>().find(Js<uint32_t>::is(info[0]) ? Js<uint32_t>::from(rt, info[0]) : UINT32_MAX);
  if (!end) return info.GetReturnValue().Set(false);
  std::shared_ptr<Message> message =
      write_message(rt, info[1], info[2]->IsArray() ? info[2].As<v8::Array>() : v8::Array::New(rt.isolate), nullptr);
  if (message) info.GetReturnValue().Set(end->post(std::move(message)));
}

}  // namespace

void bind(Module& m) {
  m.fn<"setUp", set_up>();
  m.raw<"structuredClone", structured_clone>();
  m.raw<"makePorts", make_ports>();
  m.raw<"movePort", move_port, v8::Local<v8::Object>, v8::Local<v8::Object>>();
  m.raw<"broadcastPort", broadcast_port>();
  m.raw<"isPort", is_port>();
  m.raw<"openInbox", open_inbox>();
  m.raw<"postToThread", post_to_thread>();
  m.fn<"markUntransferable", mark_untransferable>();
  m.fn<"isUntransferable", is_untransferable>();
  m.fn<"markUncloneable", mark_uncloneable>();
  m.fn<"thisThread", this_thread>();
  m.fn<"threadId", thread_id>();
  m.cls<MessagePort>("MessagePort")
      .raw<"post", MessagePort::post>()
      .raw<"receive", MessagePort::receive>()
      .method<"start", &MessagePort::start>()
      .method<"stop", &MessagePort::stop>()
      .method<"drain", &MessagePort::drain>()
      .method<"close", &MessagePort::close>()
      .method<"ref", &MessagePort::ref>()
      .method<"unref", &MessagePort::unref>()
      .method<"hasRef", &MessagePort::has_ref>()
      .method<"active", &MessagePort::active>();
  m.cls<Worker>("Worker")
      .raw<"start", Worker::start>()
      .method<"id", &Worker::id>()
      .method<"limits", &Worker::limits>()
      .method<"terminate", &Worker::terminate>()
      .method<"ref", &Worker::ref>()
      .method<"unref", &Worker::unref>()
      .method<"hasRef", &Worker::has_ref>()
      .method<"loopTimes", &Worker::loop_times>();
}

}  // namespace rondo::modules::worker_threads
