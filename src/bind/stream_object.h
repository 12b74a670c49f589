// The JavaScript side of a stream of the background: what net.Socket and tty.ReadStream hold as their `_handle`.
#pragma once
#include <memory>
#include <string>

#include "background/stream_io.h"
#include "bind/callback.h"
#include "bind/module.h"
#include "bind/object.h"

namespace rondo {

/// While the stream is open the object is kept; it lives on, without a stream, as long as JavaScript holds it.
class StreamObject : public NativeObject, public StreamReader {
 public:
  using NativeClass = StreamObject;
  ~StreamObject() override;

  Stream* stream() const { return stream_; }

  int32_t read_start();
  int32_t read_stop();
  /// Gives what arrives to another reader, as long as `reader` is set; null gives it back to JavaScript.
  void divert(StreamReader* reader);

  /// Writes text or bytes. 0: taken; 1: `done(error)` will be called; negative: errno.
  int32_t write_text(Runtime& rt, v8::Local<v8::String> text, bool latin1, v8::Local<v8::Value> done);
  int32_t write_bytes(Runtime& rt, Bytes bytes, v8::Local<v8::Value> done);
  int32_t write_many(Runtime& rt, std::vector<Bytes> parts, v8::Local<v8::Value> done);
  int32_t shutdown(Callback done);
  /// Calls `drained` once what waits to be taken by the kernel has left. False if nothing waits.
  bool when_drained(Callback drained);
  void close(Runtime& rt, v8::Local<v8::Value> done);
  void set_ref(bool ref);
  bool has_ref() const { return stream_ && stream_->has_ref(); }
  int32_t fd() const;
  double queued() const { return stream_ ? static_cast<double>(stream_->queued()) : 0; }
  double bytes_read() const { return stream_ ? static_cast<double>(stream_->bytes_read()) : bytes_read_; }
  double bytes_written() const { return stream_ ? static_cast<double>(stream_->bytes_written()) : bytes_written_; }
  /// Small writes gather until the end of the loop's turn. On for sockets, off for what must be written at once.
  void set_gathering(bool on) { gathers_ = on; }
  /// Sends what has gathered.
  void flush() {
    if (stream_) stream_->flush();
  }
  void on_read(Callback callback) { on_read_ = std::move(callback); }

  void on_data(std::span<const uint8_t> data) override;
  void on_read_end(int error) override;
  void on_stream_closing() override { stream_ = nullptr; }

  template <class T>
  static void describe(ClassBuilder<T>& cls) {
    cls.template method<"readStart", &T::read_start>()
        .template method<"readStop", &T::read_stop>()
        .template method<"writeText", &T::write_text>()
        .template method<"writeBytes", &T::write_bytes>()
        .template method<"writeMany", &T::write_many>()
        .template method<"shutdown", &T::shutdown>()
        .template method<"whenDrained", &T::when_drained>()
        .template method<"close", &T::close>()
        .template method<"setRef", &T::set_ref>()
        .template method<"hasRef", &T::has_ref>()
        .template method<"descriptor", &T::fd>()
        .template method<"queued", &T::queued>()
        .template method<"bytesRead", &T::bytes_read>()
        .template method<"bytesWritten", &T::bytes_written>()
        .template method<"flush", &T::flush>()
        .template method<"setGathering", &T::set_gathering>()
        .template method<"onRead", &T::on_read>();
  }

 protected:
  StreamObject(Runtime& rt, Stream* stream) : rt_(rt), stream_(stream) {
    stream->set_owner(this);
    keep();
  }
  void collected() override { delete this; }
  Runtime& rt_;
  Stream* stream_;
  Callback on_read_;
  /// What listens calls it with (error, object of the new connection).
  Callback on_connection_;

  /// What a stream calls when a write is over: `done(error)`, if it is a function. The object is kept until then.
  Stream::Written when_written(Runtime& rt, v8::Local<v8::Value> done);

 private:
  /// Whether a write of `size` bytes is to be appended to what gathers.
  bool gathers(size_t size);
  int32_t finish_write(Runtime& rt, std::span<const uv_buf_t> parts, std::shared_ptr<void> owner,
                       v8::Local<v8::Value> done);
  StreamReader* diverted_ = nullptr;
  double bytes_read_ = 0;
  double bytes_written_ = 0;
  bool gathers_ = false;
};

}  // namespace rondo
