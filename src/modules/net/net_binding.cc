// Native half of lib/net.js: TCP and local sockets. Results are 0 or a negative errno, as JavaScript words the errors.
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "bind/shared.h"
#include "bind/stream_object.h"
#include "modules/net/address.h"
#include "modules/net/block_list.h"

namespace rondo::modules::net {

namespace {

struct Connect {
  uv_connect_t req;
  Callback done;
};

void finish_connect(uv_connect_t* req, int status) {
  std::unique_ptr<Connect> connect(static_cast<Connect*>(req->data));
  connect->done(int32_t{status});
}

class Tcp final : public StreamObject {
 public:
  static Result<Tcp*> make(Runtime& rt) {
    auto stream = TcpStream::make(rt.background);
    if (!stream) return stream.error();
    return new Tcp(rt, *stream);
  }

  int32_t open(int32_t fd) { return tcp() ? uv_tcp_open(tcp(), fd) : UV_EBADF; }
  int32_t bind(std::string host, int32_t port, int32_t family, uint32_t flags) {
    sockaddr_storage address;
    if (!tcp()) return UV_EBADF;
    if (!parse_address(host, port, family, address)) return UV_EINVAL;
    return uv_tcp_bind(tcp(), reinterpret_cast<sockaddr*>(&address), flags);
  }
  int32_t listen(int32_t backlog, Callback on_connection) {
    if (!tcp()) return UV_EBADF;
    sockaddr_storage address;
    int size = sizeof address;  // where libuv keeps it until now that the address was taken when it was to be bound
    if (int e = uv_tcp_getsockname(tcp(), reinterpret_cast<sockaddr*>(&address), &size); e < 0) return e;
    on_connection_ = std::move(on_connection);
    return stream()->listen("TCPServerWrap", backlog, [this](int fd) { accept(fd); });
  }
  int32_t connect(std::string host, int32_t port, int32_t family, Callback done) {
    sockaddr_storage address;
    if (!tcp()) return UV_EBADF;
    if (!parse_address(host, port, family, address)) return UV_EINVAL;
    auto* connect = new Connect{{}, std::move(done)};
    connect->req.data = connect;
    int e = uv_tcp_connect(&connect->req, tcp(), reinterpret_cast<sockaddr*>(&address), finish_connect);
    if (e < 0) delete connect;
    return e;
  }
  /// [host, family, port], or a negative errno.
  v8::Local<v8::Value> sock_name(Runtime& rt) { return name(rt, uv_tcp_getsockname); }
  v8::Local<v8::Value> peer_name(Runtime& rt) { return name(rt, uv_tcp_getpeername); }
  int32_t set_no_delay(bool on) { return tcp() ? uv_tcp_nodelay(tcp(), on) : UV_EBADF; }
  int32_t set_keep_alive(bool on, uint32_t seconds) {
    return tcp() ? uv_tcp_keepalive(tcp(), on, on && seconds == 0 ? 1 : seconds) : UV_EBADF;
  }
  /// The type of service (IPv4) or traffic class (IPv6) of packets, 0..255, or a negative errno.
  int32_t type_of_service() {
    uv_os_fd_t fd;
    int tos = 0;
    socklen_t size = sizeof tos;
    if (int e = descriptor(fd); e < 0) return e;
    bool ipv6 = getsockopt(fd, IPPROTO_IPV6, IPV6_TCLASS, &tos, &size) == 0;
    return ipv6 || getsockopt(fd, IPPROTO_IP, IP_TOS, &tos, &size) == 0 ? tos : -errno;
  }
  /// Both, where the socket has both: IPv4 may come along on one of IPv6.
  int32_t set_type_of_service(int32_t tos) {
    uv_os_fd_t fd;
    if (int e = descriptor(fd); e < 0) return e;
    bool ipv6 = setsockopt(fd, IPPROTO_IPV6, IPV6_TCLASS, &tos, sizeof tos) == 0;
    return setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof tos) == 0 || ipv6 ? 0 : -errno;
  }
  /// Closes with RST.
  int32_t reset(Runtime& rt, v8::Local<v8::Value> done) {
    if (!tcp()) return UV_EBADF;
    // SO_LINGER with no time: what close() does next drops the connection
    linger now{1, 0};
    uv_os_fd_t fd;
    if (int e = uv_fileno(stream()->uv(), &fd); e < 0) return e;
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now) != 0) return -errno;
    close(rt, done);
    return 0;
  }

 private:
  Tcp(Runtime& rt, Stream* stream) : StreamObject(rt, stream) { set_gathering(true); }
  uv_tcp_t* tcp() { return stream() ? static_cast<TcpStream*>(stream())->tcp() : nullptr; }
  void accept(int fd);

  int descriptor(uv_os_fd_t& fd) { return tcp() ? uv_fileno(stream()->uv(), &fd) : UV_EBADF; }

  template <class F>
  v8::Local<v8::Value> name(Runtime& rt, F query) {
    sockaddr_storage storage;
    int size = sizeof storage;
    int e = tcp() ? query(tcp(), reinterpret_cast<sockaddr*>(&storage), &size) : UV_EBADF;
    if (e < 0) return v8::Integer::New(rt.isolate, e);
    Address address = address_of(reinterpret_cast<sockaddr*>(&storage));
    v8::Local<v8::Value> parts[] = {js_string(rt.isolate, address.host), v8::Integer::New(rt.isolate, address.family),
                                    v8::Integer::New(rt.isolate, address.port)};
    return v8::Array::New(rt.isolate, parts, 3);
  }
};

