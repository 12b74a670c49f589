#include "runtime/runtime.h"

namespace rondo {

Runtime::Runtime(Process& process, const HeapLimits& limits, std::unique_ptr<Loop> opened)
    : process(process),
      own_loop_(std::move(opened)),
      loop(*own_loop_),
      background(loop),
      isolate_owner(process.engine, limits, [this] { loop.wake(); }),
      isolate(isolate_owner.v8()),
      tasks(isolate) {
  isolate->SetData(runtime_slot, this);
}

Runtime::Runtime(Process& process, v8::Isolate* adopted)
    : process(process),
      own_loop_(std::make_unique<Loop>()),
      loop(*own_loop_),
      background(loop),
      isolate_owner(process.engine, adopted, [this] { loop.wake(); }),
      isolate(adopted),
      tasks(isolate) {
  isolate->SetData(runtime_slot, this);
}

void Runtime::open(v8::Local<v8::Context> context) {
  open_ = true;
  opened_ns = uv_hrtime();
  tasks.open(context);
  uv_timer_init(loop.uv(), &delayed_tasks_);
  uv_unref(reinterpret_cast<uv_handle_t*>(&delayed_tasks_));
  delayed_tasks_.data = this;
  idle_heap_.open(loop.uv(), isolate);
  loop.on_wake([this] {
    if (stopping()) return loop.stop();
    pump_tasks();
  });
}

bool Runtime::pump_tasks() {
  bool any = isolate_owner.tasks().run([this](v8::Task& task) {
    Turn turn(tasks);
    if (turn) task.Run();
  });
  double next = isolate_owner.tasks().next_delay_ms();
  if (next >= 0)
    uv_timer_start(
        &delayed_tasks_, [](uv_timer_t* t) { static_cast<Runtime*>(t->data)->pump_tasks(); },
        static_cast<uint64_t>(next) + 1, 0);
  return any;
}

void Runtime::run(const std::function<void()>& before_exit) {
  TaskQueue::Entered entered(tasks);
  do {
    bool brought_work = false;
    do {
      loop.run();
      // what V8 computes on its own threads (WebAssembly) may still bring work back, which may have it compute more
      if (!stopping()) isolate_owner.platform().drain_workers();
      brought_work = pump_tasks();
    } while (!stopping() && (brought_work || loop.alive()));
    if (stopping()) return;
    before_exit();
  } while (!stopping() && loop.alive());
}

void Runtime::stop(int code) {
  if (stop_requested_.exchange(true)) return isolate->TerminateExecution();
  exit_code_ = code;
  background.streams().flush();  // what was written before process.exit() leaves
  tasks.stop();
  isolate->TerminateExecution();
  loop.stop();
}

void Runtime::stop_from_outside(int code) {
  if (stop_requested_.exchange(true)) return;
  exit_code_ = code;
  isolate->TerminateExecution();
  loop.wake();
}

// The order matters: no JavaScript, then no handles, then nothing of the engine, then the loop.
void Runtime::tear_down() {
  if (torn_down_) return;
  torn_down_ = true;
  stop_requested_.store(true);
  tasks.stop();
  while (!at_end_.empty()) {
    auto fn = std::move(at_end_.back());
    at_end_.pop_back();
    fn();
  }
  background.shut_down();
  if (open_) uv_close(reinterpret_cast<uv_handle_t*>(&delayed_tasks_), nullptr);
  idle_heap_.close();
  // JavaScript that was terminated may have left them waiting: nobody takes them any more
  loop.immediates().set_ref(false);
  loop.timers().set_ref(false);
  // completions and close callbacks come in here; they find that Turns do not enter
  {
    v8::HandleScope handles(isolate);
    loop.run();
    loop.close();
    std::vector<ModuleState*> states;
    for (auto& [key, state] : states_) states.push_back(state.get());
    for (ModuleState* state : states) state->end();
    states_.clear();
  }
  tasks.close();
}

Runtime::~Runtime() {
  v8::Isolate::Scope scope(isolate);
  tear_down();
  isolate->SetData(runtime_slot, nullptr);  // what the collector has yet to tell finds nobody
}

}  // namespace rondo
