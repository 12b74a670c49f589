// What all HTTP connections of a Runtime share: the functions of lib/ that they call, and texts that are made once.
#pragma once
#include <uv.h>
#include <v8.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "bind/module.h"

namespace rondo::http {

struct Shared final : ModuleState {
  v8::Global<v8::Function> on_message;   // (connection, method or status, target, fields, flags, body)
  v8::Global<v8::Function> on_batch;     // (connection, [method, target, fields, flags, body, ...])
  v8::Global<v8::Function> on_body;      // (connection, ArrayBuffer)
  v8::Global<v8::Function> on_complete;  // (connection, trailers)
  v8::Global<v8::Function> on_error;     // (connection, code, reason, bytes parsed, ArrayBuffer of the batch)
  v8::Global<v8::Function> on_upgrade;   // (connection, ArrayBuffer of what followed)
  v8::Global<v8::Function> on_end;       // (connection, errno or 0)

  v8::Local<v8::String> method(v8::Isolate* isolate, uint8_t method);
  /// "Date: ...\r\n" of this second.
  std::string_view date_field(uv_loop_t* loop);
  /// What ends the head of most answers: the Date, the fields of a connection that stays for `seconds` when idle (0: that says
  /// nothing of it), and "Content-Length: ".
  std::string_view usual_end(uv_loop_t* loop, uint32_t seconds);

 private:
  v8::Global<v8::String> methods_[64];
  std::string date_, usual_;
  uint64_t date_tick_ = 0;
  uint32_t usual_seconds_ = 0;
};

/// "Connection: keep-alive\r\n", with the Keep-Alive field where there are seconds.
std::string keep_alive_fields(uint32_t seconds);

/// A string of characters up to 255; empty where it would be too long.
v8::Local<v8::String> one_byte(v8::Isolate* isolate, std::string_view text);

/// A text that a peer sends again and again is one string: the last one is kept, until it has been another one too often.
class RecentString {
 public:
  explicit RecentString(size_t longest) : longest_(longest) {}
  v8::Local<v8::String> get(v8::Isolate* isolate, std::string_view text);

 private:
  static constexpr int most_misses = 16;
  size_t longest_;
  int misses_ = 0;
  std::string text_;
  v8::Global<v8::String> string_;
};

}  // namespace rondo::http