class Pipe final : public StreamObject {
 public:
  static Result<Pipe*> make(Runtime& rt, bool ipc) {
    auto stream = PipeStream::make(rt.background, ipc);
    if (!stream) return stream.error();
    return new Pipe(rt, *stream);
  }

  int32_t open(int32_t fd) { return pipe() ? uv_pipe_open(pipe(), fd) : UV_EBADF; }
  int32_t bind(std::string path) {
    return pipe() ? uv_pipe_bind2(pipe(), path.data(), path.size(), UV_PIPE_NO_TRUNCATE) : UV_EBADF;
  }
  int32_t listen(int32_t backlog, Callback on_connection) {
    if (!pipe()) return UV_EBADF;
    on_connection_ = std::move(on_connection);
    return stream()->listen("PipeServerWrap", backlog, [this](int fd) { accept(fd); });
  }
  int32_t connect(std::string path, Callback done) {
    if (!pipe()) return UV_EBADF;
    auto* connect = new Connect{{}, std::move(done)};
    connect->req.data = connect;
    int e = uv_pipe_connect2(&connect->req, pipe(), path.data(), path.size(), UV_PIPE_NO_TRUNCATE, finish_connect);
    if (e < 0) delete connect;
    return e;
  }
  int32_t chmod(int32_t mode) { return pipe() ? uv_pipe_chmod(pipe(), mode) : UV_EBADF; }

 private:
  Pipe(Runtime& rt, Stream* stream) : StreamObject(rt, stream) {}
  uv_pipe_t* pipe() { return stream() ? static_cast<PipeStream*>(stream())->pipe() : nullptr; }
  void accept(int fd);
};

/// "TTY", "PIPE", "TCP", "FILE", "UDP" or "UNKNOWN": what a descriptor is.
std::string guess_handle_type(int32_t fd) {
  switch (uv_guess_handle(fd)) {
    case UV_TTY: return "TTY";
    case UV_NAMED_PIPE: return "PIPE";
    case UV_TCP: return "TCP";
    case UV_FILE: return "FILE";
    case UV_UDP: return "UDP";
    default: return "UNKNOWN";
  }
}

/// 0, 4 or 6: of which family the numeric address is.
int32_t is_ip(std::string host) {
  // RFC 4007 leaves the form of a zone to the system; these are the letters that names of interfaces are made of.
  if (size_t zone = host.find('%'); zone != std::string::npos) {
    std::string_view name = std::string_view(host).substr(zone + 1);
    auto fits = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '.' || c == ':'; };
    if (name.empty() || !std::ranges::all_of(name, fits)) return 0;
  }
  sockaddr_storage address;
  if (parse_address(host, 0, 4, address)) return 4;
  return parse_address(host, 0, 6, address) ? 6 : 0;
}

/// The address in its canonical form, without zone; undefined for what is none of that family (4 or 6).
v8::Local<v8::Value> canonical_address(Runtime& rt, std::string host, int32_t family) {
  auto address = IpAddress::parse(host, family);
  if (!address) return v8::Undefined(rt.isolate);
  return js_string(rt.isolate, address->text);
}

/// Its methods take addresses that canonicalAddress() gave; false for others.
class BlockListObject final : public NativeObject {
 public:
  static Result<BlockListObject*> make(Runtime&) { return new BlockListObject(std::make_shared<BlockList>()); }
  explicit BlockListObject(std::shared_ptr<BlockList> state) : state(std::move(state)) {}

