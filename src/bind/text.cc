#include "bind/text.h"

#include <simdutf.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <type_traits>

#include "bind/js_error.h"
#include "runtime/runtime.h"

namespace rondo {
namespace {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
template <class Char>
using Memory = std::unique_ptr<Char[], Free>;

/// From this many bytes on, a string keeps the memory that it was made in instead of a copy of it.
constexpr size_t kExternalFrom = 256 * 1024;
constexpr size_t kStackBytes = 4096;

template <class Char>
class ExternalString : public std::conditional_t<sizeof(Char) == 1, v8::String::ExternalOneByteStringResource,
                                                 v8::String::ExternalStringResource> {
 public:
  using Unit = std::conditional_t<sizeof(Char) == 1, char, uint16_t>;
  ExternalString(Memory<Char> memory, size_t length) : memory_(std::move(memory)), length_(length) {}
  const Unit* data() const override { return reinterpret_cast<const Unit*>(memory_.get()); }
  size_t length() const override { return length_; }

 private:
  Memory<Char> memory_;
  size_t length_;
};

std::nullptr_t throw_error(Runtime& rt, Error error) {
  rt.isolate->ThrowException(to_js_error(rt, error));
  return nullptr;
}

v8::MaybeLocal<v8::String> too_long(Runtime& rt) {
  char text[80];
  std::snprintf(text, sizeof text, "Cannot create a string longer than 0x%x characters", v8::String::kMaxLength);
  throw_error(rt, Error::generic("ERR_STRING_TOO_LONG", text));
  return {};
}

v8::MaybeLocal<v8::String> copy_string(v8::Isolate* isolate, const char* data, size_t length) {
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(data), v8::NewStringType::kNormal,
                                    static_cast<int>(length));
}
v8::MaybeLocal<v8::String> copy_string(v8::Isolate* isolate, const char16_t* data, size_t length) {
  return v8::String::NewFromTwoByte(isolate, reinterpret_cast<const uint16_t*>(data), v8::NewStringType::kNormal,
                                    static_cast<int>(length));
}
v8::MaybeLocal<v8::String> adopt_string(v8::Isolate* isolate, Memory<char> memory, size_t length) {
  auto* resource = new ExternalString<char>(std::move(memory), length);
  auto made = v8::String::NewExternalOneByte(isolate, resource);
  if (made.IsEmpty()) delete resource;
  return made;
}
v8::MaybeLocal<v8::String> adopt_string(v8::Isolate* isolate, Memory<char16_t> memory, size_t length) {
  auto* resource = new ExternalString<char16_t>(std::move(memory), length);
  auto made = v8::String::NewExternalTwoByte(isolate, resource);
  if (made.IsEmpty()) delete resource;
  return made;
}

/// A string of at most `room` characters: `fill(memory)` writes them and returns how many there are.
template <class Char, class Fill>
v8::MaybeLocal<v8::String> make_string(Runtime& rt, size_t room, Fill&& fill) {
  if (room * sizeof(Char) <= kStackBytes) {
    Char memory[kStackBytes / sizeof(Char)];
    return copy_string(rt.isolate, memory, fill(memory));
  }
  Memory<Char> memory(static_cast<Char*>(std::malloc(room * sizeof(Char))));
  if (!memory) {
    throw_error(rt, Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory"));
    return {};
  }
  size_t length = fill(memory.get());
  if (length > static_cast<size_t>(v8::String::kMaxLength)) return too_long(rt);
  // One that is mostly room would keep the rest of it alive.
  if (length * sizeof(Char) < kExternalFrom || length < room / 2) return copy_string(rt.isolate, memory.get(), length);
  return adopt_string(rt.isolate, std::move(memory), length);
}

v8::MaybeLocal<v8::String> utf8_to_string(Runtime& rt, std::span<const uint8_t> bytes) {
  const char* data = reinterpret_cast<const char*>(bytes.data());
  if (bytes.size() / 3 > static_cast<size_t>(v8::String::kMaxLength)) return too_long(rt);
  auto ascii = simdutf::validate_ascii_with_errors(data, bytes.size());
  if (ascii.error == simdutf::SUCCESS) {
    if (bytes.size() > static_cast<size_t>(v8::String::kMaxLength)) return too_long(rt);
    return copy_string(rt.isolate, data, bytes.size());
  }
  // Western text fits one byte a character: what U+0080 to U+00FF begin with is C2 or C3. The attempt ends at the first that does not.
  if ((bytes[ascii.count] & 0xfe) == 0xc2) {
    bool narrow = true;
    auto latin1 = [&](char* out) {
      auto result = simdutf::convert_utf8_to_latin1_with_errors(data, bytes.size(), out);
      narrow = result.error == simdutf::SUCCESS;
      return narrow ? result.count : 0;
    };
    size_t probe = std::min<size_t>(bytes.size(), 1024);
    char scratch[1024];
    // A cut within a character is an error at the end: take back what may be cut.
    size_t whole = simdutf::trim_partial_utf8(data, probe);
    if (simdutf::convert_utf8_to_latin1_with_errors(data, whole, scratch).error == simdutf::SUCCESS) {
      v8::MaybeLocal<v8::String> made = make_string<char>(rt, bytes.size(), latin1);
      if (narrow || made.IsEmpty()) return made;
    }
  }
  bool valid = true;
  v8::MaybeLocal<v8::String> made = make_string<char16_t>(rt, bytes.size(), [&](char16_t* out) {
    auto result = simdutf::convert_utf8_to_utf16_with_errors(data, bytes.size(), out);
    valid = result.error == simdutf::SUCCESS;
    return valid ? result.count : 0;
  });
  if (valid || made.IsEmpty()) return made;
  return make_string<char16_t>(rt, bytes.size(), [&](char16_t* out) { return decode_utf8(bytes, out); });
}

v8::MaybeLocal<v8::String> utf16_to_string(Runtime& rt, std::span<const uint8_t> bytes) {
  size_t length = bytes.size() / 2;
  if (length > static_cast<size_t>(v8::String::kMaxLength)) return too_long(rt);
  if (reinterpret_cast<uintptr_t>(bytes.data()) % 2 == 0)
    return copy_string(rt.isolate, reinterpret_cast<const char16_t*>(bytes.data()), length);
  return make_string<char16_t>(rt, length, [&](char16_t* out) {
    std::memcpy(out, bytes.data(), length * 2);
    return length;
  });
}

}  // namespace

v8::MaybeLocal<v8::String> to_string(Runtime& rt, std::span<const uint8_t> bytes, Encoding encoding) {
  if (bytes.empty()) return v8::String::Empty(rt.isolate);
  constexpr size_t most = v8::String::kMaxLength;
  switch (encoding) {
    case Encoding::utf8: return utf8_to_string(rt, bytes);
    case Encoding::utf16le: return utf16_to_string(rt, bytes);
    case Encoding::latin1:
      if (bytes.size() > most) return too_long(rt);
      return copy_string(rt.isolate, reinterpret_cast<const char*>(bytes.data()), bytes.size());
    case Encoding::ascii:
      if (bytes.size() > most) return too_long(rt);
      return make_string<char>(rt, bytes.size(), [&](char* out) {
        strip_high_bits(bytes, out);
        return bytes.size();
      });
    case Encoding::base64:
    case Encoding::base64url:
    case Encoding::hex:
      size_t length = printed_length(bytes.size(), encoding);
      if (length > most) return too_long(rt);
      return make_string<char>(rt, length, [&](char* out) {
        print(bytes, encoding, out);
        return length;
      });
  }
  return v8::String::Empty(rt.isolate);
}

namespace {

/// V8 collects the young generation when its space is used up, and knows little of the memory that its objects hold elsewhere: an
/// ArrayBuffer of 64 KB takes some 200 bytes of that space. So that dead ones don't pile up, each takes an eighth of its size more.
void charge_young_generation(Runtime& rt, size_t size) {
  constexpr size_t least = 1024, most = 65536, part = 8;
  if (size < least) return;
  v8::HandleScope handles(rt.isolate);
  v8::PrimitiveArray::New(rt.isolate, static_cast<int>(std::min(size, most) / part / sizeof(void*)));
}

}  // namespace

v8::MaybeLocal<v8::ArrayBuffer> uninitialized_array_buffer(Runtime& rt, size_t size) {
  std::unique_ptr<v8::BackingStore> store;
  if (size <= v8::ArrayBuffer::kMaxByteLength) {
    store = v8::ArrayBuffer::NewBackingStore(rt.isolate, size, v8::BackingStoreInitializationMode::kUninitialized,
                                             v8::BackingStoreOnFailureMode::kReturnNull);
  }
  if (!store) {
    throw_error(rt, Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory"));
    return {};
  }
  charge_young_generation(rt, size);
  return v8::ArrayBuffer::New(rt.isolate, std::move(store));
}

v8::MaybeLocal<v8::ArrayBuffer> to_array_buffer(Runtime& rt, v8::Local<v8::String> string, Encoding encoding) {
  size_t room;
  {
    StringContents contents(rt.isolate, string);
    room = encoded_length(contents.text(), encoding);
  }
  v8::Local<v8::ArrayBuffer> memory;
  if (!uninitialized_array_buffer(rt, room).ToLocal(&memory)) return {};
  std::span<uint8_t> out(static_cast<uint8_t*>(memory->Data()), room);
  size_t written;
  {
    StringContents contents(rt.isolate, string);
    written = encode(contents.text(), encoding, out);
  }
  if (written == room) return memory;
  v8::Local<v8::ArrayBuffer> exact;  // base64 and hex with garbage in them
  if (!uninitialized_array_buffer(rt, written).ToLocal(&exact)) return {};
  if (written > 0) std::memcpy(exact->Data(), out.data(), written);
  return exact;
}

}  // namespace rondo
