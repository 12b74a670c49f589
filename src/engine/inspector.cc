#include "engine/inspector.h"

#include <v8-inspector.h>

#include <string>
#include <utility>

namespace rondo {
namespace {

using v8_inspector::StringBuffer;
using v8_inspector::StringView;

StringView view_of(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

/// All contexts are one group.
constexpr int context_group = 1;

}  // namespace

struct Inspector::Session final : v8_inspector::V8InspectorClient, v8_inspector::V8Inspector::Channel {
  explicit Session(v8::Isolate* isolate)
      : inspector(v8_inspector::V8Inspector::create(isolate, this)),
        session(inspector->connect(context_group, this, StringView(), v8_inspector::V8Inspector::kFullyTrusted)) {}

  void sendResponse(int, std::unique_ptr<StringBuffer> message) override { answer = std::move(message); }
  void sendNotification(std::unique_ptr<StringBuffer>) override {}
  void flushProtocolNotifications() override {}

  std::unique_ptr<StringBuffer> answer;
  std::unique_ptr<v8_inspector::V8Inspector> inspector;
  std::unique_ptr<v8_inspector::V8InspectorSession> session;
};

Inspector::Inspector(v8::Isolate* isolate) : isolate_(isolate), session_(std::make_unique<Session>(isolate)) {}

Inspector::~Inspector() {
  // It belongs to what made it.
  session_->session.reset();
  session_->inspector.reset();
}

v8::MaybeLocal<v8::String> Inspector::ask(std::string_view command) {
  session_->session->dispatchProtocolMessage(view_of(command));
  auto answer = std::exchange(session_->answer, nullptr);
  if (!answer) return {};
  StringView text = answer->string();
  int length = static_cast<int>(text.length());
  if (text.length() > static_cast<size_t>(v8::String::kMaxLength)) return {};
  return text.is8Bit() ? v8::String::NewFromOneByte(isolate_, text.characters8(), v8::NewStringType::kNormal, length)
                       : v8::String::NewFromTwoByte(isolate_, text.characters16(), v8::NewStringType::kNormal, length);
}

}  // namespace rondo
