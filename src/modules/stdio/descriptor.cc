#include "modules/stdio/descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <uv.h>

#include <cerrno>

namespace rondo::modules::stdio {

std::string kind(int32_t fd) {
  if (fd < 0 || fcntl(fd, F_GETFD) < 0) return "INVALID";
  switch (uv_guess_handle(fd)) {
    case UV_FILE: return "FILE";
    case UV_NAMED_PIPE: return "PIPE";
    case UV_TTY: return "TTY";
    case UV_TCP: return "TCP";
    case UV_UDP: return "UDP";
    default: return "UNKNOWN";
  }
}

int32_t write_all(int32_t fd, std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes = bytes.subspan(static_cast<size_t>(count));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd ready{fd, POLLOUT, 0};
      if (poll(&ready, 1, -1) < 0 && errno != EINTR) return -errno;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  return 0;
}

std::vector<int32_t> window_size(int32_t fd) {
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return {};
  return {size.ws_col, size.ws_row};
}

}  // namespace rondo::modules::stdio
