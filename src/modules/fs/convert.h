// How the types of background/file_*.h meet JavaScript.
#pragma once
#include "background/directory.h"
#include "background/file_stat.h"
#include "bind/contents.h"
#include "bind/convert.h"
#include "bind/in_pool.h"
#include "bind/object.h"
#include "bind/text.h"

namespace rondo {

/// A string, or the bytes of a path that need not be text. JavaScript has refused NUL.
template <>
struct Js<file::Path> {
  static constexpr const char* name = "of type string or an instance of Buffer";
  static bool is(JsValue v) { return v->IsString() || v->IsArrayBufferView(); }
  static file::Path from(Runtime& rt, JsValue v) {
    if (v->IsString()) return from(rt, v.As<v8::String>());
    Contents contents(v);
    return {{reinterpret_cast<const char*>(contents.bytes().data()), contents.bytes().size()}};
  }
  /// Most paths are short: their length in UTF-8 need not be counted first.
  static file::Path from(Runtime& rt, v8::Local<v8::String> string) {
    char bytes[768];
    if (string->Length() > static_cast<int>(sizeof bytes / 3)) return {utf8(rt.isolate, string)};
    return {{bytes, string->WriteUtf8V2(rt.isolate, bytes, sizeof bytes, v8::String::WriteFlags::kReplaceInvalidUtf8)}};
  }
};

/// A Float64Array or BigInt64Array in the order of file::StatField.
template <>
struct Js<file::Stat> {
  static JsValue to(Runtime& rt, const file::Stat& stat) {
    constexpr size_t count = file::stat_field_count;
    auto memory = v8::ArrayBuffer::New(rt.isolate, count * sizeof(double));
    if (stat.bigint) {
      std::copy(stat.fields.begin(), stat.fields.end(), static_cast<int64_t*>(memory->Data()));
      return v8::BigInt64Array::New(memory, 0, count);
    }
    std::copy(stat.fields.begin(), stat.fields.end(), static_cast<double*>(memory->Data()));
    return v8::Float64Array::New(memory, 0, count);
  }
};

/// The same for file::StatFs.
template <>
struct Js<file::StatFs> {
  static JsValue to(Runtime& rt, const file::StatFs& stat) {
    constexpr size_t count = std::tuple_size_v<decltype(stat.fields)>;
    auto memory = v8::ArrayBuffer::New(rt.isolate, count * sizeof(double));
    if (stat.bigint) {
      std::copy(stat.fields.begin(), stat.fields.end(), static_cast<uint64_t*>(memory->Data()));
      return v8::BigUint64Array::New(memory, 0, count);
    }
    std::copy(stat.fields.begin(), stat.fields.end(), static_cast<double*>(memory->Data()));
    return v8::Float64Array::New(memory, 0, count);
  }
};

namespace modules::fs {
/// How what is under way is listed.
inline constexpr Kinds kinds = {"FSReqCallback", "FSReqPromise"};
}  // namespace modules::fs

/// Bytes that came from the file system and need not be text.
struct RawBytes {
  std::string bytes;
};
template <>
struct Js<RawBytes> {
  static JsValue to(Runtime& rt, const RawBytes& raw) {
    auto memory = v8::ArrayBuffer::New(rt.isolate, raw.bytes.size());
    if (!raw.bytes.empty()) std::copy(raw.bytes.begin(), raw.bytes.end(), static_cast<char*>(memory->Data()));
    return memory;
  }
};

/// An array of names (strings, or ArrayBuffers); with types, of names and types in turn.
template <>
struct Js<file::Entries> {
  static JsValue to(Runtime& rt, const file::Entries& entries) {
    std::vector<JsValue> values;
    values.reserve(entries.list.size() * (entries.with_types ? 2 : 1));
    for (const file::Entry& entry : entries.list) {
      values.push_back(entries.as_bytes ? Js<RawBytes>::to(rt, {entry.name})
                                        : JsValue(js_string(rt.isolate, entry.name)));
      if (entries.with_types) values.push_back(v8::Integer::New(rt.isolate, static_cast<int32_t>(entry.type)));
    }
    return v8::Array::New(rt.isolate, values.data(), values.size());
  }
};

/// What JavaScript holds of a directory that is read piece by piece: `new Directory()` of the binding.
class DirectoryHandle final : public NativeObject {
 public:
  static Result<DirectoryHandle*> make(Runtime&) { return new DirectoryHandle; }
  const std::shared_ptr<file::Directory> directory = std::make_shared<file::Directory>();
};
template <>
struct Js<std::shared_ptr<file::Directory>> {
  static constexpr const char* name = "an instance of Directory";
  static bool is(JsValue v) { return native<DirectoryHandle>(v) != nullptr; }
  static std::shared_ptr<file::Directory> from(Runtime&, JsValue v) { return native<DirectoryHandle>(v)->directory; }
};

/// A path on its way to JavaScript: text, or bytes where the caller wants another encoding than UTF-8.
struct PathResult {
  std::string bytes;
  bool as_bytes;
};
template <>
struct Js<PathResult> {
  static JsValue to(Runtime& rt, const PathResult& path) {
    return path.as_bytes ? Js<RawBytes>::to(rt, {path.bytes}) : JsValue(js_string(rt.isolate, path.bytes));
  }
};

/// What was in a file (bytes without an owner are copied): an ArrayBuffer, or a string read in an encoding. Empty with an exception where a string cannot hold it.
struct FileContents {
  static constexpr int32_t no_encoding = -1;
  Bytes bytes;
  int32_t encoding;
};
template <>
struct Js<FileContents> {
  static JsValue to(Runtime& rt, const FileContents& contents) {
    if (contents.encoding < 0 || contents.encoding >= kEncodingCount) {
      if (contents.bytes.owner()) return Js<Bytes>::to(rt, contents.bytes);
      v8::Local<v8::ArrayBuffer> copy;
      if (!uninitialized_array_buffer(rt, contents.bytes.size()).ToLocal(&copy)) return {};
      std::copy_n(contents.bytes.data(), contents.bytes.size(), static_cast<uint8_t*>(copy->Data()));
      return copy;
    }
    v8::Local<v8::String> text;
    if (!to_string(rt, contents.bytes.span(), static_cast<Encoding>(contents.encoding)).ToLocal(&text)) return {};
    return text;
  }
};

}  // namespace rondo
