// Bytes as text and text as bytes.
#include "bind/text.h"

#include <simdutf.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "modules/buffer/arguments.h"
#include "modules/buffer/transcode.h"

namespace rondo::modules::buffer {
namespace {

using v8::Local;
using v8::Value;

/// decode(view, start, end, encoding): lib/ has put start and end in order.
void decode(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  Contents contents(info[0]);
  size_t end = clamp(number_of(info, 2), contents.bytes().size());
  size_t start = clamp(number_of(info, 1), end);
  Local<v8::String> text;
  if (to_string(Runtime::from(info.GetIsolate()), contents.bytes().subspan(start, end - start),
                encoding_argument(info, 3))
          .ToLocal(&text)) {
    info.GetReturnValue().Set(text);
  }
}

/// decodeAll(view): all of it, as UTF-8. What most texts are read by has nothing else to look at.
void decode_all(const Arguments& info) {
  if (!require_contents(info, info[0])) return;
  Contents contents(info[0]);
  Local<v8::String> text;
  if (to_string(Runtime::from(info.GetIsolate()), contents.bytes(), Encoding::utf8).ToLocal(&text))
    info.GetReturnValue().Set(text);
}

/// A number as a program may pass it, or `fallback` where it passed none. Runs JavaScript, which may throw: then nothing.
v8::Maybe<double> converted(const Arguments& info, int index, double fallback) {
  if (info[index]->IsUndefined()) return v8::Just(fallback);
  return info[index]->NumberValue(info.GetIsolate()->GetCurrentContext());
}

/// The methods utf8Slice and its kin: (start = 0, end = length) of `this`.
template <Encoding E>
void slice(const Arguments& info) {
  Local<Value> self = info.This();
  if (!self->IsArrayBufferView()) return throw_no_buffer(info);
  size_t length = self.As<v8::ArrayBufferView>()->ByteLength();
  double start, end;
  if (!converted(info, 0, 0).To(&start) || !converted(info, 1, static_cast<double>(length)).To(&end)) return;
  if (start <= -1 || end <= -1 || start > static_cast<double>(length) ||
      (end >= start && static_cast<size_t>(std::max(end, 0.0)) > length)) {
    return throw_error(info, Error::range("ERR_OUT_OF_RANGE", "Index out of range"));
  }
  Contents contents(self);  // converting the numbers may have run JavaScript
  size_t to = clamp(end, contents.bytes().size());
  size_t from = clamp(start, to);
  Local<v8::String> text;
  if (to_string(Runtime::from(info.GetIsolate()), contents.bytes().subspan(from, to - from), E).ToLocal(&text))
    info.GetReturnValue().Set(text);
}

/// encodeInto(target, string, offset, length, encoding) -> bytes written
void encode_into(const Arguments& info) {
  auto target = find_writable_contents(info[0]);
  if (!target) return throw_no_buffer(info);
  if (!info[1]->IsString()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a string"));
  std::span<uint8_t> out = part(*target, number_of(info, 2), number_of(info, 3));
  StringContents contents(info.GetIsolate(), info[1].As<v8::String>());
  return_count(info, encode(contents.text(), encoding_argument(info, 4), out));
}

double encode_into_fast(Local<Value>, Local<Value> target, const v8::FastOneByteString& string, double offset,
                        double length, int32_t encoding) {
  Text text{string.data, string.length, true};
  return static_cast<double>(encode(text, encoding_of(encoding), part(writable_contents(target), offset, length)));
}

std::span<uint8_t> room_behind(Local<v8::ArrayBuffer> memory, double start) {
  std::span<uint8_t> bytes(static_cast<uint8_t*>(memory->Data()), memory->ByteLength());
  return bytes.subspan(clamp(start, bytes.size()));
}

/// encodeUtf8(memory: ArrayBuffer, string, start) -> bytes written. As encodeInto(); what most Buffers are made by has little to look at.
void encode_utf8(const Arguments& info) {
  if (!info[0]->IsArrayBuffer()) return throw_no_buffer(info);
  if (!info[1]->IsString()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a string"));
  std::span<uint8_t> out = room_behind(info[0].As<v8::ArrayBuffer>(), number_of(info, 2));
  StringContents contents(info.GetIsolate(), info[1].As<v8::String>());
  return_count(info, encode(contents.text(), Encoding::utf8, out));
}

double encode_utf8_fast(Local<Value>, Local<Value> memory, const v8::FastOneByteString& string, double start) {
  if (!memory->IsArrayBuffer()) return 0;
  Text text{string.data, string.length, true};
  return static_cast<double>(encode(text, Encoding::utf8, room_behind(memory.As<v8::ArrayBuffer>(), start)));
}

/// encodeToNew(string, encoding) -> ArrayBuffer
void encode_to_new(const Arguments& info) {
  if (!info[0]->IsString()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a string"));
  Local<v8::ArrayBuffer> memory;
  if (to_array_buffer(Runtime::from(info.GetIsolate()), info[0].As<v8::String>(), encoding_argument(info, 1))
          .ToLocal(&memory)) {
    info.GetReturnValue().Set(memory);
  }
}

void byte_length_utf8(const Arguments& info) {
  if (!info[0]->IsString()) return throw_error(info, Error::type("ERR_INVALID_ARG_TYPE", "argument must be a string"));
  StringContents contents(info.GetIsolate(), info[0].As<v8::String>());
  return_count(info, encoded_length(contents.text(), Encoding::utf8));
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

/// atob(string) -> string of bytes; 1 where a character is none of base64, 2 where they are not as many as they have to be.
/// Source: HTML, "forgiving-base64 decode".
void atob(const Arguments& info) {
  constexpr int32_t bad_character = 1, bad_length = 2;
  if (!info[0]->IsString()) return;
  Runtime& rt = Runtime::from(info.GetIsolate());
  std::vector<char> out;
  {
    StringContents contents(info.GetIsolate(), info[0].As<v8::String>());
    Text text = contents.text();
    if (!text.one_byte) return info.GetReturnValue().Set(bad_character);  // a wide one is in no base64
    out.resize(simdutf::maximal_binary_length_from_base64(text.latin1().data(), text.length));
    auto result = simdutf::base64_to_binary(text.latin1().data(), text.length, out.data(), simdutf::base64_default);
    if (result.error != simdutf::SUCCESS) {
      return info.GetReturnValue().Set(result.error == simdutf::BASE64_INPUT_REMAINDER ? bad_length : bad_character);
    }
    out.resize(result.count);
  }
  Local<v8::String> made;
  if (to_string(rt, {reinterpret_cast<const uint8_t*>(out.data()), out.size()}, Encoding::latin1).ToLocal(&made))
    info.GetReturnValue().Set(made);
}

/// btoa(string) -> base64, or undefined where a character is above U+00FF. Source: HTML, "btoa".
void btoa(const Arguments& info) {
  if (!info[0]->IsString()) return;
  Local<v8::String> string = info[0].As<v8::String>();
  if (!string->ContainsOnlyOneByte()) return;
  std::vector<uint8_t> bytes(static_cast<size_t>(string->Length()));
  string->WriteOneByteV2(info.GetIsolate(), 0, static_cast<uint32_t>(bytes.size()), bytes.data());
  Local<v8::String> made;
  if (to_string(Runtime::from(info.GetIsolate()), bytes, Encoding::base64).ToLocal(&made))
    info.GetReturnValue().Set(made);
}

}  // namespace

void bind_text(Module& m) {
  static const v8::CFunction fast_encode_into = v8::CFunction::Make(encode_into_fast);
  static const v8::CFunction fast_encode_utf8 = v8::CFunction::Make(encode_utf8_fast);
  static const v8::CFunction fast_byte_length = v8::CFunction::Make(byte_length_utf8_fast);
  m.raw<"decode", decode>();
  m.raw<"decodeAll", decode_all>();
  m.raw<"utf8Slice", slice<Encoding::utf8>>();
  m.raw<"ucs2Slice", slice<Encoding::utf16le>>();
  m.raw<"latin1Slice", slice<Encoding::latin1>>();
  m.raw<"asciiSlice", slice<Encoding::ascii>>();
  m.raw<"base64Slice", slice<Encoding::base64>>();
  m.raw<"base64urlSlice", slice<Encoding::base64url>>();
  m.raw<"hexSlice", slice<Encoding::hex>>();
  m.raw("encodeInto", encode_into, fast_encode_into);
  m.raw("encodeUtf8", encode_utf8, fast_encode_utf8);
  m.raw<"encodeToNew", encode_to_new>();
  m.raw("byteLengthUtf8", byte_length_utf8, fast_byte_length);
  m.raw<"transcode", transcode_callback>();
  m.raw<"atob", atob>();
  m.raw<"btoa", btoa>();
}

}  // namespace rondo::modules::buffer
