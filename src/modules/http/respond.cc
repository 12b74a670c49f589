// A whole answer in one piece, straight into what leaves at the end of the batch.
#include <charconv>

#include <simdutf.h>

#include "bind/contents.h"
#include "modules/http/connection.h"

namespace rondo::http {

namespace {

// More than this is sent before it grows further.
constexpr size_t flush_at = 256 * 1024;
constexpr size_t backlog_limit = 64 * 1024;

void append_number(std::string& out, size_t number) {
  char digits[24];
  auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, end);
}

void append_one_byte(v8::Isolate* isolate, std::string& out, v8::Local<v8::String> text) {
  size_t at = out.size(), size = static_cast<size_t>(text->Length());
  out.resize(at + size);
  text->WriteOneByteV2(isolate, 0, static_cast<uint32_t>(size), reinterpret_cast<uint8_t*>(out.data() + at));
}

}  // namespace

void Connection::respond(Connection& self, const Arguments& info) {
  Runtime& rt = self.rt_;
  v8::Isolate* isolate = rt.isolate;
  Stream* stream = self.source_ ? self.source_->stream() : nullptr;
  if (!stream || stream->closing() || info.Length() < 6 || !info[0]->IsInt32() || !info[2]->IsString() ||
      !info[4]->IsUint32())
    return;
  int32_t status = info[0].As<v8::Int32>()->Value();
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

  std::string& out = stream->gathered();
  if (status == 200 && info[1]->IsUndefined()) {
    out.append("HTTP/1.1 200 OK\r\n");
  } else {
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<size_t>(status));
    out += ' ';
    if (info[1]->IsString()) append_one_byte(isolate, out, info[1].As<v8::String>());
    out.append("\r\n");
  }
  append_one_byte(isolate, out, info[2].As<v8::String>());
  if (flags & with_date) out.append(self.shared_.date_field(rt.loop.uv()));
  if (flags & with_close) out.append("Connection: close\r\n");
  if (flags & with_keep_alive) {
    out.append("Connection: keep-alive\r\n");
    if (info[5]->IsUint32() && info[5].As<v8::Uint32>()->Value() > 0) {
      out.append("Keep-Alive: timeout=");
      append_number(out, info[5].As<v8::Uint32>()->Value());
      out.append("\r\n");
    }
  }
  if (flags & with_length) {
    out.append("Content-Length: ");
    append_number(out, size);
    out.append("\r\n");
  }
  out.append("\r\n");
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
  self.responded();
  if (out.size() >= flush_at) stream->flush();
  info.GetReturnValue().Set(stream->queued() < backlog_limit);
}

}  // namespace rondo::http
