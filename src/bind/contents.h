// The bytes behind a view or an ArrayBuffer, shared or not, for as long as JavaScript does not run.
#pragma once
#include <v8.h>

#include <cstdint>
#include <optional>
#include <span>

namespace rondo {

inline bool has_contents(v8::Local<v8::Value> value) {
  return value->IsArrayBufferView() || value->IsArrayBuffer() || value->IsSharedArrayBuffer();
}

/// Bytes to read. V8 keeps the elements of a small typed array in the object itself: those are copied to the stack, which is far
/// cheaper than making the ArrayBuffer that the array does not have yet.
class Contents {
 public:
  /// `value` is one of has_contents().
  explicit Contents(v8::Local<v8::Value> value) {
    if (value->IsArrayBufferView()) {
      read(value.As<v8::ArrayBufferView>());
    } else if (value->IsArrayBuffer()) {
      auto buffer = value.As<v8::ArrayBuffer>();
      bytes_ = {static_cast<const uint8_t*>(buffer->Data()), buffer->ByteLength()};
    } else {
      auto buffer = value.As<v8::SharedArrayBuffer>();
      bytes_ = {static_cast<const uint8_t*>(buffer->Data()), buffer->ByteLength()};
    }
  }
  explicit Contents(v8::Local<v8::ArrayBufferView> view) { read(view); }
  Contents(const Contents&) = delete;
  Contents& operator=(const Contents&) = delete;

  std::span<const uint8_t> bytes() const { return bytes_; }

 private:
  void read(v8::Local<v8::ArrayBufferView> view) {
    v8::MemorySpan<uint8_t> found = view->GetContents({storage_, sizeof storage_});
    bytes_ = {found.data(), found.size()};
  }

  uint8_t storage_[64];  // V8's typed_array_max_size_in_heap
  std::span<const uint8_t> bytes_;
};

/// The same bytes to write to; nothing where `value` is not one of has_contents().
inline std::optional<std::span<uint8_t>> find_writable_contents(v8::Local<v8::Value> value) {
  if (value->IsArrayBufferView()) {
    auto view = value.As<v8::ArrayBufferView>();
    if (!view->HasBuffer()) {
      v8::HandleScope handles(v8::Isolate::GetCurrent());  // a fast call has none of its own
      view->Buffer();                                      // moves the elements out of the object
    }
    v8::MemorySpan<uint8_t> found = view->GetContents({});
    return std::span(found.data(), found.size());
  }
  if (value->IsArrayBuffer()) {
    auto buffer = value.As<v8::ArrayBuffer>();
    return std::span(static_cast<uint8_t*>(buffer->Data()), buffer->ByteLength());
  }
  if (!value->IsSharedArrayBuffer()) return {};
  auto buffer = value.As<v8::SharedArrayBuffer>();
  return std::span(static_cast<uint8_t*>(buffer->Data()), buffer->ByteLength());
}

/// As find_writable_contents(), or no bytes.
inline std::span<uint8_t> writable_contents(v8::Local<v8::Value> value) {
  return find_writable_contents(value).value_or(std::span<uint8_t>());
}

}  // namespace rondo
