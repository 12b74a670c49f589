#include "modules/http/connection_list.h"

namespace rondo::http {

ConnectionList::~ConnectionList() {
  for (List<Connection>* list : {&busy_, &idle_}) list->each([](Connection& c) { c.join(nullptr); });
}

void ConnectionList::add(Runtime&, v8::Local<v8::Object> connection) {
  if (auto* state = native<Connection>(connection)) state->join(this);
}

namespace {

struct Collected {
  Runtime& rt;
  std::vector<v8::Local<v8::Value>> found;
  void add(Connection& c) { found.push_back(c.object(rt.isolate)); }
  v8::Local<v8::Value> array() { return v8::Array::New(rt.isolate, found.data(), found.size()); }
};

}  // namespace

v8::Local<v8::Value> ConnectionList::all(Runtime& rt) {
  Collected out{rt, {}};
  for (List<Connection>* list : {&busy_, &idle_}) list->each([&](Connection& c) { out.add(c); });
  return out.array();
}

v8::Local<v8::Value> ConnectionList::idle(Runtime& rt) {
  Collected out{rt, {}};
  idle_.each([&](Connection& c) { out.add(c); });
  return out.array();
}

v8::Local<v8::Value> ConnectionList::overdue(Runtime& rt, double head_ms, double message_ms) {
  Collected out{rt, {}};
  auto now = static_cast<double>(uv_now(rt.loop.uv()));
  auto late = [now](uint64_t since, double ms) {
    return ms > 0 && since != 0 && now - static_cast<double>(since) >= ms;
  };
  busy_.each([&](Connection& c) {
    if (late(c.head_since(), head_ms) || late(c.message_since(), message_ms)) out.add(c);
  });
  return out.array();
}

v8::Local<v8::Value> ConnectionList::long_idle(Runtime& rt, double ms) {
  Collected out{rt, {}};
  auto now = static_cast<double>(uv_now(rt.loop.uv()));
  idle_.each([&](Connection& c) {
    if (now - static_cast<double>(c.idle_since()) >= ms) out.add(c);
  });
  return out.array();
}

double ConnectionList::next_idle(double ms) {
  Connection* first = idle_.front();
  if (!first) return -1;
  double left = static_cast<double>(first->idle_since()) + ms - static_cast<double>(uv_now(rt_.loop.uv()));
  return left > 0 ? left : 0;
}

}  // namespace rondo::http
