// V8's inspector, asked by the runtime itself: commands of the developer tools' protocol that are answered at once.
#pragma once
#include <v8.h>

#include <memory>
#include <string_view>

namespace rondo {

class Inspector {
 public:
  explicit Inspector(v8::Isolate* isolate);
  /// Within the isolate, before it is disposed of.
  ~Inspector();
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;

  /// Carries out `command`, such as {"id":1,"method":"Profiler.enable"}. The answer as JSON; empty where it is longer than a string can be.
  v8::MaybeLocal<v8::String> ask(std::string_view command);

 private:
  struct Session;
  v8::Isolate* const isolate_;
  std::unique_ptr<Session> session_;
};

}  // namespace rondo
