#include "modules/worker_threads/message.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "bind/convert.h"
#include "modules/worker_threads/message_port.h"

namespace rondo::modules::worker_threads {
namespace {

using v8::Local;
using v8::Value;

/// What a host object in the bytes is.
enum class Tag : uint32_t { port, special };

void throw_clone_error(Runtime& rt, Local<v8::String> message) {
  auto& state = rt.state<MessagingState>();
  Local<Value> args[] = {message};
  Local<Value> error;
  if (state.data_clone_error.Get(rt.isolate)->Call(rt.context(), v8::Undefined(rt.isolate), 1, args).ToLocal(&error))
    rt.isolate->ThrowException(error);
}

void throw_clone_error(Runtime& rt, const char* message) { throw_clone_error(rt, js_string(rt.isolate, message)); }

bool marked(Runtime& rt, Local<v8::Object> object, Local<v8::Private> mark) {
  return object->HasPrivate(rt.context(), mark).FromMaybe(false);
}

class Writer final : public v8::ValueSerializer::Delegate {
 public:
  Writer(Runtime& rt, Message& message) : rt_(rt), message_(message), state_(rt.state<MessagingState>()) {}

  bool accept(Local<v8::Array> transfer, MessagePort* source);
  bool write(Local<Value> value);
  /// Moves what was listed: nothing may fail any more.
  void finish();
  /// Whether objects of lib/ are among what is transferred.
  bool moves_objects() const { return !transferred_.empty(); }

 private:
  void ThrowDataCloneError(Local<v8::String> message) override { throw_clone_error(rt_, message); }
  bool HasCustomHostObject(v8::Isolate*) override { return true; }
  v8::Maybe<bool> IsHostObject(v8::Isolate*, Local<v8::Object> object) override;
  v8::Maybe<bool> WriteHostObject(v8::Isolate*, Local<v8::Object> object) override;
  v8::Maybe<uint32_t> GetSharedArrayBufferId(v8::Isolate*, Local<v8::SharedArrayBuffer> buffer) override;
  v8::Maybe<uint32_t> GetWasmModuleTransferId(v8::Isolate*, Local<v8::WasmModuleObject> module) override;
  bool AdoptSharedValueConveyor(v8::Isolate*, v8::SharedValueConveyor&& conveyor) override {
    message_.shared_values.emplace(std::move(conveyor));
    return true;
  }

  v8::Maybe<bool> refuse(const char* message) {
    throw_clone_error(rt_, message);
    return v8::Nothing<bool>();
  }
  bool write_part(Local<Value> value, Message::Part& part);
  /// The object's place among the specials; it is taken apart at its first mention.
  v8::Maybe<uint32_t> place_of(Local<v8::Object> object, bool transferred);

  // Globals, since V8 asks for them within handle scopes of its own.
  struct Special {
    v8::Global<v8::Object> object;
    uint32_t place = 0;
    bool done = false;
  };

