// Native half of lib/dns.js: what the system's resolver knows.
#include "background/dns.h"

#include <netdb.h>

#include "bind/module.h"

namespace rondo::modules::dns {

namespace {

/// `done(error, [host, family, host, family, ...])`; error is 0 or a negative errno.
void lookup(Runtime& rt, std::string host, int32_t family, int32_t flags, Callback done) {
  look_up(rt.background, host, family, flags,
          [&rt, done = std::move(done)](int error, std::vector<FoundAddress> found) {
            if (rt.stopping()) return;
            v8::HandleScope handles(rt.isolate);
            v8::Context::Scope scope(rt.context());
            std::vector<v8::Local<v8::Value>> parts;
            for (const FoundAddress& a : found) {
              parts.push_back(js_string(rt.isolate, a.host));
              parts.push_back(v8::Integer::New(rt.isolate, a.family));
            }
            done(int32_t{error}, v8::Array::New(rt.isolate, parts.data(), parts.size()));
          });
}

/// `done(error, host, service)` for a numeric address. Returns 0, or UV_EINVAL where it is none.
int32_t lookup_service(Runtime& rt, std::string host, int32_t port, Callback done) {
  sockaddr_storage address{};
  if (uv_ip4_addr(host.c_str(), port, reinterpret_cast<sockaddr_in*>(&address)) != 0 &&
      uv_ip6_addr(host.c_str(), port, reinterpret_cast<sockaddr_in6*>(&address)) != 0)
    return UV_EINVAL;
  look_up_name(rt.background, reinterpret_cast<sockaddr*>(&address),
               [done = std::move(done)](int error, FoundName found) {
                 done(int32_t{error}, std::move(found.host), std::move(found.service));
               });
  return 0;
}

}  // namespace

void bind(Module& m) {
  m.fn<"lookup", lookup>();
  m.fn<"lookupService", lookup_service>();
  m.constant("ADDRCONFIG", int32_t{AI_ADDRCONFIG});
  m.constant("ALL", int32_t{AI_ALL});
  m.constant("V4MAPPED", int32_t{AI_V4MAPPED});
}

}  // namespace rondo::modules::dns
