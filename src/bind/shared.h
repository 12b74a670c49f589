// Native state that several threads see behind objects of their own: how it gets from one to another.
#pragma once
#include <v8.h>

#include <memory>

#include "bind/object.h"

namespace rondo {

/// What the bytes of a SharedArrayBuffer are that can be posted to other threads and keeps a T alive. The mark tells them from other memory.
/// Such a buffer stays inside lib/: a program could write to it.
template <class T>
struct Shared {
  static constexpr uint64_t known = 0x726f6e64'00000000 | static_cast<uint32_t>(native_kind<T>());
  uint64_t mark = known;
  std::shared_ptr<T> state;
};

template <class T>
v8::Local<v8::Value> share(Runtime& rt, std::shared_ptr<T> state) {
  auto* shared = new Shared<T>{.state = std::move(state)};
  return v8::SharedArrayBuffer::New(
      rt.isolate,
      v8::SharedArrayBuffer::NewBackingStore(
          shared, sizeof *shared, [](void* data, size_t, void*) { delete static_cast<Shared<T>*>(data); }, nullptr));
}

/// What share<T>() was given; null for anything else.
template <class T>
std::shared_ptr<T> shared(v8::Local<v8::Value> value) {
  if (!value->IsSharedArrayBuffer()) return nullptr;
  auto memory = value.As<v8::SharedArrayBuffer>();
  auto* found = static_cast<Shared<T>*>(memory->Data());
  if (memory->ByteLength() != sizeof *found || found->mark != Shared<T>::known) return nullptr;
  return found->state;
}

}  // namespace rondo
