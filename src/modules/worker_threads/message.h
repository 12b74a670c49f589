// A JavaScript value on its way from one context to another: the structured clone algorithm of HTML, with what Node adds to it.
#pragma once

#include <v8.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "modules/worker_threads/channel.h"
#include "runtime/runtime.h"

namespace rondo::modules::worker_threads {

class MessagePort;

/// The value as bytes, and what travels beside them. Belongs to no isolate. A message to several receivers is read by each of them.
struct Message {
  struct Free {
    void operator()(uint8_t* memory) const;
  };
  struct Part {
    std::unique_ptr<uint8_t[], Free> bytes;
    size_t size = 0;
  };
  Part value;
  /// Objects of lib/ that the value refers to by their places here: [class, data] each. One that another's data refers to comes first.
  std::vector<Part> specials;
  std::vector<std::shared_ptr<v8::BackingStore>> array_buffers;  ///< transferred
  std::vector<std::shared_ptr<v8::BackingStore>> shared_array_buffers;
  std::vector<v8::CompiledWasmModule> wasm_modules;
  std::vector<std::shared_ptr<ChannelEnd>> ports;  ///< transferred
  std::optional<v8::SharedValueConveyor> shared_values;
};

/// What lib/internal/messaging/ tells this module, once per Runtime.
struct MessagingState final : ModuleState {
  v8::Global<v8::Function> data_clone_error;  ///< (message) -> DOMException
  v8::Global<v8::Function>
      take_apart;  ///< (object, transferred) -> [type, data], or undefined for an object that is nothing special
  v8::Global<v8::Function> plain_of;       ///< (value) -> the value, or one like it that can be written
  v8::Global<v8::Function> put_together;   ///< (type, data) -> object
  v8::Global<v8::Function> deliver;        ///< (port, kind, value, ports, home): an event of a port
  v8::Global<v8::Symbol> clone_symbol;     ///< the method of objects that can be cloned
  v8::Global<v8::Symbol> transfer_symbol;  ///< the method of objects that can be transferred
  v8::Global<v8::Function> port_constructor;
  bool any_uncloneable = false;
};

/// Marks that lib/ puts on objects.
v8::Local<v8::Private> untransferable_mark(v8::Isolate* isolate);
v8::Local<v8::Private> uncloneable_mark(v8::Isolate* isolate);

/// `value` as a message. `transfer` holds what is moved, not copied. `source` is the port it is to go through, if any.
/// Null with an exception: DataCloneError, or what a getter of the value threw; nothing has been transferred then.
std::shared_ptr<Message> write_message(Runtime& rt, v8::Local<v8::Value> value, v8::Local<v8::Array> transfer,
                                       MessagePort* source);

/// The value of a message, and in `ports` (where given) the MessagePorts that came with it, in the caller's handle scope. Empty with an exception.
/// `home` is what ports of another context than the main one inherit from: the value is made there.
v8::MaybeLocal<v8::Value> read_message(Runtime& rt, Message& message, v8::Local<v8::Array>* ports = nullptr,
                                       v8::Local<v8::Object> home = {});

}  // namespace rondo::modules::worker_threads
