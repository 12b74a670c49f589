// V8 fast calls, chosen by the signature alone: numbers and booleans in, one or nothing out, and no way to fail (13.6 has
// no fallback from a fast call). Optimised code then calls the C++ function directly.
#pragma once
#include <v8-fast-api-calls.h>
#include <v8.h>

#include <concepts>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "bind/object.h"
#include "bind/signature.h"

namespace rondo {

template <class T>
concept FastArgument =
    std::same_as<T, int32_t> || std::same_as<T, uint32_t> || std::same_as<T, bool> || std::same_as<T, double>;
template <class T>
concept FastReturn = FastArgument<T> || std::is_void_v<T>;

template <class Tuple>
inline constexpr bool all_fast = false;
template <class... A>
inline constexpr bool all_fast<std::tuple<A...>> = (FastArgument<A> && ...);

template <auto F>
concept FastCallable = FastReturn<typename Signature<decltype(F)>::Return> &&
                       all_fast<typename Signature<decltype(F)>::Args> && !Signature<decltype(F)>::wants_runtime;

template <auto F, class S = decltype(F)>
struct FastCall;
template <auto F, class R, class... A>
struct FastCall<F, R (*)(A...)> {
  static R call(v8::Local<v8::Value>, A... args) { return F(args...); }
};
template <auto F, class T, class R, class... A>
struct FastCall<F, R (T::*)(A...)> {
  static R call(v8::Local<v8::Object> object, A... args) { return (rondo::receiver<T>(object)->*F)(args...); }
};

template <auto F, class R, class... A>
struct FastCall<F, R (*)(Runtime&, A...)> {
  static R call(v8::Local<v8::Value>, A... args, v8::FastApiCallbackOptions& options) {
    return F(Runtime::from(options.isolate), args...);
  }
};

/// Could be called fast if it keeps away from the engine: it asks for the Runtime, which would let it in.
template <auto F>
concept QuickCallable = FastReturn<typename Signature<decltype(F)>::Return> &&
                        all_fast<typename Signature<decltype(F)>::Args> && Signature<decltype(F)>::wants_runtime;

template <auto F, class T, class R, class... A>
struct FastCall<F, R (T::*)(A...) const> {
  static R call(v8::Local<v8::Object> object, A... args) { return (rondo::receiver<T>(object)->*F)(args...); }
};

/// The description that V8 keeps for F. Its address is an external reference of the snapshot, so there is one per F.
template <auto F>
const v8::CFunction& fast_function() {
  static const v8::CFunction function = v8::CFunction::Make(&FastCall<F>::call);
  return function;
}

}  // namespace rondo
