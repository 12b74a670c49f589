// A Runtime with an empty context, for tests of the rooms that need V8.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <iterator>
#include <sstream>

#include "bind/convert.h"
#include "runtime/options.h"
#include "runtime/runtime.h"

namespace rondo {

class EngineTest : public testing::Test {
 protected:
  EngineTest() {
    static Platform* platform = [] {
      auto* made = new Platform(1);                  // V8 starts once in a process
      const char* flags = getenv("RONDO_V8_FLAGS");  // of tools/check-memory
      std::istringstream words(flags ? flags : "");
      start_v8(*made, {std::istream_iterator<std::string>(words), {}});
      return made;
    }();
    process_.engine.platform = platform;
    process_.options = &options_;
    rt_ = std::make_unique<Runtime>(process_, HeapLimits{});
    rt_->isolate->Enter();
    handles_.emplace(rt_->isolate);
    context_ = v8::Context::New(rt_->isolate);
    context_->Enter();
    rt_->open(context_);
  }
  ~EngineTest() override {
    context_->Exit();
    context_.Clear();
    handles_.reset();
    v8::Isolate* isolate = rt_->isolate;
    isolate->Exit();
    {
      v8::Isolate::Scope scope(isolate);
      rt_->tear_down();
    }
    rt_.reset();
  }

  v8::Local<v8::Value> run(std::string_view source) {
    v8::Local<v8::Script> script = v8::Script::Compile(context_, js_string(rt_->isolate, source)).ToLocalChecked();
    return script->Run(context_).FromMaybe(v8::Local<v8::Value>());
  }
  template <class T = v8::Value>
  v8::Local<T> value(std::string_view source) {
    return run(source).As<T>();
  }
  std::string text(v8::Local<v8::Value> value) { return *v8::String::Utf8Value(rt_->isolate, value); }

  Options options_;
  Runtime::Process process_;
  std::unique_ptr<Runtime> rt_;
  std::optional<v8::HandleScope> handles_;
  v8::Local<v8::Context> context_;
};

}  // namespace rondo