  Runtime& rt_;
  Message& message_;
  MessagingState& state_;
  v8::ValueSerializer* serializer_ = nullptr;  ///< of the part that is being written
  std::vector<Local<v8::ArrayBuffer>> array_buffers_;
  std::vector<Local<v8::Object>> ports_;
  std::vector<Local<v8::Object>> transferred_;  ///< objects of lib/ in the transfer list
  std::vector<Special> specials_;
  std::vector<v8::Global<v8::SharedArrayBuffer>> shared_;
};

bool Writer::accept(Local<v8::Array> transfer, MessagePort* source) {
  if (transfer->Length() == 0) return true;
  auto refused = [&](const char* message) {
    throw_clone_error(rt_, message);
    return false;
  };
  auto contains = [](const auto& list, Local<Value> value) {
    return std::ranges::any_of(list, [&](const auto& each) { return each == value; });
  };
  Local<v8::Private> untransferable = untransferable_mark(rt_.isolate);
  for (uint32_t i = 0; i < transfer->Length(); i++) {
    Local<Value> entry;
    if (!transfer->Get(rt_.context(), i).ToLocal(&entry)) return false;
    if (!entry->IsObject()) return refused("Found invalid value in transferList.");
    Local<v8::Object> object = entry.As<v8::Object>();
    if (marked(rt_, object, untransferable)) return refused("Cannot transfer object of unsupported type.");
    if (entry->IsArrayBuffer()) {
      auto buffer = entry.As<v8::ArrayBuffer>();
      if (!buffer->IsDetachable()) return refused("Cannot transfer object of unsupported type.");
      if (contains(array_buffers_, entry)) return refused("Transfer list contains duplicate ArrayBuffer");
      if (buffer->WasDetached()) return refused("An ArrayBuffer is detached and could not be cloned.");
      array_buffers_.push_back(buffer);
    } else if (MessagePort* port = MessagePort::of(object)) {
      if (port == source) return refused("Transfer list contains source port");
      if (contains(ports_, entry)) return refused("Transfer list contains duplicate MessagePort");
      if (!port->open()) return refused("MessagePort in transfer list is already detached");
      ports_.push_back(object);
    } else {
      Local<Value> method;
      if (!object->Get(rt_.context(), state_.transfer_symbol.Get(rt_.isolate)).ToLocal(&method)) return false;
      if (!method->IsFunction()) return refused("Found invalid value in transferList.");
      if (contains(transferred_, entry)) return refused("Transfer list contains duplicate object");
      transferred_.push_back(object);
    }
  }
  return true;
}

bool Writer::write_part(Local<Value> value, Message::Part& part) {
  v8::ValueSerializer serializer(rt_.isolate, this);
  for (size_t i = 0; i < array_buffers_.size(); i++)
    serializer.TransferArrayBuffer(static_cast<uint32_t>(i), array_buffers_[i]);
  v8::ValueSerializer* outer = std::exchange(serializer_, &serializer);
  serializer.WriteHeader();
  bool written = serializer.WriteValue(rt_.context(), value).FromMaybe(false);
  serializer_ = outer;
  auto [bytes, size] = serializer.Release();
  part.bytes.reset(bytes);
  part.size = size;
  return written;
}

bool Writer::write(Local<Value> value) {
  if (!write_part(value, message_.value)) return false;
  // What the value does not mention is moved all the same.
  return std::ranges::all_of(transferred_, [this](const auto& object) { return place_of(object, true).IsJust(); });
}

void Writer::finish() {
  for (Local<v8::ArrayBuffer> buffer : array_buffers_) {
    message_.array_buffers.push_back(buffer->GetBackingStore());
    (void)buffer->Detach(Local<Value>());
  }
  for (Local<v8::Object> port : ports_) message_.ports.push_back(MessagePort::of(port)->detach());
}

v8::Maybe<bool> Writer::IsHostObject(v8::Isolate* isolate, Local<v8::Object> object) {
  if (object->InternalFieldCount() > 0) return v8::Just(true);
  if (state_.any_uncloneable && marked(rt_, object, uncloneable_mark(isolate))) return v8::Just(true);
  // The usual plain object is told at a glance.
  Local<Value> prototype = object->GetPrototypeV2();
  if (prototype->IsNull() || std::ranges::any_of(transferred_, [&](const auto& each) { return each == object; }))
    return v8::Just(!prototype->IsNull());
  if (prototype.As<v8::Object>()->GetPrototypeV2()->IsNull()) return v8::Just(false);
  Local<Value> method;
  for (auto* symbol : {&state_.clone_symbol, &state_.transfer_symbol}) {
    if (!object->Get(rt_.context(), symbol->Get(isolate)).ToLocal(&method)) return v8::Nothing<bool>();
    if (method->IsFunction()) return v8::Just(true);
  }
  return v8::Just(false);
}

v8::Maybe<bool> Writer::WriteHostObject(v8::Isolate* isolate, Local<v8::Object> object) {
  if (state_.any_uncloneable && marked(rt_, object, uncloneable_mark(isolate)))
    return refuse("Cannot clone object of unsupported type.");
  if (MessagePort::of(object)) {
    auto found = std::ranges::find_if(ports_, [&](const auto& each) { return each == object; });
    if (found == ports_.end())
      return refuse("Object that needs transfer was found in message but not listed in transferList");
    serializer_->WriteUint32(static_cast<uint32_t>(Tag::port));
    serializer_->WriteUint32(static_cast<uint32_t>(found - ports_.begin()));
    return v8::Just(true);
  }
  bool transferred = std::ranges::any_of(transferred_, [&](const auto& each) { return each == object; });
  if (!transferred) {
    Local<Value> method;
    if (!object->Get(rt_.context(), state_.clone_symbol.Get(isolate)).ToLocal(&method)) return v8::Nothing<bool>();
    if (!method->IsFunction()) {
      if (!object->Get(rt_.context(), state_.transfer_symbol.Get(isolate)).ToLocal(&method)) return v8::Nothing<bool>();
      return refuse(method->IsFunction()
                        ? "Object that needs transfer was found in message but not listed in transferList"
                        : "Cannot clone object of unsupported type.");
    }
  }
  uint32_t place;
  if (!place_of(object, transferred).To(&place)) return v8::Nothing<bool>();
  serializer_->WriteUint32(static_cast<uint32_t>(Tag::special));
  serializer_->WriteUint32(place);
  return v8::Just(true);
}

v8::Maybe<uint32_t> Writer::place_of(Local<v8::Object> object, bool transferred) {
  for (const Special& special : specials_) {
    if (special.object != object) continue;
    if (special.done) return v8::Just(special.place);
    throw_clone_error(rt_, "Cannot clone object of unsupported type.");  // it is part of itself
    return v8::Nothing<uint32_t>();
  }
  size_t mine = specials_.size();
  specials_.push_back({v8::Global<v8::Object>(rt_.isolate, object)});
  Local<Value> args[] = {object, v8::Boolean::New(rt_.isolate, transferred)};
  Local<Value> parts;
  Message::Part part;
  if (!state_.take_apart.Get(rt_.isolate)->Call(rt_.context(), v8::Undefined(rt_.isolate), 2, args).ToLocal(&parts) ||
      !write_part(parts, part))
    return v8::Nothing<uint32_t>();
  specials_[mine].place = static_cast<uint32_t>(message_.specials.size());
  specials_[mine].done = true;
  message_.specials.push_back(std::move(part));
  return v8::Just(specials_[mine].place);
}

v8::Maybe<uint32_t> Writer::GetSharedArrayBufferId(v8::Isolate*, Local<v8::SharedArrayBuffer> buffer) {
  for (size_t i = 0; i < shared_.size(); i++)
    if (shared_[i] == buffer) return v8::Just(static_cast<uint32_t>(i));
  shared_.emplace_back(rt_.isolate, buffer);
  message_.shared_array_buffers.push_back(buffer->GetBackingStore());
  return v8::Just(static_cast<uint32_t>(shared_.size() - 1));
}

v8::Maybe<uint32_t> Writer::GetWasmModuleTransferId(v8::Isolate*, Local<v8::WasmModuleObject> module) {
  message_.wasm_modules.push_back(module->GetCompiledModule());
  return v8::Just(static_cast<uint32_t>(message_.wasm_modules.size() - 1));
}

class Reader final : public v8::ValueDeserializer::Delegate {
 public:
  /// `home`: see read_message().
  Reader(Runtime& rt, Message& message, Local<v8::Object> home)
      : rt_(rt), message_(message), home_(home), context_(rt.context()) {
    if (!home.IsEmpty()) (void)home->GetCreationContext(rt.isolate).ToLocal(&context_);
  }

