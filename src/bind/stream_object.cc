#include "bind/stream_object.h"

#include "base/encoding.h"
#include "bind/text.h"

namespace rondo {

namespace {

// Larger writes go to the kernel at once: copying them would cost more than a call saves.
constexpr size_t most_gathered = 16 * 1024;

}  // namespace

StreamObject::~StreamObject() {
  if (diverted_) diverted_->on_stream_closed();
  if (stream_) stream_->close();
}

int32_t StreamObject::read_start() {
  if (!stream_) return UV_EBADF;
  return stream_->read_start(diverted_ ? diverted_ : this);
}

int32_t StreamObject::read_stop() { return stream_ ? stream_->read_stop() : UV_EBADF; }

void StreamObject::divert(StreamReader* reader) {
  diverted_ = reader;
  if (stream_ && stream_->reading()) stream_->set_reader(reader ? reader : this);
}

void StreamObject::on_data(std::span<const uint8_t> data) {
  if (!on_read_ || rt_.stopping()) return;
  v8::HandleScope handles(rt_.isolate);
  Turn turn(rt_.tasks, on_read_.frame());
  if (!turn) return;
  v8::Local<v8::ArrayBuffer> copy;
  if (!uninitialized_array_buffer(rt_, data.size()).ToLocal(&copy)) return;
  std::memcpy(copy->Data(), data.data(), data.size());
  turn.call(on_read_.function(), v8::Undefined(rt_.isolate), {v8::Integer::New(rt_.isolate, 0), copy});
}

void StreamObject::on_read_end(int error) {
  // the callback may be replaced or let go of while it runs
  on_read_(int32_t{error == 0 ? UV_EOF : error});
}

Stream::Written StreamObject::when_written(Runtime& rt, v8::Local<v8::Value> done) {
  if (!done->IsFunction()) return {};
  keep();
  return [this, callback = Callback(rt, done.As<v8::Function>())](int error) {
    callback(int32_t{error});
    release();
  };
}

int32_t StreamObject::finish_write(Runtime& rt, std::span<const uv_buf_t> parts, std::shared_ptr<void> owner,
                                   v8::Local<v8::Value> done) {
  Stream::Written written = when_written(rt, done);
  bool counted = static_cast<bool>(written);
  int result = stream_->write(parts, std::move(owner), std::move(written));
  if (counted && result != 1) release();
  return result;
}

// What does not fit sends what is there: a program that writes on and on has to find out that the other side does not take it.
bool StreamObject::gathers(size_t size) {
  if (!gathers_ || size > most_gathered) return false;
  if (stream_->gathered_size() + size > most_gathered) stream_->flush();
  return stream_ && stream_->queued() == 0;
}

int32_t StreamObject::write_text(Runtime& rt, v8::Local<v8::String> text, bool latin1, v8::Local<v8::Value> done) {
  if (!stream_ || stream_->closing()) return UV_EBADF;
  // one-byte strings of ASCII are the same in both encodings; the check is cheaper than another pass
  size_t size = latin1 ? static_cast<size_t>(text->Length()) : text->Utf8LengthV2(rt.isolate);
  auto write_into = [&](char* to) {
    if (latin1)
      text->WriteOneByteV2(rt.isolate, 0, static_cast<uint32_t>(text->Length()), reinterpret_cast<uint8_t*>(to));
    else
      text->WriteUtf8V2(rt.isolate, to, size, v8::String::WriteFlags::kReplaceInvalidUtf8);
  };
  if (gathers(size)) {
    std::string& out = stream_->gathered();
    size_t at = out.size();
    out.resize(at + size);
    write_into(out.data() + at);
    return 0;
  }
  if (!stream_) return UV_EBADF;  // what was gathered could not be sent
  Bytes bytes = Bytes::allocate(size);
  if (!bytes.valid()) return UV_ENOMEM;
  write_into(reinterpret_cast<char*>(bytes.data()));
  return write_bytes(rt, std::move(bytes), done);
}

int32_t StreamObject::write_bytes(Runtime& rt, Bytes bytes, v8::Local<v8::Value> done) {
  if (!stream_ || stream_->closing()) return UV_EBADF;
  if (gathers(bytes.size())) {
    stream_->gathered().append(bytes.text());
    return 0;
  }
  if (!stream_) return UV_EBADF;
  uv_buf_t part{reinterpret_cast<char*>(bytes.data()), bytes.size()};
  return finish_write(rt, {&part, 1}, bytes.owner(), done);
}

int32_t StreamObject::write_many(Runtime& rt, std::vector<Bytes> chunks, v8::Local<v8::Value> done) {
  if (!stream_ || stream_->closing()) return UV_EBADF;
  size_t total = 0;
  for (const Bytes& chunk : chunks) total += chunk.size();
  if (gathers(total)) {
    std::string& out = stream_->gathered();
    for (const Bytes& chunk : chunks) out.append(chunk.text());
    return 0;
  }
  if (!stream_) return UV_EBADF;
  std::vector<uv_buf_t> parts;
  parts.reserve(chunks.size());
  for (const Bytes& chunk : chunks) parts.push_back({reinterpret_cast<char*>(chunk.data()), chunk.size()});
  auto owner = std::make_shared<std::vector<Bytes>>(std::move(chunks));
  return finish_write(rt, parts, std::move(owner), done);
}

int32_t StreamObject::shutdown(Callback done) {
  if (!stream_) return UV_EBADF;
  keep();
  int e = stream_->shutdown([this, callback = std::move(done)](int error) {
    callback(int32_t{error});
    release();
  });
  if (e < 0) release();
  return e;
}

bool StreamObject::when_drained(Callback drained) {
  return stream_ && stream_->when_drained([callback = std::move(drained)] { callback(); });
}

void StreamObject::close(Runtime& rt, v8::Local<v8::Value> done) {
  if (!stream_) {
    if (done->IsFunction()) rt.isolate->EnqueueMicrotask(done.As<v8::Function>());
    return;
  }
  if (diverted_) diverted_->on_stream_closed();
  Stream* stream = stream_;
  bytes_read_ = bytes_read();
  stream->flush();
  bytes_written_ = bytes_written();
  stream_ = nullptr;
  on_read_.reset();
  on_connection_.reset();
  MoveFunction<void()> closed = [this] { release(); };
  if (done->IsFunction())
    closed = [this, callback = Callback(rt, done.As<v8::Function>())] {
      callback();
      release();
    };
  stream->close(std::move(closed));
}

void StreamObject::set_ref(bool ref) {
  if (stream_) stream_->set_ref(ref);
}

int32_t StreamObject::fd() const {
  uv_os_fd_t fd = -1;
  if (stream_) uv_fileno(stream_->uv(), &fd);
  return fd;
}

}  // namespace rondo
