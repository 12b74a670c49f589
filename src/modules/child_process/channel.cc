#include "modules/child_process/channel.h"

namespace rondo::modules::child_process {

int32_t Channel::write_with_descriptor(Runtime& rt, Bytes bytes, int32_t fd, v8::Local<v8::Function> done) {
  if (!pipe()) return UV_EBADF;
  if (bytes.empty()) return UV_EINVAL;  // a descriptor travels with at least one byte
  uv_buf_t part{reinterpret_cast<char*>(bytes.data()), bytes.size()};
  int result = pipe()->write_with_descriptor({&part, 1}, bytes.owner(), fd, when_written(rt, done));
  if (result != 1) release();
  return result;
}

void bind_channel(Module& m) {
  auto channel = m.cls<Channel>("Channel");
  StreamObject::describe(channel);
  channel.method<"open", &Channel::open>()
      .method<"writeWithDescriptor", &Channel::write_with_descriptor>()
      .method<"takeDescriptor", &Channel::take_descriptor>();
  m.constant("EAGAIN", int32_t{UV_EAGAIN});
}

}  // namespace rondo::modules::child_process
