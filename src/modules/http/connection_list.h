// The connections of a server: which there are, and which have taken too long.
#pragma once
#include "base/list.h"
#include "bind/module.h"
#include "bind/object.h"
#include "modules/http/connection.h"

namespace rondo::http {

class ConnectionList final : public NativeObject {
 public:
  static Result<ConnectionList*> make(Runtime& rt) { return new ConnectionList(rt); }
  ~ConnectionList() override;
  void add(Runtime& rt, v8::Local<v8::Object> connection);
  v8::Local<v8::Value> all(Runtime& rt);
  v8::Local<v8::Value> idle(Runtime& rt);
  /// Those whose head, or whole message, takes longer than so many ms (0: any time).
  v8::Local<v8::Value> overdue(Runtime& rt, double head_ms, double message_ms);
  /// Those that have been idle for `ms`.
  v8::Local<v8::Value> long_idle(Runtime& rt, double ms);
  /// ms until the next one will have been idle for `ms`; -1 if none is idle.
  double next_idle(double ms);

 private:
  friend class Connection;
  explicit ConnectionList(Runtime& rt) : rt_(rt) {}
  Runtime& rt_;
  List<Connection> busy_;
  List<Connection> idle_;  // the longest idle first
};

}  // namespace rondo::http
