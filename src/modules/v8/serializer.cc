#include "modules/v8/serializer.h"

#include <cstdlib>
#include <cstring>

#include "bind/contents.h"

namespace rondo::modules::v8 {
namespace {

using ::v8::Local;
using ::v8::Value;

void fail(Runtime& rt, const char* message) {
  rt.isolate->ThrowException(::v8::Exception::Error(js_string(rt.isolate, message)));
}

/// The method `name` of the object, if a subclass has one.
bool method_of(Runtime& rt, Local<::v8::Object> object, const char* name, Local<::v8::Function>& method) {
  Local<Value> found;
  if (!object->Get(rt.context(), js_name(rt.isolate, name)).ToLocal(&found) || !found->IsFunction()) return false;
  method = found.As<::v8::Function>();
  return true;
}

uint32_t uint32_of(const Arguments& info, int index) {
  return info[index]->Uint32Value(info.GetIsolate()->GetCurrentContext()).FromMaybe(0);
}

}  // namespace

void Serializer::ThrowDataCloneError(Local<::v8::String> message) {
  Local<::v8::Function> method;
  Local<Value> args[] = {message};
  Local<Value> error;
  if (!method_of(rt_, object(rt_.isolate), "_getDataCloneError", method))
    return (void)rt_.isolate->ThrowException(::v8::Exception::Error(message));
  if (method->Call(rt_.context(), object(rt_.isolate), 1, args).ToLocal(&error)) rt_.isolate->ThrowException(error);
}

::v8::Maybe<bool> Serializer::WriteHostObject(::v8::Isolate* isolate, Local<::v8::Object> host) {
  Local<::v8::Function> method;
  if (!method_of(rt_, object(isolate), "_writeHostObject", method)) return Delegate::WriteHostObject(isolate, host);
  Local<Value> args[] = {host};
  if (method->Call(rt_.context(), object(isolate), 1, args).IsEmpty()) return ::v8::Nothing<bool>();
  return ::v8::Just(true);
}

::v8::Maybe<uint32_t> Serializer::GetSharedArrayBufferId(::v8::Isolate* isolate,
                                                         Local<::v8::SharedArrayBuffer> buffer) {
  Local<::v8::Function> method;
  if (!method_of(rt_, object(isolate), "_getSharedArrayBufferId", method))
    return Delegate::GetSharedArrayBufferId(isolate, buffer);
  Local<Value> args[] = {buffer};
  Local<Value> id;
  if (!method->Call(rt_.context(), object(isolate), 1, args).ToLocal(&id)) return ::v8::Nothing<uint32_t>();
  return id->Uint32Value(rt_.context());
}

void Serializer::write_value(Serializer& self, const Arguments& info) {
  bool written;
  if (self.serializer_.WriteValue(self.rt_.context(), info[0]).To(&written)) info.GetReturnValue().Set(written);
}

void Serializer::release(Serializer& self, const Arguments& info) {
  auto [bytes, size] = self.serializer_.Release();
  if (size == 0) {
    std::free(bytes);
    return info.GetReturnValue().Set(::v8::ArrayBuffer::New(info.GetIsolate(), 0));
  }
  auto store =
      ::v8::ArrayBuffer::NewBackingStore(bytes, size, [](void* data, size_t, void*) { std::free(data); }, nullptr);
  info.GetReturnValue().Set(::v8::ArrayBuffer::New(info.GetIsolate(), std::move(store)));
}

void Serializer::transfer(Serializer& self, const Arguments& info) {
  uint32_t id = uint32_of(info, 0);
  if (info[1]->IsArrayBuffer()) return self.serializer_.TransferArrayBuffer(id, info[1].As<::v8::ArrayBuffer>());
  self.rt_.isolate->ThrowException(to_js_error(
      self.rt_, Error::type("ERR_INVALID_ARG_TYPE", "arrayBuffer must be an ArrayBuffer or SharedArrayBuffer")));
}

void Serializer::write_uint32(Serializer& self, const Arguments& info) {
  self.serializer_.WriteUint32(uint32_of(info, 0));
}

void Serializer::write_uint64(Serializer& self, const Arguments& info) {
  uint64_t high = uint32_of(info, 0);
  self.serializer_.WriteUint64(high << 32 | uint32_of(info, 1));
}

void Serializer::write_double(Serializer& self, const Arguments& info) {
  double value;
  if (info[0]->NumberValue(self.rt_.context()).To(&value)) self.serializer_.WriteDouble(value);
}

void Serializer::write_raw(Serializer& self, const Arguments& info) {
  if (!info[0]->IsArrayBufferView()) {
    self.rt_.isolate->ThrowException(
        to_js_error(self.rt_, Error::type("ERR_INVALID_ARG_TYPE", "source must be a TypedArray or a DataView")));
    return;
  }
  Contents contents(info[0]);
  self.serializer_.WriteRawBytes(contents.bytes().data(), contents.bytes().size());
}

Result<Deserializer*> Deserializer::make(Runtime& rt, Local<::v8::ArrayBufferView> view) {
  Contents contents(view);
  return new Deserializer(rt, {contents.bytes().begin(), contents.bytes().end()});
}

::v8::MaybeLocal<::v8::Object> Deserializer::ReadHostObject(::v8::Isolate* isolate) {
  Local<::v8::Function> method;
  ::v8::Isolate::AllowJavascriptExecutionScope allow(
      isolate);  // V8 forbids it while it reads, but this is what a host object is
  if (!method_of(rt_, object(isolate), "_readHostObject", method)) return Delegate::ReadHostObject(isolate);
  Local<Value> made;
  if (!method->Call(rt_.context(), object(isolate), 0, nullptr).ToLocal(&made)) return {};
  if (made->IsObject()) return made.As<::v8::Object>();
  isolate->ThrowException(::v8::Exception::TypeError(js_string(isolate, "readHostObject must return an object")));
  return {};
}

::v8::MaybeLocal<::v8::SharedArrayBuffer> Deserializer::GetSharedArrayBufferFromId(::v8::Isolate* isolate,
                                                                                   uint32_t id) {
  Local<::v8::Function> method;
  ::v8::Isolate::AllowJavascriptExecutionScope allow(isolate);
  if (!method_of(rt_, object(isolate), "_getSharedArrayBufferFromId", method))
    return Delegate::GetSharedArrayBufferFromId(isolate, id);
  Local<Value> args[] = {::v8::Integer::NewFromUnsigned(isolate, id)};
  Local<Value> made;
  if (!method->Call(rt_.context(), object(isolate), 1, args).ToLocal(&made) || !made->IsSharedArrayBuffer()) return {};
  return made.As<::v8::SharedArrayBuffer>();
}

void Deserializer::read_header(Deserializer& self, const Arguments& info) {
  bool read;
  if (self.deserializer_.ReadHeader(self.rt_.context()).To(&read)) info.GetReturnValue().Set(read);
}

void Deserializer::read_value(Deserializer& self, const Arguments& info) {
  Local<Value> value;
  if (self.deserializer_.ReadValue(self.rt_.context()).ToLocal(&value)) info.GetReturnValue().Set(value);
}

void Deserializer::transfer(Deserializer& self, const Arguments& info) {
  uint32_t id = uint32_of(info, 0);
  if (info[1]->IsArrayBuffer()) return self.deserializer_.TransferArrayBuffer(id, info[1].As<::v8::ArrayBuffer>());
  if (info[1]->IsSharedArrayBuffer())
    return self.deserializer_.TransferSharedArrayBuffer(id, info[1].As<::v8::SharedArrayBuffer>());
  self.rt_.isolate->ThrowException(to_js_error(
      self.rt_, Error::type("ERR_INVALID_ARG_TYPE", "arrayBuffer must be an ArrayBuffer or SharedArrayBuffer")));
}

void Deserializer::read_uint32(Deserializer& self, const Arguments& info) {
  uint32_t value;
  if (!self.deserializer_.ReadUint32(&value)) return fail(self.rt_, "ReadUint32() failed");
  info.GetReturnValue().Set(value);
}

void Deserializer::read_uint64(Deserializer& self, const Arguments& info) {
  uint64_t value;
  if (!self.deserializer_.ReadUint64(&value)) return fail(self.rt_, "ReadUint64() failed");
  Local<Value> halves[] = {::v8::Integer::NewFromUnsigned(info.GetIsolate(), static_cast<uint32_t>(value >> 32)),
                           ::v8::Integer::NewFromUnsigned(info.GetIsolate(), static_cast<uint32_t>(value))};
  info.GetReturnValue().Set(::v8::Array::New(info.GetIsolate(), halves, 2));
}

void Deserializer::read_double(Deserializer& self, const Arguments& info) {
  double value;
  if (!self.deserializer_.ReadDouble(&value)) return fail(self.rt_, "ReadDouble() failed");
  info.GetReturnValue().Set(value);
}

void Deserializer::read_raw(Deserializer& self, const Arguments& info) {
  double length = info[0]->IsNumber() ? info[0].As<::v8::Number>()->Value() : -1;
  const void* data;
  if (!(length >= 0) || length > static_cast<double>(self.bytes_.size()) ||
      !self.deserializer_.ReadRawBytes(static_cast<size_t>(length), &data))
    return fail(self.rt_, "ReadRawBytes() failed");
  info.GetReturnValue().Set(static_cast<double>(static_cast<const uint8_t*>(data) - self.bytes_.data()));
}

}  // namespace rondo::modules::v8
