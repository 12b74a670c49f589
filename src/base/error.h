// What went wrong, without V8 or libuv: bind/js_error.cc turns it into the Error object that programs see.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rondo {

struct Error {
  enum class Kind { generic, type, range, system };

  Kind kind = Kind::generic;
  int number = 0;                   // system: the negative errno, as libuv counts them
  std::string code;                 // ERR_...; empty for system errors, whose code is errno's name
  std::string message;              // without code; for system errors it is derived unless given here
  std::string syscall;              // system: the call that failed
  std::optional<std::string> path;  // system: the path or address it was about, which may be empty
  std::optional<std::string> dest;  // system: its second path

  /// Further own properties of the object.
  struct Detail {
    std::string name;
    std::variant<std::string, std::vector<std::string>, int32_t> value;
  };
  std::vector<Detail> details;

  static Error generic(std::string code, std::string message) {
    return {Kind::generic, 0, std::move(code), std::move(message), {}, {}, {}, {}};
  }
  static Error type(std::string code, std::string message) {
    return {Kind::type, 0, std::move(code), std::move(message), {}, {}, {}, {}};
  }
  static Error range(std::string code, std::string message) {
    return {Kind::range, 0, std::move(code), std::move(message), {}, {}, {}, {}};
  }
  /// A failed call of the operating system. `number` is negative (-ENOENT), `path` and `dest` what it was given.
  static Error system(int number, std::string syscall, std::optional<std::string> path = {},
                      std::optional<std::string> dest = {}) {
    return {Kind::system, number, {}, {}, std::move(syscall), std::move(path), std::move(dest), {}};
  }
};

}  // namespace rondo
