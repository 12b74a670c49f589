// A callable that is owned, moved and called: std::function for callables that cannot be copied.
#pragma once
#include <memory>
#include <type_traits>
#include <utility>

namespace rondo {

template <class Signature>
class MoveFunction;

template <class R, class... A>
class MoveFunction<R(A...)> {
 public:
  MoveFunction() = default;
  template <class F>
    requires(!std::is_same_v<std::decay_t<F>, MoveFunction>)
  MoveFunction(F&& f) : impl_(std::make_unique<Holder<std::decay_t<F>>>(std::forward<F>(f))) {}  // NOLINT
  explicit operator bool() const { return impl_ != nullptr; }
  R operator()(A... args) { return impl_->call(std::forward<A>(args)...); }

 private:
  struct Base {
    virtual ~Base() = default;
    virtual R call(A... args) = 0;
  };
  template <class F>
  struct Holder final : Base {
    explicit Holder(F f) : fn(std::move(f)) {}
    R call(A... args) override { return fn(std::forward<A>(args)...); }
    F fn;
  };
  std::unique_ptr<Base> impl_;
};

}  // namespace rondo
