// Rows of bytes: compare, copy, fill, swap, search.
#include <simdutf.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <vector>

#include "bind/text.h"
#include "modules/buffer/arguments.h"
#include "modules/buffer/search.h"

namespace rondo::modules::buffer {
namespace {

using v8::Local;
using v8::Value;

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
  if (require_contents(info, info[0]) && require_contents(info, info[1]))
    info.GetReturnValue().Set(compare_fast(info.This(), info[0], info[1]));
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
double copy_fast(Local<Value>, Local<Value> source, Local<Value> target, double target_start, double source_start,
                 double count) {
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

/// Where a search begins, as Node documents it: negative counts from the end, NaN is all; nothing where it lies outside.
std::optional<size_t> search_start(double offset, size_t length, size_t needle, bool forward) {
  if (std::isnan(offset)) return forward ? 0 : length;
  double from = offset < 0 ? offset + static_cast<double>(length) : offset;
  if (from < 0) {
    if (!forward && needle > 0) return std::nullopt;
    from = 0;
  }
  if (from > static_cast<double>(length)) {
    if (forward && needle > 0) return std::nullopt;
    return length;
  }
  return static_cast<size_t>(from);
}

double search(std::span<const uint8_t> hay, std::span<const uint8_t> needle, double offset, Encoding encoding,
              bool forward) {
  auto start = search_start(offset, hay.size(), needle.size(), forward);
  if (!start) return -1;
  if (needle.empty()) return static_cast<double>(*start);
  Step step = Step::byte;
  if (forward && *start + needle.size() > hay.size()) return -1;
  if (encoding == Encoding::utf16le) {
    if (needle.size() < 2 || hay.size() < 2) return -1;
    needle = needle.first(needle.size() & ~size_t{1});
    if (forward) *start += *start % 2;
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
  info.GetReturnValue().Set(
      search(hay.bytes(), needle.bytes(), number_of(info, 2), encoding_argument(info, 3), info[4]->IsTrue()));
}

/// indexOfNumber(view, byte, offset, forward)
double index_of_number_fast(Local<Value>, Local<Value> view, uint32_t number, double offset, bool forward) {
  if (!view->IsArrayBufferView()) return -1;
  Contents contents(view.As<v8::ArrayBufferView>());
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
  if (is_detached(info[0]))
    return throw_error(info,
                       Error::generic("ERR_INVALID_STATE", "Invalid state: Cannot validate on a detached buffer"));
  Contents contents(info[0]);
  info.GetReturnValue().Set(Test(reinterpret_cast<const char*>(contents.bytes().data()), contents.bytes().size()));
}

bool valid_utf8(const char* data, size_t size) { return simdutf::validate_utf8(data, size); }
bool valid_ascii(const char* data, size_t size) { return simdutf::validate_ascii(data, size); }

}  // namespace

void bind_bytes(Module& m) {
  static const v8::CFunction fast_compare = v8::CFunction::Make(compare_fast);
  static const v8::CFunction fast_copy = v8::CFunction::Make(copy_fast);
  static const v8::CFunction fast_index_of_number = v8::CFunction::Make(index_of_number_fast);
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
}

}  // namespace rondo::modules::buffer
