#include "background/dns.h"

#include <netdb.h>

namespace rondo {

namespace {

struct LookUp final : Request {
  LookUp(Background& b, MoveFunction<void(int, std::vector<FoundAddress>)> d)
      : Request(b, "GetAddrInfoReqWrap"), done(std::move(d)) {
    req.data = this;
  }
  void cancel() override { uv_cancel(reinterpret_cast<uv_req_t*>(&req)); }
  uv_getaddrinfo_t req{};
  MoveFunction<void(int, std::vector<FoundAddress>)> done;
};

struct LookUpName final : Request {
  LookUpName(Background& b, MoveFunction<void(int, FoundName)> d)
      : Request(b, "GetNameInfoReqWrap"), done(std::move(d)) {
    req.data = this;
  }
  void cancel() override { uv_cancel(reinterpret_cast<uv_req_t*>(&req)); }
  uv_getnameinfo_t req{};
  MoveFunction<void(int, FoundName)> done;
};

}  // namespace

void look_up(Background& background, const std::string& host, int family, int flags,
             MoveFunction<void(int, std::vector<FoundAddress>)> done) {
  auto* request = new LookUp(background, std::move(done));
  addrinfo hints{};
  hints.ai_family = family == 4 ? AF_INET : family == 6 ? AF_INET6 : AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  auto finish = [](uv_getaddrinfo_t* req, int status, addrinfo* found) {
    auto* self = static_cast<LookUp*>(req->data);
    std::vector<FoundAddress> addresses;
    for (addrinfo* a = found; status == 0 && a; a = a->ai_next) {
      char text[INET6_ADDRSTRLEN] = "";
      if (a->ai_family == AF_INET) {
        uv_ip4_name(reinterpret_cast<sockaddr_in*>(a->ai_addr), text, sizeof text);
        addresses.push_back({text, 4});
      } else if (a->ai_family == AF_INET6) {
        uv_ip6_name(reinterpret_cast<sockaddr_in6*>(a->ai_addr), text, sizeof text);
        addresses.push_back({text, 6});
      }
    }
    uv_freeaddrinfo(found);
    auto done = std::move(self->done);
    delete self;
    done(status, std::move(addresses));
  };
  int e = uv_getaddrinfo(background.loop().uv(), &request->req, finish, host.c_str(), nullptr, &hints);
  if (e == 0) return;
  auto failed = std::move(request->done);
  delete request;
  failed(e, {});
}

void look_up_name(Background& background, const sockaddr* address, MoveFunction<void(int, FoundName)> done) {
  auto* request = new LookUpName(background, std::move(done));
  auto finish = [](uv_getnameinfo_t* req, int status, const char* host, const char* service) {
    auto* self = static_cast<LookUpName*>(req->data);
    FoundName found{host ? host : "", service ? service : ""};
    auto done = std::move(self->done);
    delete self;
    done(status, std::move(found));
  };
  int e = uv_getnameinfo(background.loop().uv(), &request->req, finish, address, NI_NAMEREQD);
  if (e == 0) return;
  auto failed = std::move(request->done);
  delete request;
  failed(e, {});
}

}  // namespace rondo
