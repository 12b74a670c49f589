#include "background/descriptor_reader.h"

#include <cstdlib>

namespace rondo {

namespace {

constexpr size_t read_size = 64 * 1024;

const char* kind_name(uv_handle_type type) {
  return type == UV_TTY ? "TTYWrap" : type == UV_TCP ? "TCPSocketWrap" : "PipeWrap";
}

}  // namespace

Result<DescriptorReader*> DescriptorReader::open(Background& background, int fd) {
  uv_handle_type type = uv_guess_handle(fd);
  uv_loop_t* loop = background.loop().uv();
  if (type != UV_TTY && type != UV_NAMED_PIPE && type != UV_TCP) return Error::system(UV_EINVAL, "open");

  auto* reader = new DescriptorReader(background, kind_name(type));
  int status = 0;
  if (type == UV_TTY) {
    status = uv_tty_init(loop, &reader->uv_.tty, fd, 0);
    reader->terminal_ = true;
  } else if (type == UV_TCP) {
    status = uv_tcp_init(loop, &reader->uv_.tcp);
  } else {
    status = uv_pipe_init(loop, &reader->uv_.pipe, 0);
  }
  if (status < 0) {  // there is nothing that libuv would close
    delete reader;
    return Error::system(status, "open");
  }
  if (type == UV_TCP) status = uv_tcp_open(&reader->uv_.tcp, fd);
  if (type == UV_NAMED_PIPE) status = uv_pipe_open(&reader->uv_.pipe, fd);
  if (status < 0) {
    reader->close();
    return Error::system(status, "open");
  }
  return reader;
}

Result<void> DescriptorReader::start(OnRead on_read) {
  if (closing()) return Error::system(UV_EBADF, "read");
  on_read_ = std::move(on_read);
  uv()->data = this;
  int status = uv_read_start(
      stream(),
      [](uv_handle_t* handle, size_t, uv_buf_t* buffer) {
        auto* self = static_cast<DescriptorReader*>(handle->data);
        self->room_ = Bytes::allocate(read_size);
        *buffer = uv_buf_init(reinterpret_cast<char*>(self->room_.data()), static_cast<unsigned>(self->room_.size()));
      },
      [](uv_stream_t* stream, ssize_t count, const uv_buf_t* buffer) {
        auto* self = static_cast<DescriptorReader*>(stream->data);
        Bytes room = std::exchange(self->room_, {});
        if (count == 0 || !self->on_read_) return;
        if (count < 0) uv_read_stop(stream);
        // what is called may start again, stop or close: the function is held here meanwhile
        OnRead on_read = std::move(self->on_read_);
        if (count > 0)
          on_read(0, Bytes::copy({buffer->base, static_cast<size_t>(count)}));
        else
          on_read(count == UV_EOF ? 0 : static_cast<int>(count), {});
        if (!self->on_read_ && !self->closing()) self->on_read_ = std::move(on_read);
      });
  if (status < 0 && status != UV_EALREADY) return Error::system(status, "read");
  return {};
}

void DescriptorReader::stop() {
  if (!closing()) uv_read_stop(stream());
}

void DescriptorReader::will_close() {
  on_read_ = {};
  if (on_closing_) on_closing_();
  on_closing_ = {};
}

Result<void> DescriptorReader::set_raw_mode(bool raw) {
  if (!terminal_ || closing()) return Error::system(closing() ? UV_EBADF : UV_ENOTTY, "setRawMode");
  [[maybe_unused]] static const int registered = std::atexit([] { uv_tty_reset_mode(); });
  int status = uv_tty_set_mode(&uv_.tty, raw ? UV_TTY_MODE_RAW : UV_TTY_MODE_NORMAL);
  if (status < 0) return Error::system(status, "setRawMode");
  return {};
}

}  // namespace rondo
