// Native half of lib/internal/stdio/ and lib/tty.js.
#include "background/descriptor_reader.h"
#include "bind/module.h"
#include "modules/stdio/descriptor.h"

namespace rondo::modules::stdio {

namespace {

int32_t write(int32_t fd, std::span<uint8_t> bytes) { return write_all(fd, bytes); }
int32_t write_text(int32_t fd, std::string text) {
  return write_all(fd, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

/// A descriptor that is read: a terminal, a pipe or a socket.
class Input final : public NativeObject {
 public:
  static Result<Input*> make(Runtime& rt, int32_t fd) {
    Result<DescriptorReader*> reader = DescriptorReader::open(rt.background, fd);
    if (!reader) return reader.error();
    return new Input(*reader);
  }

  /// `on_read(status, bytes)` for all that comes: an ArrayBuffer; at the end an empty one with status 0; or a negative errno.
  Result<void> start(Callback on_read) {
    if (!reader_) return Error::system(UV_EBADF, "read");
    Result<void> started = reader_->start([on_read = std::move(on_read)](int status, Bytes bytes) {
      on_read(static_cast<int32_t>(status), std::move(bytes));
    });
    if (started && !std::exchange(reading_, true)) keep();
    return started;
  }
  void stop() {
    if (reader_) reader_->stop();
    if (std::exchange(reading_, false)) release();
  }
  void close() {
    stop();
    if (reader_) reader_->close();
  }
  void ref() {
    if (reader_) reader_->set_ref(true);
  }
  void unref() {
    if (reader_) reader_->set_ref(false);
  }
  Result<void> set_raw_mode(bool raw) {
    return reader_ ? reader_->set_raw_mode(raw) : Error::system(UV_EBADF, "setRawMode");
  }

 private:
  explicit Input(DescriptorReader* reader) : reader_(reader) {
    reader->on_closing([this] { reader_ = nullptr; });
  }
  void collected() override {
    if (reader_) reader_->close();
    delete this;
  }

  DescriptorReader* reader_;
  bool reading_ = false;
};

}  // namespace

void bind(Module& m) {
  m.fn<"kind", kind>();
  m.fn<"write", write>();
  m.fn<"writeText", write_text>();
  m.fn<"windowSize", window_size>();
  m.constant("EBADF", int32_t{UV_EBADF}).constant("EINVAL", int32_t{UV_EINVAL});
  m.cls<Input>("Input")
      .method<"start", &Input::start>()
      .method<"stop", &Input::stop>()
      .method<"close", &Input::close>()
      .method<"ref", &Input::ref>()
      .method<"unref", &Input::unref>()
      .method<"setRawMode", &Input::set_raw_mode>();
}

}  // namespace rondo::modules::stdio
