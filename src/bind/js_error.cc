#include "bind/js_error.h"

#include <uv.h>

#include "bind/convert.h"

namespace rondo {

v8::Local<v8::Value> to_js_error(Runtime& rt, const Error& error) {
  v8::Isolate* isolate = rt.isolate;
  v8::Local<v8::Context> context = rt.context();
  v8::EscapableHandleScope handles(isolate);
  auto set = [&](v8::Local<v8::Object> object, std::string_view key, v8::Local<v8::Value> value) {
    (void)object->CreateDataProperty(context, js_string(isolate, key), value);
  };
  if (error.kind == Error::Kind::system) {
    char name[64] = "UNKNOWN", words[256] = "unknown error";
    uv_err_name_r(error.number, name, sizeof name);
    uv_strerror_r(error.number, words, sizeof words);
    std::string message =
        std::string(name) + ": " + (error.message.empty() ? words : error.message) + ", " + error.syscall;
    if (error.path) message += " '" + *error.path + "'";
    if (error.dest) message += " -> '" + *error.dest + "'";
    auto object = v8::Exception::Error(js_string(isolate, message)).As<v8::Object>();
    set(object, "errno", v8::Integer::New(isolate, error.number));
    set(object, "code", js_string(isolate, name));
    set(object, "syscall", js_string(isolate, error.syscall));
    if (error.path) set(object, "path", js_string(isolate, *error.path));
    if (error.dest) set(object, "dest", js_string(isolate, *error.dest));
    return handles.Escape(object);
  }
  auto message = js_string(isolate, error.message);
  auto object = (error.kind == Error::Kind::type    ? v8::Exception::TypeError(message)
                 : error.kind == Error::Kind::range ? v8::Exception::RangeError(message)
                                                    : v8::Exception::Error(message))
                    .As<v8::Object>();
  for (const Error::Detail& detail : error.details)
    set(object, detail.name,
        std::visit([&]<class T>(const T& value) -> v8::Local<v8::Value> { return Js<T>::to(rt, value); },
                   detail.value));
  if (!error.code.empty()) set(object, "code", js_string(isolate, error.code));
  return handles.Escape(object);
}

}  // namespace rondo
