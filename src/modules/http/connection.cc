#include "modules/http/connection.h"

#include "bind/text.h"
#include "modules/http/connection_list.h"

namespace rondo::http {

namespace {

v8::Local<v8::Value> array_buffer(Runtime& rt, std::span<const uint8_t> data) {
  v8::Local<v8::ArrayBuffer> buffer;
  if (!uninitialized_array_buffer(rt, data.size()).ToLocal(&buffer)) return v8::Undefined(rt.isolate);
  if (!data.empty()) std::memcpy(buffer->Data(), data.data(), data.size());
  return buffer;
}

}  // namespace

Connection::Connection(Runtime& rt, bool response)
    : rt_(rt),
      shared_(rt.state<Shared>()),
      response_(response),
      parser_(response ? MessageParser::Type::response : MessageParser::Type::request, *this) {
  head_since_ = message_since_ = uv_now(rt.loop.uv());
}

Connection::~Connection() { unconsume(); }

bool Connection::consume(Runtime& rt, v8::Local<v8::Object> handle) {
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
  if (response_ || head.has_body) flags |= has_body;
  flags_ = flags;
  code_ = response_ ? head.status : head.method;
  target_ = response_ ? one_byte(isolate, head.target) : recent_target_.get(isolate, head.target);
  fields_ = recent_fields_.get(isolate, head.fields);
  if (!response_ && !head.upgrade) {
    head_waits_ = true;  // what comes along of the body is given in the same call
    return After::body;
  }
  // JavaScript says how it goes on
  deliver_batch();
  if (stopped_) return After::body;
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> args[] = {
      object(isolate), code(), target_, fields_, v8::Integer::NewFromUnsigned(isolate, flags), v8::Undefined(isolate)};
  return after_of(turn_->call(shared_.on_message.Get(isolate), v8::Undefined(isolate), args));
}

v8::Local<v8::Value> Connection::code() const {
  if (response_) return v8::Integer::NewFromUnsigned(rt_.isolate, code_);
  return shared_.method(rt_.isolate, static_cast<uint8_t>(code_));
}

v8::Local<v8::Value> Connection::take_body() {
  if (body_.empty()) return v8::Undefined(rt_.isolate);
  v8::Local<v8::Value> buffer = array_buffer(rt_, {reinterpret_cast<const uint8_t*>(body_.data()), body_.size()});
  body_.clear();
  return buffer;
}

// The message is whole: it waits for the end of what was read, or for what has to be told after it.
void Connection::enqueue() {
  head_waits_ = false;
  batch_.push_back(code());
  batch_.push_back(target_);
  batch_.push_back(fields_);
  batch_.push_back(v8::Integer::NewFromUnsigned(rt_.isolate, flags_ & ~uint32_t{has_body}));
  batch_.push_back(take_body());
}

void Connection::deliver_batch() {
  if (batch_.empty()) return;
  v8::Isolate* isolate = rt_.isolate;
  v8::HandleScope handles(isolate);
  v8::Local<v8::Value> undefined = v8::Undefined(isolate);
  if (batch_.size() == values_of_message) {
    v8::Local<v8::Value> args[] = {object(isolate), batch_[0], batch_[1], batch_[2], batch_[3], batch_[4]};
    batch_.clear();
    turn_->call(shared_.on_message.Get(isolate), undefined, args);
    return;
  }
  v8::Local<v8::Value> messages = v8::Array::New(isolate, batch_.data(), batch_.size());
  size_t count = batch_.size() / values_of_message;
  batch_.clear();
  // a handler that throws ends a call: the messages after it have the next one
  for (; count > 0 && !stopped_ && !rt_.stopping(); count--) {
    if (!turn_->call(shared_.on_batch.Get(isolate), undefined, {object(isolate), messages}).IsEmpty()) return;
  }
}

void Connection::deliver(bool complete) {
  enqueue();
  if (!complete) batch_[batch_.size() - 2] = v8::Integer::NewFromUnsigned(rt_.isolate, flags_);
  deliver_batch();
}

// A chunk stays one, also where several come with one read: programs take what was written at once for one message.
void Connection::on_body(std::span<const uint8_t> part) {
  if (!body_.empty()) {
    if (head_waits_) {
      deliver(false);
    } else {
      deliver_body();
    }
    if (stopped_) return;
  }
  body_.append(reinterpret_cast<const char*>(part.data()), part.size());
}

void Connection::deliver_body() {
  if (body_.empty()) return;
  v8::HandleScope handles(rt_.isolate);
  turn_->call(shared_.on_body.Get(rt_.isolate), v8::Undefined(rt_.isolate), {object(rt_.isolate), take_body()});
}

void Connection::on_complete(std::string_view trailers) {
  if (head_waits_ && trailers.empty()) {
    enqueue();
  } else if (response_ || head_waits_ || (flags_ & has_body)) {
    if (head_waits_) deliver(false);
    deliver_body();
    if (stopped_) return;
    v8::Isolate* isolate = rt_.isolate;
    v8::HandleScope handles(isolate);
    turn_->call(shared_.on_complete.Get(isolate), v8::Undefined(isolate),
                {object(isolate), one_byte(isolate, trailers)});
  }
  flags_ = 0;
  message_since_ = 0;
  if (!response_ && unanswered_ == 0) mark_idle();
}

void Connection::feed(Turn& turn, std::span<const uint8_t> data) {
  run(turn, data);
  while (!later_.empty()) {
    std::string more = std::exchange(later_, {});
    run(turn, {reinterpret_cast<const uint8_t*>(more.data()), more.size()});
  }
  if (std::exchange(end_later_, false) && !stopped_) end_of_data(turn);
}

void Connection::run(Turn& turn, std::span<const uint8_t> data) {
  if (stopped_) return;
  turn_ = &turn;
  if (head_since_ == 0 && !parser_.in_message()) {
    head_since_ = message_since_ = uv_now(rt_.loop.uv());
    if (list_ && idle_since_ != 0) mark_busy();
  }
  MessageParser::Outcome outcome = parser_.execute(data);
  if (!stopped_) deliver_batch();
  // also before an error: the program has the request, and hears of its end
  if (!stopped_ && head_waits_) deliver(false);
  if (!stopped_) deliver_body();
  batch_.clear();
  // the next head has begun in the same read
  if (head_since_ == 0 && parser_.in_head()) head_since_ = message_since_ = uv_now(rt_.loop.uv());
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
    Turn turn(rt_.tasks);
    if (turn) feed(turn, data);
  }
  rt_.background.streams().flush_due();
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
  if (turn_) {
    later_.append(data.text());
    return;
  }
  keep();
  {
    Turn turn(rt.tasks);
    if (turn) feed(turn, data.span());
  }
  release();
}

bool Connection::finish(Runtime& rt) {
  if (stopped_) return true;
  if (turn_) return end_later_ = true;
  Turn turn(rt.tasks);
  return !turn || end_of_data(turn);
}

bool Connection::end_of_data(Turn& turn) {
  turn_ = &turn;
  MessageParser::Outcome outcome = parser_.finish();
  // a response that is cut off is no malformed one: its reader is told of the connection's end
  if (outcome.code && !stopped_ && !response_) fail(turn, outcome, {});
  turn_ = nullptr;
  return outcome.code == nullptr;
}

}  // namespace rondo::http
