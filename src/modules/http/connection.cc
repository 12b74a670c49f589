#include "modules/http/connection.h"

#include <ctime>

#include "bind/text.h"

namespace rondo::http {

namespace {

v8::Local<v8::String> one_byte(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(text.data()), v8::NewStringType::kNormal,
                                    static_cast<int>(text.size()))
      .FromMaybe(v8::String::Empty(isolate));
}

v8::Local<v8::Value> array_buffer(Runtime& rt, std::span<const uint8_t> data) {
  v8::Local<v8::ArrayBuffer> buffer;
  if (!uninitialized_array_buffer(rt, data.size()).ToLocal(&buffer)) return v8::Undefined(rt.isolate);
  if (!data.empty()) std::memcpy(buffer->Data(), data.data(), data.size());
  return buffer;
}

}  // namespace

v8::Local<v8::String> Shared::method(v8::Isolate* isolate, uint8_t method) {
  auto& known = methods[method & 63];
  if (known.IsEmpty()) known.Reset(isolate, js_name(isolate, llhttp_method_name(static_cast<llhttp_method_t>(method))));
  return known.Get(isolate);
}

const std::string& Shared::date_field(uv_loop_t* loop) {
  uint64_t tick = uv_now(loop) / 500;
  if (tick != date_second || date.empty()) {
    date_second = tick;
    char text[64];
    std::time_t now = std::time(nullptr);
    std::tm utc;
    gmtime_r(&now, &utc);
    date.assign(text, std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc));
  }
  return date;
}

Connection::Connection(Runtime& rt, bool response)
    : rt_(rt),
      shared_(rt.state<Shared>()),
      response_(response),
      parser_(response ? MessageParser::Type::response : MessageParser::Type::request, *this) {
  head_since_ = message_since_ = uv_now(rt.loop.uv());
}

Connection::~Connection() { unconsume(); }

bool Connection::consume(Runtime& rt, v8::Local<v8::Object> handle) {
  if (handle->InternalFieldCount() < 1) return false;
  auto* source = native<StreamObject>(handle);
  if (!source || !source->stream() || source_) return false;
  (void)rt;
  source_ = source;
  source_->keep();
  keep();
  source_->divert(this);
  return true;
}

void Connection::unconsume() {
  if (!source_) return;
  StreamObject* source = source_;
  source_ = nullptr;
  source->divert(nullptr);
  source->release();
  release();
}

void Connection::on_stream_closed() {
  if (list_) join(nullptr);
  unconsume();
}

void Connection::set_limits(uint32_t max_head, bool lenient) {
  parser_.set_max_head(max_head);
  if (lenient) parser_.set_lenient(true);
}

void Connection::stop() {
  stopped_ = true;
  parser_.stop();
  join(nullptr);
}

void Connection::pause() {
  if (source_) source_->read_stop();
}
void Connection::resume() {
  if (source_) source_->read_start();
}

void Connection::join(ConnectionList* list) {
  unlink();
  list_ = list;
  if (list) list->busy_.push_back(this);
}

void Connection::mark_busy() {
  idle_since_ = 0;
  if (list_) list_->busy_.push_back(this);
}

void Connection::mark_idle() {
  idle_since_ = uv_now(rt_.loop.uv());
  head_since_ = message_since_ = 0;
  if (list_) list_->idle_.push_back(this);
}

void Connection::responded() {
  if (unanswered_ > 0) unanswered_--;
  if (unanswered_ == 0 && !parser_.in_message()) mark_idle();
}

v8::Local<v8::String> Connection::url(std::string_view target) {
  constexpr size_t longest = 256;
  if (target == last_url_ && !last_url_string_.IsEmpty()) return last_url_string_.Get(rt_.isolate);
  v8::Local<v8::String> string = one_byte(rt_.isolate, target);
  if (target.size() <= longest) {
    last_url_.assign(target);
    last_url_string_.Reset(rt_.isolate, string);
  }
  return string;
}

MessageEvents::After Connection::after_of(v8::MaybeLocal<v8::Value> result) const {
  v8::Local<v8::Value> value;
  if (stopped_ || !result.ToLocal(&value) || !value->IsInt32()) return After::body;
  int32_t after = value.As<v8::Int32>()->Value();
  return after == 2 ? After::upgrade : after == 1 ? After::no_body : After::body;
}

MessageEvents::After Connection::on_head(const Head& head) {
  v8::Isolate* isolate = rt_.isolate;
  uint32_t flags = 0;
  if (head.keep_alive) flags |= keep_alive;
  if (head.minor == 0) flags |= http_1_0;
  if (head.major != 1 || head.minor > 1) flags |= other_version;
  if (head.expects_continue) flags |= expects_continue;
  if (head.other_expectation) flags |= other_expectation;
  if (head.hosts == 0) flags |= no_host;
  if (head.hosts > 1) flags |= several_hosts;
  if (head.upgrade) flags |= upgrade;
  head_since_ = 0;
  if (!response_) {
    if (list_ && idle_since_ != 0) mark_busy();
    if (message_since_ == 0) message_since_ = uv_now(rt_.loop.uv());
    unanswered_++;
  }
  bool body_follows = response_ || head.has_body;
  if (body_follows) flags |= has_body;
  if (response_ || head.upgrade || !body_follows) {
    // nothing to wait for: JavaScript gets the message, and says how it goes on
    v8::HandleScope handles(isolate);
    v8::Local<v8::Value> code =
        response_ ? v8::Integer::New(isolate, head.status).As<v8::Value>() : shared_.method(isolate, head.method);
    v8::Local<v8::Value> args[] = {object(isolate),
                                   code,
                                   response_ ? one_byte(isolate, head.target) : url(head.target),
                                   one_byte(isolate, head.fields),
                                   v8::Integer::NewFromUnsigned(isolate, flags),
                                   v8::Undefined(isolate)};
    return after_of(turn_->call(shared_.on_message.Get(isolate), v8::Undefined(isolate), args));
  }
  // the body may be in this batch, too: both are given in one call
  head_waits_ = true;
  flags_ = flags;
  code_ = head.method;
  target_ = url(head.target);
  fields_ = one_byte(isolate, head.fields);
  return After::body;
}

