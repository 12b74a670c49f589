// One HTTP/1 connection: bytes in, messages to JavaScript; answers out. It reads straight from the socket's stream where
// there is one, one Turn for each read batch and one call for each message; what is answered within the batch leaves in one write.
#pragma once
#include <llhttp.h>
#include <v8-fast-api-calls.h>

#include <memory>
#include <string>
#include <vector>

#include "base/list.h"
#include "bind/module.h"
#include "bind/object.h"
#include "bind/stream_object.h"
#include "modules/http/message_parser.h"
#include "modules/http/shared.h"

namespace rondo::http {

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
  seconds_shift = 8,
};

/// What respond() has done.
enum Responded : int32_t {
  nowhere = -1,  // there is no stream to write to
  taken = 0,
  backlog = 1,    // the other side does not keep up
  flush_now = 2,  // so much has gathered that flush() is to be called
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
  /// The same for the end of them: an error if a request is cut off. Returns whether all is well.
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

  /// Whether it was given up: no message of it may be looked at any more.
  bool stopped() const { return stopped_; }

  /// respond(connection, start line, fields as text, body: string | view, flags): a whole answer, in one piece. `flags` are
  /// RespondFlags, with the seconds of the Keep-Alive field from bit `seconds_shift` on. Returns one of Responded.
  static void respond(const Arguments& info);
  /// The same from optimised code, for strings that lie in one piece.
  static int32_t respond_fast(v8::Local<v8::Value>, v8::Local<v8::Object> connection,
                              const v8::FastOneByteString& start, const v8::FastOneByteString& fields,
                              const v8::FastOneByteString& body, uint32_t flags);
  /// Sends what respond() has gathered.
  static void flush(Connection& self, const Arguments& info);

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
  void feed(Turn& turn, std::span<const uint8_t> data);
  void run(Turn& turn, std::span<const uint8_t> data);
  bool end_of_data(Turn& turn);
  v8::Local<v8::Value> code() const;
  void enqueue();
  void deliver_batch();
  void deliver(bool complete);
  void deliver_body();
  void fail(Turn& turn, const MessageParser::Outcome& outcome, std::span<const uint8_t> data);
  v8::Local<v8::Value> take_body();
  Stream* stream() const { return source_ ? source_->stream() : nullptr; }
  int32_t gathered_in(Stream& stream);
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
  // whole messages of the running batch that JavaScript gets in one call: method, target, fields, flags, body of each
  std::vector<v8::Local<v8::Value>> batch_;
  static constexpr size_t values_of_message = 5;

  // what JavaScript gave on while a batch ran: the parser is in the middle of that
  std::string later_;
  bool end_later_ = false;

  // most clients ask for few targets, and say the same of themselves each time
  RecentString recent_target_{256}, recent_fields_{1024};

  uint32_t unanswered_ = 0;
  uint64_t head_since_ = 0, message_since_ = 0, idle_since_ = 0;
  bool stopped_ = false;
};

}  // namespace rondo::http
