// What stops a script from outside: its time is up, or the user has pressed Ctrl+C.
#pragma once

#include <v8.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace rondo::modules::vm {

/// Terminates what the isolate runs once `ms` have passed, unless it goes before.
class Timeout {
 public:
  Timeout(v8::Isolate* isolate, double ms);
  ~Timeout();
  Timeout(const Timeout&) = delete;
  Timeout& operator=(const Timeout&) = delete;
  bool passed() const { return passed_; }

 private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool done_ = false;
  std::atomic<bool> passed_ = false;
  std::thread thread_;
};

/// Terminates what the isolate runs when the process gets SIGINT, which has no other effect meanwhile. Of several in one isolate it is the
/// innermost.
class Interrupt {
 public:
  explicit Interrupt(v8::Isolate* isolate);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  bool received() const { return received_; }

 private:
  friend class SignalThread;
  v8::Isolate* isolate_;
  std::atomic<bool> received_ = false;
};

}  // namespace rondo::modules::vm