  bool add_address(std::string host, int32_t family) {
    auto address = IpAddress::parse(host, family);
    if (address) state->add_address(*address);
    return address.has_value();
  }
  bool add_range(std::string first_host, int32_t first_family, std::string last_host, int32_t last_family) {
    auto first = IpAddress::parse(first_host, first_family);
    auto last = IpAddress::parse(last_host, last_family);
    return first && last && state->add_range(*first, *last);
  }
  bool add_subnet(std::string host, int32_t family, int32_t prefix) {
    auto network = IpAddress::parse(host, family);
    if (!network || prefix < 0 || prefix > (family == 4 ? 32 : 128)) return false;
    state->add_subnet(*network, prefix);
    return true;
  }
  bool has(std::string host, int32_t family) {
    auto address = IpAddress::parse(host, family);
    return address && state->has(*address);
  }
  std::vector<std::string> rules() { return state->rules(); }
  v8::Local<v8::Value> share(Runtime& rt) { return rondo::share(rt, state); }

  const std::shared_ptr<BlockList> state;
};

/// receiveBlockList(BlockList, what share() gave) -> BlockList; undefined for anything else.
void receive_block_list(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto state = shared<BlockList>(info[1]);
  v8::Local<v8::Object> object;
  if (state && wrap(rt, info[0].As<v8::Function>(), new BlockListObject(std::move(state))).ToLocal(&object))
    info.GetReturnValue().Set(object);
}

/// An object of the same kind as `self`, for `made`; none where a program has put something else in the constructor's place.
template <class T>
v8::MaybeLocal<v8::Object> another(T& self, Runtime& rt, T* made) {
  v8::TryCatch caught(rt.isolate);
  v8::Local<v8::Value> constructor;
  auto name = v8::String::NewFromUtf8Literal(rt.isolate, "constructor");
  if (self.object(rt.isolate)->Get(rt.context(), name).ToLocal(&constructor) && constructor->IsFunction())
    return wrap(rt, constructor.template As<v8::Function>(), made);
  delete made;
  return {};
}

/// Makes an object of the connection `fd` and calls `on_connection(0, object)`, or `(error)` where there is none.
template <class T, class... Options>
void accept_into(T& self, Runtime& rt, Callback& on_connection, int fd, Options... options) {
  if (fd < 0) return on_connection(int32_t{fd});
  Result<T*> made = rt.stopping() ? Error::system(UV_ECANCELED, "accept") : T::make(rt, options...);
  int error = made ? (*made)->open(fd) : made.error().number;
  if (error < 0) {
    ::close(fd);
    if (made) delete *made;
    return on_connection(int32_t{error});
  }
  v8::HandleScope handles(rt.isolate);
  v8::Context::Scope scope(rt.context());
  v8::Local<v8::Object> object;
  if (another(self, rt, *made).ToLocal(&object)) on_connection(int32_t{0}, object);
}

void Tcp::accept(int fd) { accept_into(*this, rt_, on_connection_, fd); }
void Pipe::accept(int fd) { accept_into(*this, rt_, on_connection_, fd, false); }

}  // namespace

void bind(Module& m) {
  auto tcp = m.cls<Tcp>("Tcp");
  StreamObject::describe(tcp);
  tcp.method<"open", &Tcp::open>()
      .method<"bind", &Tcp::bind>()
      .method<"listen", &Tcp::listen>()
      .method<"connect", &Tcp::connect>()
      .method<"sockName", &Tcp::sock_name>()
      .method<"peerName", &Tcp::peer_name>()
      .method<"setNoDelay", &Tcp::set_no_delay>()
      .method<"setKeepAlive", &Tcp::set_keep_alive>()
      .method<"typeOfService", &Tcp::type_of_service>()
      .method<"setTypeOfService", &Tcp::set_type_of_service>()
      .method<"reset", &Tcp::reset>();
  auto pipe = m.cls<Pipe>("Pipe");
  StreamObject::describe(pipe);
  pipe.method<"open", &Pipe::open>()
      .method<"bind", &Pipe::bind>()
      .method<"listen", &Pipe::listen>()
      .method<"connect", &Pipe::connect>()
      .method<"chmod", &Pipe::chmod>();
  m.cls<BlockListObject>("BlockList")
      .method<"addAddress", &BlockListObject::add_address>()
      .method<"addRange", &BlockListObject::add_range>()
      .method<"addSubnet", &BlockListObject::add_subnet>()
      .method<"has", &BlockListObject::has>()
      .method<"rules", &BlockListObject::rules>()
      .method<"share", &BlockListObject::share>();
  m.raw<"receiveBlockList", receive_block_list, v8::Local<v8::Function>>();
  m.fn<"canonicalAddress", canonical_address>();
  m.fn<"guessHandleType", guess_handle_type>();
  m.fn<"isIP", is_ip>();
  m.constant("ipv6Only", uint32_t{UV_TCP_IPV6ONLY});
  m.constant("reusePort", uint32_t{UV_TCP_REUSEPORT});
  m.constant("eof", int32_t{UV_EOF});
}

}  // namespace rondo::modules::net
