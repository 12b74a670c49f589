#include "modules/http/shared.h"

#include <llhttp.h>

#include <ctime>

#include "bind/text.h"

namespace rondo::http {

v8::Local<v8::String> one_byte(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(text.data()), v8::NewStringType::kNormal,
                                    static_cast<int>(text.size()))
      .FromMaybe(v8::String::Empty(isolate));
}

v8::Local<v8::String> RecentString::get(v8::Isolate* isolate, std::string_view text) {
  if (text == text_ && !string_.IsEmpty()) {
    misses_ = 0;
    return string_.Get(isolate);
  }
  v8::Local<v8::String> string = one_byte(isolate, text);
  if (text.size() > longest_ || misses_ == most_misses) return string;
  if (++misses_ < most_misses) {
    text_.assign(text);
    string_.Reset(isolate, string);
  } else {  // it differs every time: nothing to be gained
    text_ = {};
    string_.Reset();
  }
  return string;
}

v8::Local<v8::String> Shared::method(v8::Isolate* isolate, uint8_t method) {
  auto& known = methods_[method & 63];
  if (known.IsEmpty()) known.Reset(isolate, js_name(isolate, llhttp_method_name(static_cast<llhttp_method_t>(method))));
  return known.Get(isolate);
}

std::string_view Shared::date_field(uv_loop_t* loop) {
  uint64_t tick = uv_now(loop) / 500;
  if (tick != date_tick_ || date_.empty()) {
    date_tick_ = tick;
    char text[64];
    std::time_t now = std::time(nullptr);
    std::tm utc;
    gmtime_r(&now, &utc);
    date_.assign(text, std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc));
    usual_.clear();
  }
  return date_;
}

std::string keep_alive_fields(uint32_t seconds) {
  std::string fields = "Connection: keep-alive\r\n";
  if (seconds > 0) fields += "Keep-Alive: timeout=" + std::to_string(seconds) + "\r\n";
  return fields;
}

std::string_view Shared::usual_end(uv_loop_t* loop, uint32_t seconds) {
  std::string_view date = date_field(loop);
  if (usual_.empty() || usual_seconds_ != seconds) {
    usual_seconds_ = seconds;
    usual_.assign(date);
    usual_ += keep_alive_fields(seconds);
    usual_ += "Content-Length: ";
  }
  return usual_;
}

}  // namespace rondo::http
