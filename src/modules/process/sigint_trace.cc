#include "modules/process/sigint_trace.h"

#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "bind/convert.h"

namespace rondo::modules::process {

namespace {

/// So long JavaScript that runs takes, at most, to come by a place where it can be interrupted; what is not interrupted then is idle.
constexpr auto patience = std::chrono::milliseconds(200);

[[noreturn]] void end_with(std::string_view text) {
  for (size_t done = 0; done < text.size();) {
    ssize_t n = ::write(STDERR_FILENO, text.data() + done, text.size() - done);
    if (n <= 0) break;
    done += static_cast<size_t>(n);
  }
  ::signal(SIGINT, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  ::kill(::getpid(), SIGINT);
  for (;;) ::pause();
}

std::string frames(v8::Isolate* isolate) {
  v8::HandleScope handles(isolate);
  auto text = [&](v8::Local<v8::String> string) { return string.IsEmpty() ? std::string() : utf8(isolate, string); };
  std::string out = "KEYBOARD_INTERRUPT: Script execution was interrupted by `SIGINT`\n";
  int limit = std::clamp(isolate->GetStackTraceLimit(), 0, 200);
  v8::Local<v8::StackTrace> stack = v8::StackTrace::CurrentStackTrace(isolate, limit);
  for (int i = 0; i < stack->GetFrameCount(); i++) {
    v8::Local<v8::StackFrame> frame = stack->GetFrame(isolate, static_cast<uint32_t>(i));
    std::string function = text(frame->GetFunctionName());
    std::string place = text(frame->GetScriptNameOrSourceURL()) + ":" + std::to_string(frame->GetLineNumber()) + ":" +
                        std::to_string(frame->GetColumn());
    out += "    at " + (function.empty() ? place : function + " (" + place + ")") + "\n";
  }
  return out;
}

/// One for the process, as its signals are: the handler may do no more than post a semaphore, on which a thread waits.
class SigintTrace {
 public:
  static SigintTrace& get() {
    static SigintTrace one;
    return one;
  }

  void set(v8::Isolate* isolate, bool on) {
    if (on == on_) return;
    on_ = on;
    if (!on) {
      sigaction(SIGINT, &before_, nullptr);
      return;
    }
    isolate_ = isolate;
    if (!waiting_) {
      sem_init(&signals_, 0, 0);
      std::thread([this] { wait(); }).detach();  // until the process ends
      waiting_ = true;
    }
    struct sigaction action = {};
    action.sa_handler = [](int) { sem_post(&get().signals_); };
    sigaction(SIGINT, &action, &before_);
  }

 private:
  void wait() {
    while (sem_wait(&signals_) != 0) {
    }
    isolate_->RequestInterrupt(
        [](v8::Isolate* isolate, void* self) {
          if (!static_cast<SigintTrace*>(self)->told_.exchange(true)) end_with(frames(isolate));
        },
        this);
    std::this_thread::sleep_for(patience);
    if (!told_.exchange(true)) end_with("KEYBOARD_INTERRUPT: Script execution was interrupted by `SIGINT`\n");
    for (;;) ::pause();
  }

  v8::Isolate* isolate_ = nullptr;
  bool on_ = false;
  bool waiting_ = false;
  std::atomic<bool> told_ = false;
  struct sigaction before_ = {};
  sem_t signals_ = {};
};

}  // namespace

void trace_sigint(v8::Isolate* isolate, bool on) { SigintTrace::get().set(isolate, on); }

}  // namespace rondo::modules::process