  v8::MaybeLocal<Value> read(Local<v8::Array>* ports);

 private:
  v8::MaybeLocal<v8::Object> ReadHostObject(v8::Isolate* isolate) override;
  v8::MaybeLocal<v8::WasmModuleObject> GetWasmModuleFromId(v8::Isolate* isolate, uint32_t id) override {
    if (id >= message_.wasm_modules.size()) return {};
    return v8::WasmModuleObject::FromCompiledModule(isolate, message_.wasm_modules[id]);
  }
  v8::MaybeLocal<v8::SharedArrayBuffer> GetSharedArrayBufferFromId(v8::Isolate*, uint32_t id) override {
    if (id >= shared_.size()) return {};
    return shared_[id];
  }
  const v8::SharedValueConveyor* GetSharedValueConveyor(v8::Isolate*) override {
    return message_.shared_values ? &*message_.shared_values : nullptr;
  }
  v8::MaybeLocal<Value> read_part(const Message::Part& part, Local<v8::Context> context);
  bool read_special(const Message::Part& part);

  Runtime& rt_;
  Message& message_;
  Local<v8::Object> home_;
  Local<v8::Context> context_;                     ///< where the value is made
  v8::ValueDeserializer* deserializer_ = nullptr;  ///< of the part that is being read
  std::vector<Local<v8::ArrayBuffer>> array_buffers_;
  std::vector<Local<v8::SharedArrayBuffer>> shared_;
  std::vector<Local<Value>> ports_;
  std::vector<Local<v8::Object>> specials_;
};

v8::MaybeLocal<Value> Reader::read(Local<v8::Array>* ports) {
  v8::Isolate* isolate = rt_.isolate;
  v8::Context::Scope inside(context_);
  // What is moved goes to one receiver. A message to several has nothing of the kind, and is not written to here.
  std::vector<std::shared_ptr<ChannelEnd>> ends;
  std::vector<std::shared_ptr<v8::BackingStore>> array_buffers;
  if (!message_.ports.empty()) ends.swap(message_.ports);
  if (!message_.array_buffers.empty()) array_buffers.swap(message_.array_buffers);
  for (auto& end : ends) {
    Local<v8::Object> port;
    if (!MessagePort::create(rt_, std::move(end), home_).ToLocal(&port)) return {};
    ports_.push_back(port);
  }
  if (ports) *ports = v8::Array::New(isolate, ports_.data(), ports_.size());
  for (auto& store : array_buffers) array_buffers_.push_back(v8::ArrayBuffer::New(isolate, std::move(store)));
  for (const auto& store : message_.shared_array_buffers) shared_.push_back(v8::SharedArrayBuffer::New(isolate, store));
  // V8 lets no JavaScript run while it reads: objects of lib/ are made before the value that refers to them.
  for (const Message::Part& part : message_.specials)
    if (!read_special(part)) return {};
  if (!specials_.empty() && context_ != rt_.context()) {
    isolate->ThrowException(to_js_error(rt_, Error::generic("ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE",
                                                            "Cannot deserialize message in the target context")));
    return {};
  }
  return read_part(message_.value, context_);
}

v8::MaybeLocal<Value> Reader::read_part(const Message::Part& part, Local<v8::Context> context) {
  v8::ValueDeserializer deserializer(rt_.isolate, part.bytes.get(), part.size, this);
  for (size_t i = 0; i < array_buffers_.size(); i++)
    deserializer.TransferArrayBuffer(static_cast<uint32_t>(i), array_buffers_[i]);
  deserializer_ = &deserializer;
  if (!deserializer.ReadHeader(context).FromMaybe(false)) return {};
  return deserializer.ReadValue(context);
}

bool Reader::read_special(const Message::Part& part) {
  Local<Value> parts;
  if (!read_part(part, rt_.context()).ToLocal(&parts) || !parts->IsArray()) return false;
  Local<Value> args[2];
  for (uint32_t i = 0; i < 2; i++)
    if (!parts.As<v8::Array>()->Get(rt_.context(), i).ToLocal(&args[i])) return false;
  Local<Value> object;
  auto& state = rt_.state<MessagingState>();
  if (!state.put_together.Get(rt_.isolate)->Call(rt_.context(), v8::Undefined(rt_.isolate), 2, args).ToLocal(&object) ||
      !object->IsObject())
    return false;
  specials_.push_back(object.As<v8::Object>());
  return true;
}

v8::MaybeLocal<v8::Object> Reader::ReadHostObject(v8::Isolate*) {
  uint32_t tag;
  uint32_t place;
  if (!deserializer_->ReadUint32(&tag) || !deserializer_->ReadUint32(&place)) return {};
  if (tag == static_cast<uint32_t>(Tag::port))
    return place < ports_.size() ? ports_[place].As<v8::Object>() : v8::MaybeLocal<v8::Object>();
  return place < specials_.size() ? specials_[place] : v8::MaybeLocal<v8::Object>();
}

}  // namespace

void Message::Free::operator()(uint8_t* memory) const { std::free(memory); }

v8::Local<v8::Private> untransferable_mark(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js_name(isolate, "rondo:untransferable"));
}
v8::Local<v8::Private> uncloneable_mark(v8::Isolate* isolate) {
  return v8::Private::ForApi(isolate, js_name(isolate, "rondo:uncloneable"));
}

