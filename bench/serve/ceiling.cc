// What the machine gives without JavaScript: a fixed answer on libuv and llhttp, one write for each read.
#include <llhttp.h>
#include <uv.h>

#include <csignal>
#include <cstdlib>
#include <string>

namespace {

constexpr char answer[] =
    "HTTP/1.1 200 OK\r\ncontent-type: text/plain;charset=UTF-8\r\nDate: Sat, 01 Jan 2026 00:00:00 GMT\r\nConnection: "
    "keep-alive\r\nKeep-Alive: timeout=5\r\n"
    "Content-Length: 11\r\n\r\nhello world";
char read_buffer[65536];
llhttp_settings_t settings;

struct Connection {
  uv_tcp_t tcp{};
  llhttp_t parser{};
  std::string out;
};

void on_read(uv_stream_t* stream, ssize_t n, const uv_buf_t* buffer) {
  auto* connection = static_cast<Connection*>(stream->data);
  if (n < 0) {
    uv_close(reinterpret_cast<uv_handle_t*>(stream), [](uv_handle_t* h) { delete static_cast<Connection*>(h->data); });
    return;
  }
  connection->out.clear();
  llhttp_execute(&connection->parser, buffer->base, static_cast<size_t>(n));
  if (connection->out.empty()) return;
  uv_buf_t part = uv_buf_init(connection->out.data(), static_cast<unsigned>(connection->out.size()));
  uv_try_write(stream, &part, 1);
}

void on_connection(uv_stream_t* listener, int) {
  auto* connection = new Connection;
  uv_tcp_init(listener->loop, &connection->tcp);
  connection->tcp.data = connection;
  uv_accept(listener, reinterpret_cast<uv_stream_t*>(&connection->tcp));
  uv_tcp_nodelay(&connection->tcp, 1);
  llhttp_init(&connection->parser, HTTP_REQUEST, &settings);
  connection->parser.data = connection;
  uv_read_start(
      reinterpret_cast<uv_stream_t*>(&connection->tcp),
      [](uv_handle_t*, size_t, uv_buf_t* b) { *b = uv_buf_init(read_buffer, sizeof read_buffer); }, on_read);
}

}  // namespace

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  const char* port = std::getenv("PORT");
  llhttp_settings_init(&settings);
  auto ignore = [](llhttp_t*, const char*, size_t) { return 0; };
  settings.on_url = settings.on_header_field = settings.on_header_value = ignore;
  settings.on_message_complete = [](llhttp_t* parser) {
    static_cast<Connection*>(parser->data)->out.append(answer, sizeof answer - 1);
    return 0;
  };
  uv_loop_t* loop = uv_default_loop();
  uv_tcp_t listener;
  uv_tcp_init(loop, &listener);
  sockaddr_in address;
  uv_ip4_addr("127.0.0.1", port ? std::atoi(port) : 0, &address);
  uv_tcp_bind(&listener, reinterpret_cast<sockaddr*>(&address), 0);
  uv_listen(reinterpret_cast<uv_stream_t*>(&listener), 511, on_connection);
  return uv_run(loop, UV_RUN_DEFAULT);
}
