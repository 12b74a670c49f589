// Native half of lib/buffer.js. Everything here stays within the bytes it is given, whatever the numbers say; lib/ words the errors.
#include <simdutf.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>

#include "base/encoding.h"
#include "bind/contents.h"
#include "bind/module.h"
#include "bind/text.h"
#include "modules/buffer/search.h"
#include "modules/buffer/transcode.h"

namespace rondo::modules::buffer {
namespace {

using v8::Local;
using v8::Value;

void throw_error(const Arguments& info, const Error& error) {
  v8::Isolate* isolate = info.GetIsolate();
  isolate->ThrowException(to_js_error(Runtime::from(isolate), error));
}

/// False, and an exception, unless `value` has bytes.
bool require_contents(const Arguments& info, Local<Value> value) {
  if (has_contents(value)) return true;
  throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a buffer"));
  return false;
}

/// A number as a count or place from 0 to `most`.
size_t clamp(double number, size_t most) {
  if (!(number > 0)) return 0;
  return number < static_cast<double>(most) ? static_cast<size_t>(number) : most;
}

double number_of(const Arguments& info, int index) {
  Local<Value> value = info[index];
  return value->IsNumber() ? value.As<v8::Number>()->Value() : value->NumberValue(info.GetIsolate()->GetCurrentContext()).FromMaybe(0);
}

Encoding encoding_of(int32_t number) { return number >= 0 && number < kEncodingCount ? static_cast<Encoding>(number) : Encoding::utf8; }

Encoding encoding_argument(const Arguments& info, int index) {
  return info[index]->IsInt32() ? encoding_of(info[index].As<v8::Int32>()->Value()) : Encoding::utf8;
}

// --- bytes as text

/// decode(view, start, end, encoding): lib/ has put start and end in order.
void decode(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  Contents contents(info[0]);
  size_t end = clamp(number_of(info, 2), contents.bytes().size());
  size_t start = clamp(number_of(info, 1), end);
  Local<v8::String> text;
  if (to_string(Runtime::from(info.GetIsolate()), contents.bytes().subspan(start, end - start), encoding_argument(info, 3)).ToLocal(&text)) {
    info.GetReturnValue().Set(text);
  }
}

/// The methods utf8Slice and its kin: (start = 0, end = length) of `this`.
template <Encoding E>
void slice(const Arguments& info) {
  Local<Value> self = info.This();
  if (!self->IsArrayBufferView()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a buffer"));
  size_t length = self.As<v8::ArrayBufferView>()->ByteLength();
  double start = info[0]->IsUndefined() ? 0 : number_of(info, 0);
  double end = info[1]->IsUndefined() ? static_cast<double>(length) : number_of(info, 1);
  if (start <= -1 || end <= -1 || start > static_cast<double>(length) || (end >= start && static_cast<size_t>(std::max(end, 0.0)) > length)) {
    return throw_error(info, Error::range("ERR_OUT_OF_RANGE", "Index out of range"));
  }
  Contents contents(self);  // converting the numbers may have run JavaScript
  size_t to = clamp(end, contents.bytes().size());
  size_t from = clamp(start, to);
  Local<v8::String> text;
  if (to_string(Runtime::from(info.GetIsolate()), contents.bytes().subspan(from, to - from), E).ToLocal(&text)) info.GetReturnValue().Set(text);
}

// --- text as bytes

std::span<uint8_t> part(std::span<uint8_t> bytes, double offset, double length) {
  size_t start = clamp(offset, bytes.size());
  return bytes.subspan(start, clamp(length, bytes.size() - start));
}

/// encodeInto(target, string, offset, length, encoding) -> bytes written
void encode_into(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  if (!info[1]->IsString()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a string"));
  std::span<uint8_t> out = part(writable_contents(info[0]), number_of(info, 2), number_of(info, 3));
  StringContents contents(info.GetIsolate(), info[1].As<v8::String>());
  info.GetReturnValue().Set(static_cast<double>(encode(contents.text(), encoding_argument(info, 4), out)));
}

double encode_into_fast(Local<Value>, Local<Value> target, const v8::FastOneByteString& string, double offset, double length, int32_t encoding) {
  if (!has_contents(target)) return 0;
  Text text{string.data, string.length, true};
  return static_cast<double>(encode(text, encoding_of(encoding), part(writable_contents(target), offset, length)));
}

/// encodeToNew(string, encoding) -> ArrayBuffer
void encode_to_new(const Arguments& info) {
  if (!info[0]->IsString()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a string"));
  Local<v8::ArrayBuffer> memory;
  if (to_array_buffer(Runtime::from(info.GetIsolate()), info[0].As<v8::String>(), encoding_argument(info, 1)).ToLocal(&memory)) {
    info.GetReturnValue().Set(memory);
  }
}

void byte_length_utf8(const Arguments& info) {
  if (!info[0]->IsString()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a string"));
  StringContents contents(info.GetIsolate(), info[0].As<v8::String>());
  info.GetReturnValue().Set(static_cast<double>(encoded_length(contents.text(), Encoding::utf8)));
}

double byte_length_utf8_fast(Local<Value>, const v8::FastOneByteString& string) {
  return static_cast<double>(simdutf::utf8_length_from_latin1(string.data, string.length));
}

void transcode_callback(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  Contents contents(info[0]);
  auto out = transcode(contents.bytes(), encoding_argument(info, 1), encoding_argument(info, 2));
  if (!out) return;
  Local<v8::ArrayBuffer> memory;
  if (!uninitialized_array_buffer(Runtime::from(info.GetIsolate()), out->size()).ToLocal(&memory)) return;
  if (!out->empty()) std::memcpy(memory->Data(), out->data(), out->size());
  info.GetReturnValue().Set(memory);
}

/// atob(string) -> string of bytes, or undefined where it is no base64. Source: HTML, "forgiving-base64 decode".
void atob(const Arguments& info) {
  if (!info[0]->IsString()) return;
  Runtime& rt = Runtime::from(info.GetIsolate());
  std::vector<char> out;
  {
    StringContents contents(info.GetIsolate(), info[0].As<v8::String>());
    Text text = contents.text();
    if (text.one_byte) {
      out.resize(simdutf::maximal_binary_length_from_base64(text.latin1().data(), text.length));
      auto result = simdutf::base64_to_binary(text.latin1().data(), text.length, out.data(), simdutf::base64_default);
      if (result.error != simdutf::SUCCESS) return;
      out.resize(result.count);
    } else {
      return;  // a character of more than one byte is in no base64
    }
  }
  Local<v8::String> made;
  if (to_string(rt, {reinterpret_cast<const uint8_t*>(out.data()), out.size()}, Encoding::latin1).ToLocal(&made)) info.GetReturnValue().Set(made);
}

/// btoa(string) -> base64, or undefined where a character is above U+00FF. Source: HTML, "btoa".
void btoa(const Arguments& info) {
  if (!info[0]->IsString()) return;
  Local<v8::String> string = info[0].As<v8::String>();
  if (!string->ContainsOnlyOneByte()) return;
  std::vector<uint8_t> bytes(static_cast<size_t>(string->Length()));
  string->WriteOneByteV2(info.GetIsolate(), 0, static_cast<uint32_t>(bytes.size()), bytes.data());
  Local<v8::String> made;
  if (to_string(Runtime::from(info.GetIsolate()), bytes, Encoding::base64).ToLocal(&made)) info.GetReturnValue().Set(made);
}

// --- bytes

int32_t order(std::span<const uint8_t> a, std::span<const uint8_t> b) {
  size_t shared = std::min(a.size(), b.size());
  int found = shared == 0 ? 0 : std::memcmp(a.data(), b.data(), shared);
  if (found == 0) return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
  return found < 0 ? -1 : 1;
}

int32_t compare_fast(Local<Value>, Local<Value> a, Local<Value> b) {
  if (!has_contents(a) || !has_contents(b)) return 0;
  Contents left(a);
  Contents right(b);
  return order(left.bytes(), right.bytes());
}

void compare(const Arguments& info) {
  if (require_contents(info, info[0]) && require_contents(info, info[1])) info.GetReturnValue().Set(compare_fast(info.This(), info[0], info[1]));
}

/// compareRanges(a, b, aStart, aEnd, bStart, bEnd)
void compare_ranges(const Arguments& info) {
  if (!require_contents(info, info[0]) || !require_contents(info, info[1])) return;
  auto range = [&](std::span<const uint8_t> bytes, int first) {
    size_t end = clamp(number_of(info, first + 1), bytes.size());
    size_t start = clamp(number_of(info, first), end);
    return bytes.subspan(start, end - start);
  };
  Contents a(info[0]);
  Contents b(info[1]);
  info.GetReturnValue().Set(order(range(a.bytes(), 2), range(b.bytes(), 4)));
}

/// copy(source, target, targetStart, sourceStart, count) -> bytes copied
double copy_fast(Local<Value>, Local<Value> source, Local<Value> target, double target_start, double source_start, double count) {
  if (!has_contents(source) || !has_contents(target)) return 0;
  std::span<uint8_t> to = writable_contents(target);  // before the source, which may be the same object
  Contents from(source);
  size_t in = clamp(source_start, from.bytes().size());
  size_t at = clamp(target_start, to.size());
  size_t bytes = clamp(count, std::min(from.bytes().size() - in, to.size() - at));
  if (bytes > 0) std::memmove(to.data() + at, from.bytes().data() + in, bytes);
  return static_cast<double>(bytes);
}

void copy(const Arguments& info) {
  if (!require_contents(info, info[0]) || !require_contents(info, info[1])) return;
  double at = number_of(info, 2);
  double in = number_of(info, 3);
  double count = number_of(info, 4);
  info.GetReturnValue().Set(copy_fast(info.This(), info[0], info[1], at, in, count));
}

/// Repeats the first `filled` bytes to the end.
void repeat(std::span<uint8_t> out, size_t filled) {
  while (filled < out.size()) {
    size_t more = std::min(filled, out.size() - filled);
    std::memcpy(out.data() + filled, out.data(), more);
    filled += more;
  }
}

/// fillString(view, string, start, end, encoding) -> false where the string has no byte
void fill_string(const Arguments& info) {
  if (!require_contents(info, info[0]) || !info[1]->IsString()) return;
  std::span<uint8_t> bytes = writable_contents(info[0]);
  double start = number_of(info, 2);
  std::span<uint8_t> out = part(bytes, start, number_of(info, 3) - start);
  Encoding encoding = encoding_argument(info, 4);
  StringContents contents(info.GetIsolate(), info[1].As<v8::String>());
  Text text = contents.text();
  size_t length = encoded_length(text, encoding);
  size_t written;
  if (length <= out.size()) {
    written = encode(text, encoding, out);
  } else {
    // Longer than what it fills: whole characters may not reach the end, and the part of one that does belongs there.
    std::vector<uint8_t> whole(length);
    size_t made = encode(text, encoding, whole);
    written = std::min(made, out.size());
    if (written > 0) std::memcpy(out.data(), whole.data(), written);
  }
  if (written > 0) repeat(out, written);
  info.GetReturnValue().Set(written > 0);
}

/// fillBytes(view, pattern, start, end) -> false where the pattern is empty
void fill_bytes(const Arguments& info) {
  if (!require_contents(info, info[0]) || !require_contents(info, info[1])) return;
  double start = number_of(info, 2);
  std::span<uint8_t> out = part(writable_contents(info[0]), start, number_of(info, 3) - start);
  Contents pattern(info[1]);
  size_t first = std::min(pattern.bytes().size(), out.size());
  if (first > 0) {
    std::memmove(out.data(), pattern.bytes().data(), first);
    repeat(out, first);
  }
  info.GetReturnValue().Set(first > 0);
}

template <class Unit>
void swap(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  std::span<uint8_t> bytes = writable_contents(info[0]);
  for (size_t i = 0; i + sizeof(Unit) <= bytes.size(); i += sizeof(Unit)) {
    Unit unit;
    std::memcpy(&unit, bytes.data() + i, sizeof unit);
    if constexpr (sizeof(Unit) == 2)
      unit = __builtin_bswap16(unit);
    else if constexpr (sizeof(Unit) == 4)
      unit = __builtin_bswap32(unit);
    else
      unit = __builtin_bswap64(unit);
    std::memcpy(bytes.data() + i, &unit, sizeof unit);
  }
}

// --- search

/// Where a search begins, as Node documents it: negative counts from the end; nothing where it lies outside.
std::optional<size_t> search_start(double offset, size_t length, size_t needle, bool forward) {
  double from = offset < 0 ? offset + static_cast<double>(length) : offset;
  if (from < 0) {
    if (!forward) return std::nullopt;
    from = 0;
  }
  if (from > static_cast<double>(length)) {
    if (forward && needle > 0) return std::nullopt;
    return length;
  }
  return static_cast<size_t>(from);
}

double search(std::span<const uint8_t> hay, std::span<const uint8_t> needle, double offset, Encoding encoding, bool forward) {
  auto start = search_start(offset, hay.size(), needle.size(), forward);
  if (!start) return -1;
  if (needle.empty()) return static_cast<double>(*start);
  Step step = Step::byte;
  if (forward && *start + needle.size() > hay.size()) return -1;
  if (encoding == Encoding::utf16le) {
    if (needle.size() < 2 || hay.size() < 2) return -1;
    needle = needle.first(needle.size() & ~size_t{1});
    *start &= ~size_t{1};
    step = Step::unit;
  }
  auto found = forward ? find(hay, needle, *start, step) : find_last(hay, needle, *start, step);
  return found ? static_cast<double>(*found) : -1;
}

/// indexOfString(view, string, offset, encoding, forward)
void index_of_string(const Arguments& info) {
  if (!require_contents(info, info[0]) || !info[1]->IsString()) return;
  Contents contents(info[0]);
  Encoding encoding = encoding_argument(info, 3);
  v8::Isolate* isolate = info.GetIsolate();
  uint8_t small[256];
  std::vector<uint8_t> large;
  std::span<const uint8_t> needle;
  {
    StringContents string(isolate, info[1].As<v8::String>());
    Text text = string.text();
    size_t length = encoded_length(text, encoding);
    std::span<uint8_t> room = small;
    if (length > sizeof small) {
      large.resize(length);
      room = large;
    }
    needle = room.first(encode(text, encoding, room));
  }
  info.GetReturnValue().Set(search(contents.bytes(), needle, number_of(info, 2), encoding, info[4]->IsTrue()));
}

/// indexOfBytes(view, needle, offset, encoding, forward)
void index_of_bytes(const Arguments& info) {
  if (!require_contents(info, info[0]) || !require_contents(info, info[1])) return;
  Contents hay(info[0]);
  Contents needle(info[1]);
  info.GetReturnValue().Set(search(hay.bytes(), needle.bytes(), number_of(info, 2), encoding_argument(info, 3), info[4]->IsTrue()));
}

/// indexOfNumber(view, byte, offset, forward)
double index_of_number_fast(Local<Value>, Local<Value> view, uint32_t number, double offset, bool forward) {
  if (!has_contents(view)) return -1;
  Contents contents(view);
  uint8_t byte = static_cast<uint8_t>(number);
  return search(contents.bytes(), {&byte, 1}, offset, Encoding::latin1, forward);
}

void index_of_number(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  uint32_t number = info[1]->IsUint32() ? info[1].As<v8::Uint32>()->Value() : 0;
  info.GetReturnValue().Set(index_of_number_fast(info.This(), info[0], number, number_of(info, 2), info[3]->IsTrue()));
}

bool is_detached(Local<Value> value) {
  if (value->IsArrayBuffer()) return value.As<v8::ArrayBuffer>()->WasDetached();
  if (!value->IsArrayBufferView() || !value.As<v8::ArrayBufferView>()->HasBuffer()) return false;
  return value.As<v8::ArrayBufferView>()->Buffer()->WasDetached();
}

template <bool (*Test)(const char*, size_t)>
void test_bytes(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  if (is_detached(info[0])) return throw_error(info, Error::generic("ERR_INVALID_STATE", "Invalid state: Cannot validate on a detached buffer"));
  Contents contents(info[0]);
  info.GetReturnValue().Set(Test(reinterpret_cast<const char*>(contents.bytes().data()), contents.bytes().size()));
}

bool valid_utf8(const char* data, size_t size) { return simdutf::validate_utf8(data, size); }
bool valid_ascii(const char* data, size_t size) { return simdutf::validate_ascii(data, size); }

// --- memory

bool is_any_array_buffer_fast(Local<Value>, Local<Value> value) { return value->IsArrayBuffer() || value->IsSharedArrayBuffer(); }
void is_any_array_buffer(const Arguments& info) { info.GetReturnValue().Set(is_any_array_buffer_fast(info.This(), info[0])); }

/// ownNames(object, all) -> the names of its own properties (the enumerable ones, or all) that are no index
void own_names(const Arguments& info) {
  if (!info[0]->IsObject()) return;
  auto filter = info[1]->IsTrue() ? v8::ALL_PROPERTIES : v8::ONLY_ENUMERABLE;
  Local<v8::Array> names;
  if (info[0]
          .As<v8::Object>()
          ->GetPropertyNames(info.GetIsolate()->GetCurrentContext(), v8::KeyCollectionMode::kOwnOnly, filter, v8::IndexFilter::kSkipIndices)
          .ToLocal(&names)) {
    info.GetReturnValue().Set(names);
  }
}

void create_uninitialized(const Arguments& info) {
  double size = number_of(info, 0);
  Local<v8::ArrayBuffer> memory;
  size_t bytes = size >= 0 && size <= static_cast<double>(v8::ArrayBuffer::kMaxByteLength) ? static_cast<size_t>(size) : SIZE_MAX;
  if (uninitialized_array_buffer(Runtime::from(info.GetIsolate()), bytes).ToLocal(&memory)) info.GetReturnValue().Set(memory);
}

/// No postMessage, structuredClone or transfer() takes this ArrayBuffer away from those who share it.
void mark_untransferable(const Arguments& info) {
  if (!info[0]->IsArrayBuffer()) return;
  v8::Isolate* isolate = info.GetIsolate();
  info[0].As<v8::ArrayBuffer>()->SetDetachKey(v8::Symbol::New(isolate));
}

/// Whether the nearest code that is not the library's lies in a folder node_modules.
void called_from_package(const Arguments& info) {
  v8::Isolate* isolate = info.GetIsolate();
  Local<v8::StackTrace> stack = v8::StackTrace::CurrentStackTrace(isolate, 32, v8::StackTrace::kScriptName);
  bool found = false;
  for (int i = 0; i < stack->GetFrameCount(); i++) {
    Local<v8::String> name = stack->GetFrame(isolate, static_cast<uint32_t>(i))->GetScriptName();
    if (name.IsEmpty()) continue;
    std::string path = utf8(isolate, name);
    if (path.empty() || path.starts_with("node:")) continue;
    found = path.find("/node_modules/") != std::string::npos;
    break;
  }
  info.GetReturnValue().Set(found);
}

}  // namespace

void bind(Module& m) {
  static const v8::CFunction fast_encode_into = v8::CFunction::Make(encode_into_fast);
  static const v8::CFunction fast_byte_length = v8::CFunction::Make(byte_length_utf8_fast);
  static const v8::CFunction fast_compare = v8::CFunction::Make(compare_fast);
  static const v8::CFunction fast_copy = v8::CFunction::Make(copy_fast);
  static const v8::CFunction fast_index_of_number = v8::CFunction::Make(index_of_number_fast);
  static const v8::CFunction fast_is_any_array_buffer = v8::CFunction::Make(is_any_array_buffer_fast);

  m.raw<"decode", decode>();
  m.raw<"utf8Slice", slice<Encoding::utf8>>();
  m.raw<"ucs2Slice", slice<Encoding::utf16le>>();
  m.raw<"latin1Slice", slice<Encoding::latin1>>();
  m.raw<"asciiSlice", slice<Encoding::ascii>>();
  m.raw<"base64Slice", slice<Encoding::base64>>();
  m.raw<"base64urlSlice", slice<Encoding::base64url>>();
  m.raw<"hexSlice", slice<Encoding::hex>>();

  m.raw("encodeInto", encode_into, fast_encode_into);
  m.raw<"encodeToNew", encode_to_new>();
  m.raw("byteLengthUtf8", byte_length_utf8, fast_byte_length);
  m.raw<"transcode", transcode_callback>();
  m.raw<"atob", atob>();
  m.raw<"btoa", btoa>();

  m.raw("compare", compare, fast_compare);
  m.raw<"compareRanges", compare_ranges>();
  m.raw("copy", copy, fast_copy);
  m.raw<"fillString", fill_string>();
  m.raw<"fillBytes", fill_bytes>();
  m.raw<"swap16", swap<uint16_t>>();
  m.raw<"swap32", swap<uint32_t>>();
  m.raw<"swap64", swap<uint64_t>>();

  m.raw<"indexOfString", index_of_string>();
  m.raw<"indexOfBytes", index_of_bytes>();
  m.raw("indexOfNumber", index_of_number, fast_index_of_number);
  m.raw<"isUtf8", test_bytes<valid_utf8>>();
  m.raw<"isAscii", test_bytes<valid_ascii>>();

  m.raw("isAnyArrayBuffer", is_any_array_buffer, fast_is_any_array_buffer);
  m.raw<"ownNames", own_names>();
  m.raw<"createUninitialized", create_uninitialized>();
  m.raw<"markUntransferable", mark_untransferable>();
  m.raw<"calledFromPackage", called_from_package>();

  m.constant("kMaxLength", static_cast<double>(v8::Uint8Array::kMaxByteLength));
  m.constant("kStringMaxLength", v8::String::kMaxLength);
  m.object("encodings", [](Module& encodings) {
    encodings.constant("utf8", static_cast<int32_t>(Encoding::utf8));
    encodings.constant("utf16le", static_cast<int32_t>(Encoding::utf16le));
    encodings.constant("latin1", static_cast<int32_t>(Encoding::latin1));
    encodings.constant("ascii", static_cast<int32_t>(Encoding::ascii));
    encodings.constant("base64", static_cast<int32_t>(Encoding::base64));
    encodings.constant("base64url", static_cast<int32_t>(Encoding::base64url));
    encodings.constant("hex", static_cast<int32_t>(Encoding::hex));
  });
}

}  // namespace rondo::modules::buffer
