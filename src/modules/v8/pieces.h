// What V8 writes as JSON (a heap snapshot, a profile), kept as strings of JavaScript, in pieces.
#pragma once
#include <v8-profiler.h>

#include <vector>

#include "bind/module.h"

namespace rondo::modules::v8 {

class Pieces final : public ::v8::OutputStream {
 public:
  explicit Pieces(::v8::Isolate* isolate) : isolate_(isolate) {}
  int GetChunkSize() override { return 256 * 1024; }
  void EndOfStream() override {}
  WriteResult WriteAsciiChunk(char* data, int size) override {
    ::v8::Local<::v8::String> piece;
    if (!::v8::String::NewFromOneByte(isolate_, reinterpret_cast<const uint8_t*>(data), ::v8::NewStringType::kNormal,
                                      size)
             .ToLocal(&piece))
      return kAbort;
    pieces_.push_back(piece);
    return kContinue;
  }
  ::v8::Local<::v8::Array> array() { return ::v8::Array::New(isolate_, pieces_.data(), pieces_.size()); }

 private:
  ::v8::Isolate* isolate_;
  std::vector<::v8::Local<::v8::Value>> pieces_;
};

}  // namespace rondo::modules::v8
