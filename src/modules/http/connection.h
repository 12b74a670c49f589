// One HTTP/1 connection: bytes in, messages to JavaScript; answers out. It reads straight from the socket's stream where
// there is one, one Turn for each read batch and one call for each message; what is answered within the batch leaves in one write.
#pragma once
#include <llhttp.h>

#include <memory>
#include <string>
#include <vector>

#include "base/list.h"
#include "bind/module.h"
#include "bind/object.h"
#include "bind/stream_object.h"
#include "modules/http/message_parser.h"

namespace rondo::http {

/// What all connections of a Runtime share.
struct Shared final : ModuleState {
  v8::Global<v8::Function> on_message;   // (connection, method or status, target, fields, flags, body)
  v8::Global<v8::Function> on_body;      // (connection, ArrayBuffer)
  v8::Global<v8::Function> on_complete;  // (connection, trailers)
  v8::Global<v8::Function> on_error;     // (connection, code, reason, bytes parsed, ArrayBuffer of the batch)
  v8::Global<v8::Function> on_upgrade;   // (connection, ArrayBuffer of what followed)
  v8::Global<v8::Function> on_end;       // (connection, errno or 0)
  v8::Global<v8::String> methods[64];
  std::string date;  // "Date: ...\r\n"
  uint64_t date_second = 0;

  v8::Local<v8::String> method(v8::Isolate* isolate, uint8_t method);
  /// The Date field of this second.
  const std::string& date_field(uv_loop_t* loop);
};

/// Bits of on_message's `flags`. Exported to JavaScript by name.
enum MessageFlag : uint32_t {
  keep_alive = 1,
  http_1_0 = 2,
  upgrade = 4,
  has_body = 8,  // the message goes on in on_body and on_complete
  expects_continue = 16,
  other_expectation = 32,
  no_host = 64,
  several_hosts = 128,
  other_version = 256,  // neither 1.0 nor 1.1
};

/// Bits of respond()'s `flags`.
enum RespondFlag : uint32_t {
  with_date = 1,
  with_keep_alive = 2,  // Connection: keep-alive, and the Keep-Alive field if there is a timeout
  with_close = 4,       // Connection: close
  with_length = 8,      // Content-Length
  without_body = 16,    // HEAD, 204, 304
};

class ConnectionList;

class Connection final : public NativeObject, public StreamReader, public MessageEvents, public ListNode {
 public:
  static Result<Connection*> make(Runtime& rt, bool response) { return new Connection(rt, response); }
  ~Connection() override;

  /// Reads from the stream of `handle` (an object of binding('net')) from now on. False if it has none.
  bool consume(Runtime& rt, v8::Local<v8::Object> handle);
  /// Gives the stream back to JavaScript.
  void unconsume();
  /// Bytes that JavaScript read for it (TLS, any Duplex).
  void execute(Runtime& rt, Bytes data);
  /// The same for the end of them: an error if a message is cut off. Returns whether all is well.
  bool finish(Runtime& rt);
  void set_limits(uint32_t max_head, bool lenient);
  /// No callbacks any more: the connection is given up.
  void stop();
  void pause();
  void resume();
  /// An answer is complete that was not given by respond().
  void responded();
  /// Whether no message is under way and none unanswered.
  bool idle() const { return !parser_.in_message() && unanswered_ == 0; }
  double unanswered() const { return unanswered_; }

  /// (status, reason or undefined, fields, body: string | view | undefined, flags, keep-alive seconds): a whole answer, in one piece.
  /// Returns false where the other side does not keep up, undefined where there is no stream to write to.
  static void respond(Connection& self, const Arguments& info);

  void on_data(std::span<const uint8_t> data) override;
  void on_read_end(int error) override;
  void on_stream_closed() override;
  After on_head(const Head& head) override;
  void on_body(std::span<const uint8_t> part) override;
  void on_complete(std::string_view trailers) override;

  uint64_t head_since() const { return head_since_; }
  uint64_t message_since() const { return message_since_; }
  uint64_t idle_since() const { return idle_since_; }
  void join(ConnectionList* list);

 private:
  friend class ConnectionList;
  Connection(Runtime& rt, bool response);
  void run(Turn& turn, std::span<const uint8_t> data);
  void deliver(bool complete);
  void deliver_body();
  void fail(Turn& turn, const MessageParser::Outcome& outcome, std::span<const uint8_t> data);
  v8::Local<v8::Value> take_body();
  v8::Local<v8::String> url(std::string_view target);
  void mark_busy();
  void mark_idle();
  After after_of(v8::MaybeLocal<v8::Value> result) const;

  Runtime& rt_;
  Shared& shared_;
  bool response_;
  MessageParser parser_;
  StreamObject* source_ = nullptr;
  ConnectionList* list_ = nullptr;
  Turn* turn_ = nullptr;  // of the running batch

  // the message whose head was read but not yet given to JavaScript; handles of the running batch
  bool head_waits_ = false;
  uint32_t flags_ = 0;
  uint32_t code_ = 0;  // method or status
  v8::Local<v8::String> target_, fields_;
  std::string body_;

  // the last URL again is the same string: most clients ask for few
  std::string last_url_;
  v8::Global<v8::String> last_url_string_;

  uint32_t unanswered_ = 0;
  uint64_t head_since_ = 0, message_since_ = 0, idle_since_ = 0;
  bool stopped_ = false;
};

/// The connections of a server: which there are, and which have taken too long.
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
