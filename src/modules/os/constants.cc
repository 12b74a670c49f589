#include "modules/os/constants.h"

#include <dlfcn.h>
#include <uv.h>

#include <cerrno>
#include <csignal>

namespace rondo::modules::os {

// clang-format off: it never comes to rest on these lists
#define RONDO_ERRNO(X)                                                                                                 \
  X(E2BIG)                                                                                                             \
  X(EACCES)                                                                                                            \
  X(EADDRINUSE)                                                                                                        \
  X(EADDRNOTAVAIL)                                                                                                     \
  X(EAFNOSUPPORT)                                                                                                      \
  X(EAGAIN) X(EALREADY) X(EBADF) X(EBADMSG) X(EBUSY) X(ECANCELED) X(ECHILD) X(ECONNABORTED) X(ECONNREFUSED)            \
      X(ECONNRESET) X(EDEADLK) X(EDESTADDRREQ) X(EDOM) X(EDQUOT) X(EEXIST) X(EFAULT) X(EFBIG) X(EHOSTUNREACH) X(EIDRM) \
          X(EILSEQ) X(EINPROGRESS) X(EINTR) X(EINVAL) X(EIO) X(EISCONN) X(EISDIR) X(ELOOP) X(EMFILE) X(EMLINK)         \
              X(EMSGSIZE) X(EMULTIHOP) X(ENAMETOOLONG) X(ENETDOWN) X(ENETRESET) X(ENETUNREACH) X(ENFILE) X(ENOBUFS)    \
                  X(ENODATA) X(ENODEV) X(ENOENT) X(ENOEXEC) X(ENOLCK) X(ENOLINK) X(ENOMEM) X(ENOMSG) X(ENOPROTOOPT)    \
                      X(ENOSPC) X(ENOSR) X(ENOSTR) X(ENOSYS) X(ENOTCONN) X(ENOTDIR) X(ENOTEMPTY) X(ENOTSOCK)           \
                          X(ENOTSUP) X(ENOTTY) X(ENXIO) X(EOPNOTSUPP) X(EOVERFLOW) X(EPERM) X(EPIPE) X(EPROTO)         \
                              X(EPROTONOSUPPORT) X(EPROTOTYPE) X(ERANGE) X(EROFS) X(ESPIPE) X(ESRCH) X(ESTALE)         \
                                  X(ETIME) X(ETIMEDOUT) X(ETXTBSY) X(EWOULDBLOCK) X(EXDEV)

#define RONDO_SIGNALS(X)                                                                                             \
  X(SIGHUP)                                                                                                          \
  X(SIGINT)                                                                                                          \
  X(SIGQUIT)                                                                                                         \
  X(SIGILL)                                                                                                          \
  X(SIGTRAP)                                                                                                         \
  X(SIGABRT) X(SIGIOT) X(SIGBUS) X(SIGFPE) X(SIGKILL) X(SIGUSR1) X(SIGSEGV) X(SIGUSR2) X(SIGPIPE) X(SIGALRM)         \
      X(SIGTERM) X(SIGCHLD) X(SIGSTKFLT) X(SIGCONT) X(SIGSTOP) X(SIGTSTP) X(SIGTTIN) X(SIGTTOU) X(SIGURG) X(SIGXCPU) \
          X(SIGXFSZ) X(SIGVTALRM) X(SIGPROF) X(SIGWINCH) X(SIGIO) X(SIGPOLL) X(SIGPWR) X(SIGSYS)
// clang-format on

void bind_constants(Module& m) {
#define RONDO_CONSTANT(name) inner.constant(#name, static_cast<int32_t>(name));
  m.constant("UV_UDP_REUSEADDR", static_cast<int32_t>(UV_UDP_REUSEADDR));
  m.object("dlopen", [](Module& inner) {
    RONDO_CONSTANT(RTLD_LAZY)
    RONDO_CONSTANT(RTLD_NOW)
    RONDO_CONSTANT(RTLD_GLOBAL)
    RONDO_CONSTANT(RTLD_LOCAL)
    RONDO_CONSTANT(RTLD_DEEPBIND)
  });
  m.object("errno", [](Module& inner) { RONDO_ERRNO(RONDO_CONSTANT) });
  m.object("signals", [](Module& inner) { RONDO_SIGNALS(RONDO_CONSTANT) });
  m.object("priority", [](Module& inner) {
    inner.constant("PRIORITY_LOW", static_cast<int32_t>(UV_PRIORITY_LOW));
    inner.constant("PRIORITY_BELOW_NORMAL", static_cast<int32_t>(UV_PRIORITY_BELOW_NORMAL));
    inner.constant("PRIORITY_NORMAL", static_cast<int32_t>(UV_PRIORITY_NORMAL));
    inner.constant("PRIORITY_ABOVE_NORMAL", static_cast<int32_t>(UV_PRIORITY_ABOVE_NORMAL));
    inner.constant("PRIORITY_HIGH", static_cast<int32_t>(UV_PRIORITY_HIGH));
    inner.constant("PRIORITY_HIGHEST", static_cast<int32_t>(UV_PRIORITY_HIGHEST));
  });
#undef RONDO_CONSTANT
}

}  // namespace rondo::modules::os
