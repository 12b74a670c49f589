// Native half of lib/timers.js: the loop's one timer and its check phase.
#include "bind/module.h"

namespace rondo::modules::timers {

namespace {

struct State final : ModuleState {
  v8::Global<v8::Function> run_timers;
  v8::Global<v8::Function> run_immediates;
  std::shared_ptr<v8::BackingStore> words_store;
  const volatile uint32_t* words = nullptr;  // [0]: immediates wait, [1]: some of this check phase are left
};

double run_timers(Runtime& rt, State& state, double now) {
  v8::HandleScope handles(rt.isolate);
  Turn turn(rt.tasks);
  if (!turn) return 0;
  v8::Local<v8::Value> result;
  // a callback that throws ends the run; JavaScript's lists stand, so the rest is run by calling again
  while (!rt.stopping()) {
    if (turn.call(state.run_timers.Get(rt.isolate), v8::Undefined(rt.isolate), {v8::Number::New(rt.isolate, now)})
            .ToLocal(&result))
      return result->IsNumber() ? result.As<v8::Number>()->Value() : 0;
  }
  return 0;
}

void run_immediates(Runtime& rt, State& state) {
  v8::HandleScope handles(rt.isolate);
  Turn turn(rt.tasks);
  if (!turn) return;
  // what is asked for meanwhile waits for the next check phase, also when the last of these throws
  do {
    if (!turn.call(state.run_immediates.Get(rt.isolate), v8::Undefined(rt.isolate), {}).IsEmpty()) return;
  } while (state.words[1] && !rt.stopping());
}

/// `run_timers(now)` runs what is due and returns when to come again (see event_loop/timers.h); `run_immediates()` runs what
/// waits for the check phase. Each is called again after one of its callbacks threw. `words`: immediates wait; some of the
/// check phase that goes on are left.
void set_up(Runtime& rt, v8::Local<v8::Function> timers, v8::Local<v8::Function> immediates,
            v8::Local<v8::Uint32Array> words) {
  State& state = rt.state<State>();
  state.run_timers.Reset(rt.isolate, timers);
  state.run_immediates.Reset(rt.isolate, immediates);
  state.words_store = words->Buffer()->GetBackingStore();
  state.words =
      reinterpret_cast<const uint32_t*>(static_cast<const uint8_t*>(state.words_store->Data()) + words->ByteOffset());
  rt.loop.timers().on_due([&rt, &state](double now) { return run_timers(rt, state, now); });
  rt.loop.immediates().on_check([&state] { return state.words[0] > 0; }, [&rt, &state] { run_immediates(rt, state); });
}

void schedule(Runtime& rt, double ms) { rt.loop.timers().schedule(ms); }
void set_timers_ref(Runtime& rt, bool ref) { rt.loop.timers().set_ref(ref); }
void set_immediates_ref(Runtime& rt, bool ref) { rt.loop.immediates().set_ref(ref); }
double now(Runtime& rt) {
  uv_update_time(rt.loop.uv());
  return rt.loop.timers().now();
}

}  // namespace

void bind(Module& m) {
  m.fn<"setUp", set_up>();
  m.quick<"schedule", schedule>();
  m.quick<"setTimersRef", set_timers_ref>();
  m.quick<"setImmediatesRef", set_immediates_ref>();
  m.quick<"now", now>();
}

}  // namespace rondo::modules::timers
