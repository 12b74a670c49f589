// A whole answer in one piece, straight into what leaves at the end of the batch.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include <simdutf.h>

#include "bind/contents.h"
#include "modules/http/connection.h"

namespace rondo::http {

namespace {

// More than this is sent before it grows further.
constexpr size_t flush_at = 256 * 1024;
constexpr size_t backlog_limit = 64 * 1024;
// A body up to this size is put behind its head in one step.
constexpr size_t small_body = 2048;
constexpr size_t most_digits = 20;

char* put(char* at, std::string_view text) { return std::copy(text.begin(), text.end(), at); }

/// What stands between the fields of the program and the body's length, or the empty line where no length is said.
std::string_view end_of_head(Shared& shared, uv_loop_t* loop, uint32_t flags, std::string& storage) {
  uint32_t seconds = flags >> seconds_shift;
  if ((flags & (with_date | with_keep_alive | with_close | with_length)) == (with_date | with_keep_alive | with_length))
    return shared.usual_end(loop, seconds);
  if (flags & with_date) storage += shared.date_field(loop);
  if (flags & with_close) storage += "Connection: close\r\n";
  if (flags & with_keep_alive) storage += keep_alive_fields(seconds);
  if (flags & with_length) storage += "Content-Length: ";
  return storage;
}

/// Appends the head of an answer whose body has `size` bytes, with room for `more` behind it. Returns where that room begins.
size_t append_head(Shared& shared, uv_loop_t* loop, std::string& out, std::string_view start, std::string_view fields,
                   uint32_t flags, size_t size, size_t more) {
  std::string storage;
  std::string_view end = end_of_head(shared, loop, flags, storage);
  size_t before = out.size();
  out.resize(before + start.size() + fields.size() + end.size() + most_digits + 4 + more);
  char* at = put(put(put(out.data() + before, start), fields), end);
  if (flags & with_length) {
    at = std::to_chars(at, at + most_digits, size).ptr;
    at = put(at, "\r\n");
  }
  at = put(at, "\r\n");
  size_t body_at = static_cast<size_t>(at - out.data());
  out.resize(body_at + more);
  return body_at;
}

void append_one_byte(v8::Isolate* isolate, std::string& out, v8::Local<v8::String> text) {
  size_t at = out.size(), size = static_cast<size_t>(text->Length());
  out.resize(at + size);
  text->WriteOneByteV2(isolate, 0, static_cast<uint32_t>(size), reinterpret_cast<uint8_t*>(out.data() + at));
}

}  // namespace

int32_t Connection::gathered_in(Stream& stream) {
  responded();
  if (stream.gathered().size() >= flush_at) return flush_now;
  return stream.queued() < backlog_limit ? taken : backlog;
}

int32_t Connection::respond_fast(v8::Local<v8::Value>, v8::Local<v8::Object> connection,
                                 const v8::FastOneByteString& start, const v8::FastOneByteString& fields,
                                 const v8::FastOneByteString& body, uint32_t flags) {
  auto& self = *receiver<Connection>(connection);  // the library gives no other; a check would make a handle
  Stream* stream = self.stream();
  if (!stream || stream->closing()) return nowhere;
  std::string& out = stream->gathered();
  // characters above 127 have two bytes in UTF-8
  size_t size = body.length;
  bool plain = simdutf::validate_ascii(body.data, size);
  if (!plain) size = simdutf::utf8_length_from_latin1(body.data, body.length);
  size_t sent = flags & without_body ? 0 : size;
  size_t in_place = sent <= small_body ? sent : 0;
  size_t at = append_head(self.shared_, self.rt_.loop.uv(), out, {start.data, start.length},
                          {fields.data, fields.length}, flags, size, in_place);
  if (sent > in_place && plain) {
    out.append(body.data, size);
  } else if (sent > 0) {
    out.resize(at + sent);
    if (plain)
      std::memcpy(out.data() + at, body.data, size);
    else
      (void)simdutf::convert_latin1_to_utf8(body.data, body.length, out.data() + at);
  }
  return self.gathered_in(*stream);
}

void Connection::respond(const Arguments& info) {
  info.GetReturnValue().Set(nowhere);
  if (info.Length() < 5 || !info[0]->IsObject() || !info[1]->IsString() || !info[2]->IsString() || !info[4]->IsUint32())
    return;
  auto* connection = native<Connection>(info[0]);
  if (!connection) return;
  Connection& self = *connection;
  Runtime& rt = self.rt_;
  v8::Isolate* isolate = rt.isolate;
  Stream* stream = self.stream();
  if (!stream || stream->closing()) return;
  uint32_t flags = info[4].As<v8::Uint32>()->Value();

  // the body's length must be known before its head is written
  bool text = info[3]->IsString();
  v8::Local<v8::String> string;
  std::optional<Contents> contents;
  size_t size = 0;
  bool plain = false;  // a string of ASCII characters: its length is its size
  if (text) {
    string = info[3].As<v8::String>();
    size_t length = static_cast<size_t>(string->Length());
    if (string->IsOneByte()) {
      v8::String::ValueView view(isolate, string);
      plain = view.is_one_byte() && simdutf::validate_ascii(reinterpret_cast<const char*>(view.data8()), length);
    }
    size = plain ? length : string->Utf8LengthV2(isolate);
  } else if (has_contents(info[3])) {
    contents.emplace(info[3]);
    size = contents->bytes().size();
  }

  std::string head;
  append_one_byte(isolate, head, info[1].As<v8::String>());
  append_one_byte(isolate, head, info[2].As<v8::String>());
  std::string& out = stream->gathered();
  append_head(self.shared_, rt.loop.uv(), out, head, {}, flags, size, 0);
  if (size > 0 && !(flags & without_body)) {
    if (!text) {
      out.append(reinterpret_cast<const char*>(contents->bytes().data()), size);
    } else if (plain) {
      append_one_byte(isolate, out, string);
    } else {
      size_t at = out.size();
      out.resize(at + size);
      string->WriteUtf8V2(isolate, out.data() + at, size, v8::String::WriteFlags::kReplaceInvalidUtf8);
    }
  }
  info.GetReturnValue().Set(self.gathered_in(*stream));
}

void Connection::flush(Connection& self, const Arguments& info) {
  Stream* stream = self.stream();
  if (stream && !stream->closing()) stream->flush();
  info.GetReturnValue().Set(stream && stream->queued() < backlog_limit);
}

}  // namespace rondo::http