v8::Local<v8::Value> Connection::take_body() {
  if (body_.empty()) return v8::Undefined(rt_.isolate);
  v8::Local<v8::Value> buffer = array_buffer(rt_, {reinterpret_cast<const uint8_t*>(body_.data()), body_.size()});
  body_.clear();
  return buffer;
}

void Connection::deliver(bool complete) {
  head_waits_ = false;
  v8::Isolate* isolate = rt_.isolate;
  v8::HandleScope handles(isolate);
  uint32_t flags = complete ? flags_ & ~uint32_t{has_body} : flags_;
  v8::Local<v8::Value> args[] = {object(isolate), shared_.method(isolate, static_cast<uint8_t>(code_)), target_,
                                 fields_,         v8::Integer::NewFromUnsigned(isolate, flags),         take_body()};
  turn_->call(shared_.on_message.Get(isolate), v8::Undefined(isolate), args);
}

void Connection::on_body(std::span<const uint8_t> part) {
  body_.append(reinterpret_cast<const char*>(part.data()), part.size());
}

void Connection::deliver_body() {
  if (body_.empty()) return;
  v8::HandleScope handles(rt_.isolate);
  turn_->call(shared_.on_body.Get(rt_.isolate), v8::Undefined(rt_.isolate), {object(rt_.isolate), take_body()});
}

void Connection::on_complete(std::string_view trailers) {
  v8::Isolate* isolate = rt_.isolate;
  if (head_waits_ && trailers.empty()) {
    deliver(true);
  } else if (response_ || head_waits_ || (flags_ & has_body)) {
    if (head_waits_) deliver(false);
    deliver_body();
    if (stopped_) return;
    v8::HandleScope handles(isolate);
    turn_->call(shared_.on_complete.Get(isolate), v8::Undefined(isolate),
                {object(isolate), one_byte(isolate, trailers)});
  }
  flags_ = 0;
  message_since_ = 0;
  if (!response_ && unanswered_ == 0) mark_idle();
}

void Connection::run(Turn& turn, std::span<const uint8_t> data) {
  if (stopped_) return;
  turn_ = &turn;
  if (head_since_ == 0 && !parser_.in_message()) {
    head_since_ = message_since_ = uv_now(rt_.loop.uv());
    if (list_ && idle_since_ != 0) mark_busy();
  }
  MessageParser::Outcome outcome = parser_.execute(data);
  if (!stopped_ && !outcome.code) {
    if (head_waits_) deliver(false);
    if (!stopped_) deliver_body();
  }
  target_.Clear();
  fields_.Clear();
  if (!stopped_ && outcome.code) {
    fail(turn, outcome, data);
  } else if (!stopped_ && outcome.upgrade) {
    v8::Isolate* isolate = rt_.isolate;
    turn.call(shared_.on_upgrade.Get(isolate), v8::Undefined(isolate),
              {object(isolate), array_buffer(rt_, data.subspan(outcome.consumed))});
  }
  turn_ = nullptr;
}

void Connection::fail(Turn& turn, const MessageParser::Outcome& outcome, std::span<const uint8_t> data) {
  v8::Isolate* isolate = rt_.isolate;
  turn.call(shared_.on_error.Get(isolate), v8::Undefined(isolate),
            {object(isolate), js_string(isolate, outcome.code), js_string(isolate, outcome.reason),
             v8::Integer::NewFromUnsigned(isolate, static_cast<uint32_t>(outcome.consumed)), array_buffer(rt_, data)});
}

void Connection::on_data(std::span<const uint8_t> data) {
  if (rt_.stopping()) return;
  keep();  // JavaScript may let go of the last reference on the way
  {
    v8::HandleScope handles(rt_.isolate);
    Turn turn(rt_.tasks);
    if (turn) run(turn, data);
  }
  if (source_ && source_->stream()) source_->stream()->flush();
  release();
}

void Connection::on_read_end(int error) {
  if (rt_.stopping()) return;
  keep();
  {
    v8::HandleScope handles(rt_.isolate);
    Turn turn(rt_.tasks);
    if (turn)
      turn.call(shared_.on_end.Get(rt_.isolate), v8::Undefined(rt_.isolate),
                {object(rt_.isolate), v8::Integer::New(rt_.isolate, error)});
  }
  release();
}

void Connection::execute(Runtime& rt, Bytes data) {
  keep();
  {
    Turn turn(rt.tasks);
    if (turn) run(turn, data.span());
  }
  release();
}

bool Connection::finish(Runtime& rt) {
  if (stopped_) return true;
  Turn turn(rt.tasks);
  if (!turn) return true;
  turn_ = &turn;
  MessageParser::Outcome outcome = parser_.finish();
  if (outcome.code && !stopped_) fail(turn, outcome, {});
  turn_ = nullptr;
  return outcome.code == nullptr;
}

ConnectionList::~ConnectionList() {
  for (List<Connection>* list : {&busy_, &idle_}) list->each([](Connection& c) { c.join(nullptr); });
}

void ConnectionList::add(Runtime&, v8::Local<v8::Object> connection) {
  if (connection->InternalFieldCount() < 1) return;
  native<Connection>(connection)->join(this);
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
