// v8.Serializer and v8.Deserializer: V8's own, with what subclasses in JavaScript say of objects that V8 does not know.
#pragma once

#include <v8.h>

#include <vector>

#include "bind/module.h"

namespace rondo::modules::v8 {

/// `m.cls` makes these; programs derive from them.
class Serializer final : public NativeObject, public ::v8::ValueSerializer::Delegate {
 public:
  static Result<Serializer*> make(Runtime& rt) { return new Serializer(rt); }

  void write_header() { serializer_.WriteHeader(); }
  static void write_value(Serializer& self, const Arguments& info);
  /// -> ArrayBuffer with all that was written; the Serializer is then spent
  static void release(Serializer& self, const Arguments& info);
  static void transfer(Serializer& self, const Arguments& info);
  static void write_uint32(Serializer& self, const Arguments& info);
  /// (high, low)
  static void write_uint64(Serializer& self, const Arguments& info);
  static void write_double(Serializer& self, const Arguments& info);
  static void write_raw(Serializer& self, const Arguments& info);
  void views_as_host_objects(bool treat) { serializer_.SetTreatArrayBufferViewsAsHostObjects(treat); }

 private:
  explicit Serializer(Runtime& rt) : rt_(rt), serializer_(rt.isolate, this) {}
  void ThrowDataCloneError(::v8::Local<::v8::String> message) override;
  ::v8::Maybe<bool> WriteHostObject(::v8::Isolate* isolate, ::v8::Local<::v8::Object> object) override;
  ::v8::Maybe<uint32_t> GetSharedArrayBufferId(::v8::Isolate* isolate,
                                               ::v8::Local<::v8::SharedArrayBuffer> buffer) override;

  Runtime& rt_;
  ::v8::ValueSerializer serializer_;
};

class Deserializer final : public NativeObject, public ::v8::ValueDeserializer::Delegate {
 public:
  /// `view` is copied: programs may write to it while it is being read.
  static Result<Deserializer*> make(Runtime& rt, ::v8::Local<::v8::ArrayBufferView> view);

  static void read_header(Deserializer& self, const Arguments& info);
  static void read_value(Deserializer& self, const Arguments& info);
  uint32_t wire_version(Runtime&) { return deserializer_.GetWireFormatVersion(); }
  static void transfer(Deserializer& self, const Arguments& info);
  static void read_uint32(Deserializer& self, const Arguments& info);
  /// -> [high, low]
  static void read_uint64(Deserializer& self, const Arguments& info);
  static void read_double(Deserializer& self, const Arguments& info);
  /// (length) -> where it lies in what is read
  static void read_raw(Deserializer& self, const Arguments& info);

 private:
  Deserializer(Runtime& rt, std::vector<uint8_t> bytes)
      : rt_(rt), bytes_(std::move(bytes)), deserializer_(rt.isolate, bytes_.data(), bytes_.size(), this) {}
  ::v8::MaybeLocal<::v8::Object> ReadHostObject(::v8::Isolate* isolate) override;
  ::v8::MaybeLocal<::v8::SharedArrayBuffer> GetSharedArrayBufferFromId(::v8::Isolate* isolate, uint32_t id) override;

  Runtime& rt_;
  std::vector<uint8_t> bytes_;
  ::v8::ValueDeserializer deserializer_;
};

}  // namespace rondo::modules::v8