namespace {

/// (value) -> the value, or one like it that can be written. Empty where there is none.
Local<Value> plain_of(Runtime& rt, Local<Value> value) {
  Local<Value> args[] = {value};
  Local<Value> plain;
  auto& state = rt.state<MessagingState>();
  bool replaced =
      state.plain_of.Get(rt.isolate)->Call(rt.context(), v8::Undefined(rt.isolate), 1, args).ToLocal(&plain) &&
      plain != value;
  return replaced ? plain : Local<Value>();
}

}  // namespace

std::shared_ptr<Message> write_message(Runtime& rt, Local<Value> value, Local<v8::Array> transfer,
                                       MessagePort* source) {
  v8::TryCatch failure(rt.isolate);
  for (bool again = false;; again = true) {
    auto message = std::make_shared<Message>();
    Writer writer(rt, *message);
    if (writer.accept(transfer, source) && writer.write(value)) {
      writer.finish();
      return message;
    }
    // What was to be moved may have been taken apart already, which happens once.
    bool hopeless = again || !failure.CanContinue() || !value->IsObject() || writer.moves_objects();
    Local<Value> plain = hopeless ? Local<Value>() : plain_of(rt, value);
    if (plain.IsEmpty()) {
      failure.ReThrow();
      return nullptr;
    }
    failure.Reset();
    value = plain;
  }
}

v8::MaybeLocal<Value> read_message(Runtime& rt, Message& message, Local<v8::Array>* ports, Local<v8::Object> home) {
  Reader reader(rt, message, home);
  return reader.read(ports);
}

}  // namespace rondo::modules::worker_threads
