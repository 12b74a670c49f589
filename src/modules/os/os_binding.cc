// Native half of lib/os.js. What can fail gives a negative errno instead of its value; lib/os.js words the error.
#include <uv.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bind/module.h"
#include "modules/os/constants.h"

namespace rondo::modules::os {

namespace {

using Value = v8::Local<v8::Value>;

Value number(Runtime& rt, double n) { return v8::Number::New(rt.isolate, n); }
Value failure(Runtime& rt, int error) { return v8::Integer::New(rt.isolate, error); }
Value array(Runtime& rt, std::vector<Value>& values) {
  return v8::Array::New(rt.isolate, values.data(), values.size());
}

/// The text that a libuv function writes to a buffer whose size it is told, or its errno.
template <int (*Read)(char*, size_t*)>
Value text(Runtime& rt) {
  std::string out(256, '\0');
  size_t size = out.size();
  int error = Read(out.data(), &size);
  if (error == UV_ENOBUFS) {
    out.resize(size);
    error = Read(out.data(), &size);
  }
  if (error < 0) return failure(rt, error);
  return js_string(rt.isolate, {out.data(), size});
}

/// [sysname, version, release, machine]
Value uname(Runtime& rt) {
  uv_utsname_t names;
  if (int error = uv_os_uname(&names); error < 0) return failure(rt, error);
  std::vector<Value> values;
  for (const char* name : {names.sysname, names.version, names.release, names.machine})
    values.push_back(js_string(rt.isolate, name));
  return array(rt, values);
}

/// model, speed (MHz), then milliseconds: user, nice, sys, idle, irq; for one processor after another.
Value cpus(Runtime& rt) {
  uv_cpu_info_t* infos = nullptr;
  int count = 0;
  if (int error = uv_cpu_info(&infos, &count); error < 0) return failure(rt, error);
  std::vector<Value> values;
  for (int i = 0; i < count; i++) {
    const auto& t = infos[i].cpu_times;
    values.push_back(js_string(rt.isolate, infos[i].model));
    values.push_back(number(rt, infos[i].speed));
    for (uint64_t ms : {t.user, t.nice, t.sys, t.idle, t.irq}) values.push_back(number(rt, static_cast<double>(ms)));
  }
  uv_free_cpu_info(infos, count);
  return array(rt, values);
}

/// name, address, netmask, family, MAC, whether internal, scope id (-1 for IPv4); for one address after another.
Value network_interfaces(Runtime& rt) {
  uv_interface_address_t* addresses = nullptr;
  int count = 0;
  if (int error = uv_interface_addresses(&addresses, &count); error < 0) return failure(rt, error);
  std::vector<Value> values;
  for (int i = 0; i < count; i++) {
    const uv_interface_address_t& a = addresses[i];
    const bool v6 = a.address.address4.sin_family == AF_INET6;
    std::array<char, INET6_ADDRSTRLEN> address{}, netmask{};
    if (v6) {
      uv_ip6_name(&a.address.address6, address.data(), address.size());
      uv_ip6_name(&a.netmask.netmask6, netmask.data(), netmask.size());
    } else {
      uv_ip4_name(&a.address.address4, address.data(), address.size());
      uv_ip4_name(&a.netmask.netmask4, netmask.data(), netmask.size());
    }
    std::array<char, 18> mac{};
    auto byte = [&](int n) { return static_cast<unsigned char>(a.phys_addr[n]); };
    std::snprintf(mac.data(), mac.size(), "%02x:%02x:%02x:%02x:%02x:%02x", byte(0), byte(1), byte(2), byte(3), byte(4),
                  byte(5));
    for (std::string_view part :
         {std::string_view(a.name), std::string_view(address.data()), std::string_view(netmask.data()),
          std::string_view(v6 ? "IPv6" : "IPv4"), std::string_view(mac.data())})
      values.push_back(js_string(rt.isolate, part));
    values.push_back(v8::Boolean::New(rt.isolate, a.is_internal != 0));
    values.push_back(number(rt, v6 ? static_cast<double>(a.address.address6.sin6_scope_id) : -1));
  }
  uv_free_interface_addresses(addresses, count);
  return array(rt, values);
}

/// uid, gid, then the bytes of user name, home and shell (null where there is none).
Value user_info(Runtime& rt) {
  uv_passwd_t user;
  if (int error = uv_os_get_passwd(&user); error < 0) return failure(rt, error);
  std::vector<Value> values{number(rt, static_cast<double>(user.uid)), number(rt, static_cast<double>(user.gid))};
  for (const char* part : {user.username, user.homedir, user.shell})
    values.push_back(part ? Js<Bytes>::to(rt, Bytes::copy(part)) : Value(v8::Null(rt.isolate)));
  uv_os_free_passwd(&user);
  return array(rt, values);
}

Value uptime(Runtime& rt) {
  double seconds = 0;
  int error = uv_uptime(&seconds);
  return error < 0 ? failure(rt, error) : number(rt, seconds);
}
Value loadavg(Runtime& rt) {
  double averages[3];
  uv_loadavg(averages);
  std::vector<Value> values;
  for (double average : averages) values.push_back(number(rt, average));
  return array(rt, values);
}
double free_memory() { return static_cast<double>(uv_get_free_memory()); }
double total_memory() { return static_cast<double>(uv_get_total_memory()); }
uint32_t available_parallelism() { return uv_available_parallelism(); }

/// The priority, boxed: it may be negative as errors are.
Value get_priority(Runtime& rt, int32_t pid) {
  int priority = 0;
  if (int error = uv_os_getpriority(pid, &priority); error < 0) return failure(rt, error);
  std::vector<Value> values{number(rt, priority)};
  return array(rt, values);
}
int32_t set_priority(int32_t pid, int32_t priority) { return uv_os_setpriority(pid, priority); }

}  // namespace

void bind(Module& m) {
  m.fn<"hostname", text<uv_os_gethostname>>();
  m.fn<"homedir", text<uv_os_homedir>>();
  m.fn<"uname", uname>();
  m.fn<"cpus", cpus>();
  m.fn<"networkInterfaces", network_interfaces>();
  m.fn<"userInfo", user_info>();
  m.fn<"uptime", uptime>();
  m.fn<"loadavg", loadavg>();
  m.fn<"freemem", free_memory>();
  m.fn<"totalmem", total_memory>();
  m.fn<"availableParallelism", available_parallelism>();
  m.fn<"getPriority", get_priority>();
  m.fn<"setPriority", set_priority>();
  m.object("constants", bind_constants);
}

}  // namespace rondo::modules::os
