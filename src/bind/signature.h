// What a C++ function's type says of how it meets JavaScript: its arguments, its result, and whether it asks for the
// Runtime, which is then put first and is no JavaScript argument.
#pragma once
#include <algorithm>
#include <cstddef>
#include <tuple>
#include <type_traits>

namespace rondo {

class Runtime;

/// A string as a template argument.
template <size_t N>
struct Name {
  char text[N];
  consteval Name(const char (&s)[N]) { std::copy_n(s, N, text); }  // NOLINT
};

template <class F>
struct Signature;
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Return = R;
  using Args = std::tuple<std::decay_t<A>...>;
  static constexpr bool wants_runtime = false;
};
template <class R, class... A>
struct Signature<R (*)(Runtime&, A...)> {
  using Return = R;
  using Args = std::tuple<std::decay_t<A>...>;
  static constexpr bool wants_runtime = true;
};
template <class T, class R, class... A>
struct Signature<R (T::*)(A...)> : Signature<R (*)(A...)> {
  using Class = T;
};
template <class T, class R, class... A>
struct Signature<R (T::*)(A...) const> : Signature<R (*)(A...)> {
  using Class = T;
};
template <class T, class R, class... A>
struct Signature<R (T::*)(Runtime&, A...)> : Signature<R (*)(Runtime&, A...)> {
  using Class = T;
};

}  // namespace rondo
