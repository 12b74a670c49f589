// Names to addresses and back, as the system resolves them, on the thread pool.
#pragma once
#include <string>
#include <vector>

#include "background/background.h"
#include "base/result.h"

namespace rondo {

struct FoundAddress {
  std::string host;
  int family;  // 4 or 6
};

/// getaddrinfo: `family` 0, 4 or 6; `flags` AI_*. `done` gets a negative errno of libuv's EAI_ kind on failure.
void look_up(Background& background, const std::string& host, int family, int flags,
             MoveFunction<void(int error, std::vector<FoundAddress>)> done);

struct FoundName {
  std::string host;
  std::string service;
};
/// getnameinfo for a numeric address.
void look_up_name(Background& background, const sockaddr* address, MoveFunction<void(int error, FoundName)> done);

}  // namespace rondo
