#include "modules/vm/watchdog.h"

#include <semaphore.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace rondo::modules::vm {

Timeout::Timeout(v8::Isolate* isolate, double ms)
    : thread_([this, isolate, ms] {
        std::unique_lock lock(mutex_);
        std::chrono::duration<double, std::milli> wait(std::min(ms, double{UINT32_MAX}));  // what the clock can add
        if (over_.wait_for(lock, wait, [this] { return done_; })) return;
        passed_ = true;
        isolate->TerminateExecution();
      }) {}

Timeout::~Timeout() {
  {
    std::lock_guard lock(mutex_);
    done_ = true;
  }
  over_.notify_one();
  thread_.join();
}

/// One for the process, as its signals are: a handler may do no more than post a semaphore, on which a thread waits.
class SignalThread {
 public:
  static SignalThread& get() {
    static SignalThread one;
    return one;
  }

  void add(Interrupt* interrupt) {
    std::lock_guard life(life_mutex_);
    std::lock_guard lock(mutex_);
    if (waiting_.empty()) start();
    waiting_.push_back(interrupt);
  }
  void remove(Interrupt* interrupt) {
    std::lock_guard life(life_mutex_);
    {
      std::lock_guard lock(mutex_);
      std::erase(waiting_, interrupt);
      if (!waiting_.empty()) return;
      sigaction(SIGINT, &before_, nullptr);
      stopping_ = true;
      sem_post(&signals_);
    }
    thread_.join();
  }

 private:
  SignalThread() { sem_init(&signals_, 0, 0); }

  void start() {
    stopping_ = false;
    while (sem_trywait(&signals_) == 0) {
    }  // a signal that came as the last one ended is nobody's
    struct sigaction action = {};
    action.sa_handler = [](int) { sem_post(&get().signals_); };
    sigaction(SIGINT, &action, &before_);
    thread_ = std::thread([this] { run(); });
  }
  void run() {
    for (;;) {
      while (sem_wait(&signals_) != 0) {
      }
      std::lock_guard lock(mutex_);
      if (stopping_) return;
      std::vector<v8::Isolate*> told;
      for (auto it = waiting_.rbegin(); it != waiting_.rend(); ++it) {
        v8::Isolate* isolate = (*it)->isolate_;
        if (std::find(told.begin(), told.end(), isolate) != told.end()) continue;
        told.push_back(isolate);
        (*it)->received_ = true;
        isolate->TerminateExecution();
      }
    }
  }

  std::mutex
      life_mutex_;  ///< held until a thread that ends has ended: it would take what it is told for a signal to those who come next
  std::mutex mutex_;
  std::vector<Interrupt*> waiting_;
  struct sigaction before_ = {};
  sem_t signals_;
  std::thread thread_;
  std::atomic<bool> stopping_ = false;
};

Interrupt::Interrupt(v8::Isolate* isolate) : isolate_(isolate) { SignalThread::get().add(this); }
Interrupt::~Interrupt() { SignalThread::get().remove(this); }

}  // namespace rondo::modules::vm
