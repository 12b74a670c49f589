// Native half of lib/internal/locks/.
#include <uv.h>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "background/background.h"
#include "bind/module.h"
#include "modules/locks/lock_table.h"

namespace rondo::modules::locks {
namespace {

struct LocksState;

/// What wakes a thread that is told of its requests.
class Wake final : public Handle {
 public:
  Wake(Runtime& rt, LocksState& state);
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&async_); }
  void send() { uv_async_send(&async_); }

 private:
  void will_close() override;
  uv_async_t async_{};
  Runtime& rt_;
  LocksState& state_;
};

/// A Runtime as a client of the table.
struct LocksState final : ModuleState {
  LockTable* table = nullptr;  ///< while it is one
  uint32_t client = 0;
  v8::Global<v8::Function> hear;
  std::mutex mutex;  ///< of `events`
  std::vector<LockEvent> events;
};

Wake::Wake(Runtime& rt, LocksState& state) : Handle(rt.background, "LockManager"), rt_(rt), state_(state) {
  uv_async_init(rt.background.loop().uv(), &async_, [](uv_async_t* handle) {
    auto* self = static_cast<Wake*>(static_cast<Handle*>(handle->data));
    Runtime& rt = self->rt_;
    v8::HandleScope handles(rt.isolate);
    Turn turn(rt.tasks);
    if (turn) turn.call(self->state_.hear.Get(rt.isolate), v8::Undefined(rt.isolate), {});
  });
  async_.data = static_cast<Handle*>(this);
  uv_unref(uv());
}

void Wake::will_close() {
  if (LockTable* table = std::exchange(state_.table, nullptr)) table->leave(state_.client);
}

/// join(label, hear): hear() is called when take() has something to tell that another thread has brought about
void join(Runtime& rt, std::string label, v8::Local<v8::Function> hear) {
  auto& state = rt.state<LocksState>();
  if (state.table) return;
  state.hear.Reset(rt.isolate, hear);
  state.table = &rt.process.shared<LockTable>();
  auto* wake = new Wake(rt, state);
  state.client = state.table->join(std::move(label), [&state, wake](LockEvent event) {
    std::lock_guard guard(state.mutex);
    state.events.push_back(event);
    wake->send();
  });
}

/// request(id, name, shared, if available, steal) -> 0: granted, 1: it waits, 2: not available
int32_t request(Runtime& rt, uint32_t id, std::string name, bool shared, bool if_available, bool steal) {
  auto& state = rt.state<LocksState>();
  if (!state.table) return static_cast<int32_t>(Outcome::unavailable);
  return static_cast<int32_t>(state.table->request(state.client, id, {std::move(name), shared, if_available, steal}));
}

/// cancel(id) -> whether it waited
bool cancel(Runtime& rt, uint32_t id) {
  auto& state = rt.state<LocksState>();
  return state.table && state.table->cancel(state.client, id);
}

void release(Runtime& rt, uint32_t id) {
  auto& state = rt.state<LocksState>();
  if (state.table) state.table->release(state.client, id);
}

/// take() -> [id, granted (1) or stolen (0), ...]: what has become of requests since the last call
std::vector<double> take(Runtime& rt) {
  auto& state = rt.state<LocksState>();
  std::vector<double> flat;
  std::lock_guard guard(state.mutex);
  for (const LockEvent& event : std::exchange(state.events, {})) {
    flat.push_back(event.id);
    flat.push_back(event.granted ? 1 : 0);
  }
  return flat;
}

/// query() -> ['held' or 'pending', name, 'exclusive' or 'shared', client, ...]
std::vector<std::string> query(Runtime& rt) {
  std::vector<std::string> flat;
  for (LockTable::Entry& entry : rt.process.shared<LockTable>().query()) {
    flat.emplace_back(entry.held ? "held" : "pending");
    flat.push_back(std::move(entry.name));
    flat.emplace_back(entry.shared ? "shared" : "exclusive");
    flat.push_back(std::move(entry.client));
  }
  return flat;
}

}  // namespace

void bind(Module& m) {
  m.fn<"join", join>();
  m.fn<"request", request>();
  m.fn<"cancel", cancel>();
  m.fn<"release", release>();
  m.fn<"take", take>();
  m.fn<"query", query>();
}

}  // namespace rondo::modules::locks
