// What a binding says of itself: m.fn<"name", function>(), m.constant("NAME", 1), m.cls<T>("Name"). The same description
// is read twice: to fill the object that `binding('m')` gives, and to list the addresses that the snapshot must know.
#pragma once
#include <v8.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "bind/callback.h"
#include "bind/convert.h"
#include "bind/fast_call.h"
#include "bind/object.h"
#include "bind/promise.h"
#include "bind/signature.h"

namespace rondo {

using Arguments = v8::FunctionCallbackInfo<v8::Value>;

/// Throws ERR_INVALID_ARG_TYPE for argument `index` of the binding's function `name`.
void throw_bad_argument(Runtime& rt, const char* name, int index, const char* wanted);

/// Whether the first arguments are what the types of the tuple Args ask for. Throws where they are not.
template <class Args>
bool accepts(Runtime& rt, const char* name, const Arguments& info) {
  return [&]<size_t... I>(std::index_sequence<I...>) {
    int bad = -1;
    const char* wanted = nullptr;
    (void)((Js<std::tuple_element_t<I, Args>>::is(info[I]) ||
            (bad = static_cast<int>(I), wanted = Js<std::tuple_element_t<I, Args>>::name, false)) &&
           ...);
    if (bad >= 0) throw_bad_argument(rt, name, bad, wanted);
    return bad < 0;
  }(std::make_index_sequence<std::tuple_size_v<Args>>{});
}

/// Whether one of the tuple's types runs JavaScript while it is converted (an array's elements may be accessors), which can throw.
template <class Tuple>
inline constexpr bool runs_accessors = false;
template <class... A>
inline constexpr bool runs_accessors<std::tuple<A...>> = std::disjunction_v<std::bool_constant<is_vector<A>>...>;

/// Throws the TypeError for a method whose receiver has no native state.
void throw_illegal_receiver(Runtime& rt);

template <class R>
void set_return(Runtime& rt, const Arguments& info, R value) {
  if constexpr (FastArgument<R>)
    info.GetReturnValue().Set(value);
  else if constexpr (is_result<R>) {
    if (!value) {
      rt.isolate->ThrowException(to_js_error(rt, value.error()));
      return;
    }
    if constexpr (!std::is_void_v<typename R::value_type>) set_return(rt, info, std::move(*value));
  } else
    info.GetReturnValue().Set(Js<R>::to(rt, std::move(value)));
}

/// Converts the arguments, calls `invoke` with them and returns what it gives.
template <auto F, class Invoke>
void convert_and_call(const char* name, const Arguments& info, Invoke&& invoke) {
  using S = Signature<decltype(F)>;
  using Args = typename S::Args;
  Runtime& rt = Runtime::from(info.GetIsolate());
  [&]<size_t... I>(std::index_sequence<I...>) {
    if (!accepts<Args>(rt, name, info)) return;
    // braces: converted from left to right
    std::tuple<std::tuple_element_t<I, Args>...> args{Js<std::tuple_element_t<I, Args>>::from(rt, info[I])...};
    if constexpr (runs_accessors<Args>) {
      if (rt.isolate->HasPendingException()) return;
    }
    auto call = [&]() -> typename S::Return {
      if constexpr (S::wants_runtime)
        return invoke(rt, std::move(std::get<I>(args))...);
      else
        return invoke(std::move(std::get<I>(args))...);
    };
    if constexpr (std::is_void_v<typename S::Return>)
      call();
    else
      set_return(rt, info, call());
  }(std::make_index_sequence<std::tuple_size_v<Args>>{});
}

template <Name N, auto F>
void call_function(const Arguments& info) {
  convert_and_call<F>(N.text, info, F);
}
template <Name N, auto F>
void call_method(const Arguments& info) {
  using T = typename Signature<decltype(F)>::Class;
  T* self = receiver<T>(info.This());
  if (!self) return throw_illegal_receiver(Runtime::from(info.GetIsolate()));
  convert_and_call<F>(
      N.text, info, [self]<class... A>(A&&... args) -> decltype(auto) { return (self->*F)(std::forward<A>(args)...); });
}

class Module;

/// The methods of a class with native state.
template <class T>
class ClassBuilder {
 public:
  ClassBuilder(Module& module, v8::Local<v8::FunctionTemplate> constructor)
      : module_(module), constructor_(constructor) {}
  template <Name N, auto F>
  ClassBuilder& method();
  /// A method that reads its arguments itself; the first ones are of the kinds Wanted.
  template <Name N, void (*F)(T& self, const Arguments& info), class... Wanted>
  ClassBuilder& raw();

 private:
  Module& module_;
  v8::Local<v8::FunctionTemplate> constructor_;
};

class Module {
 public:
  /// To fill `target`.
  Module(Runtime& rt, v8::Local<v8::Object> target) : rt_(&rt), target_(target) {}
  /// To list addresses.
  explicit Module(std::vector<intptr_t>& references) : references_(&references) {}

  /// A function whose signature says how it is called.
  template <Name N, auto F>
  Module& fn() {
    if constexpr (FastCallable<F>)
      function(N.text, call_function<N, F>, &fast_function<F>(),
               std::tuple_size_v<typename Signature<decltype(F)>::Args>);
    else
      function(N.text, call_function<N, F>, nullptr, std::tuple_size_v<typename Signature<decltype(F)>::Args>);
    return *this;
  }
  /// A function that asks for the Runtime, and is called fast all the same: it neither makes anything in the engine's heap nor
  /// calls JavaScript nor throws. Only the programmer can say so.
  template <Name N, auto F>
    requires QuickCallable<F>
  Module& quick() {
    function(N.text, call_function<N, F>, &fast_function<F>(),
             std::tuple_size_v<typename Signature<decltype(F)>::Args>);
    return *this;
  }
  /// A function that reads its arguments itself; the first ones are of the kinds Wanted.
  template <Name N, v8::FunctionCallback F, class... Wanted>
  Module& raw() {
    if constexpr (sizeof...(Wanted) == 0)
      function(N.text, F, nullptr, 0);
    else
      function(
          N.text,
          [](const Arguments& info) {
            if (accepts<std::tuple<Wanted...>>(Runtime::from(info.GetIsolate()), N.text, info)) F(info);
          },
          nullptr, 0);
    return *this;
  }
  /// The same with a fast call of its own making, where arguments are of kinds that a signature cannot say (strings, views).
  /// `fast` has static storage.
  Module& raw(const char* name, v8::FunctionCallback slow, const v8::CFunction& fast) {
    function(name, slow, &fast, 0);
    return *this;
  }
  template <class V>
  Module& constant(std::string_view name, V value) {
    if (!references_) set(name, Js<V>::to(*rt_, value));
    return *this;
  }
  /// A plain object made of constants: m.object("errno", [&](Module& inner) { inner.constant(...); }).
  template <class Fill>
  Module& object(std::string_view name, Fill&& fill) {
    if (references_) {
      fill(*this);
      return *this;
    }
    Module inner(*rt_, v8::Object::New(rt_->isolate));
    fill(inner);
    set(name, inner.target_);
    return *this;
  }
  /// A class with native state. T derives from NativeObject and has `static Result<T*> make(Runtime&, ...)`, called by `new`
  /// with the converted arguments; a class without `make` is only made from C++ (`wrap`), and `new` throws.
  template <class T>
  ClassBuilder<T> cls(std::string_view name);

 private:
  template <class T>
  friend class ClassBuilder;
  void function(const char* name, v8::FunctionCallback slow, const v8::CFunction* fast, size_t length);
  void method(v8::Local<v8::FunctionTemplate> constructor, const char* name, v8::FunctionCallback slow,
              const v8::CFunction* fast, size_t length);
  void reference(v8::FunctionCallback slow, const v8::CFunction* fast);
  void set(std::string_view name, v8::Local<v8::Value> value);
  v8::Local<v8::FunctionTemplate> class_template(std::string_view name, v8::FunctionCallback construct);

  Runtime* rt_ = nullptr;
  v8::Local<v8::Object> target_;
  std::vector<intptr_t>* references_ = nullptr;
  std::vector<std::pair<std::string, v8::Local<v8::FunctionTemplate>>> classes_;

 public:
  /// Puts the classes on the target: their templates are complete now. Called once, after bind().
  void finish();
};

/// The constructor's callback: `new` from JavaScript goes through T::make; an External as only argument is a T* made by C++.
template <class T>
void construct(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  if (!info.IsConstructCall()) {
    rt.isolate->ThrowException(to_js_error(
        rt, Error::type("ERR_CONSTRUCT_CALL_REQUIRED", "Class constructor cannot be invoked without `new`")));
    return;
  }
  info.This()->SetAlignedPointerInInternalField(native_state_field, nullptr);
  if (info.Length() == 1 && info[0]->IsExternal()) {
    static_cast<T*>(info[0].As<v8::External>()->Value())->attach(rt, info.This(), native_kind<T>());
    return;
  }
  if constexpr (requires { &T::make; }) {
    using Args = typename Signature<decltype(&T::make)>::Args;
    [&]<size_t... I>(std::index_sequence<I...>) {
      if (!accepts<Args>(rt, "constructor", info)) return;
      std::tuple<std::tuple_element_t<I, Args>...> args{Js<std::tuple_element_t<I, Args>>::from(rt, info[I])...};
      if constexpr (runs_accessors<Args>) {
        if (rt.isolate->HasPendingException()) return;
      }
      Result<T*> made = T::make(rt, std::move(std::get<I>(args))...);
      if (!made) {
        rt.isolate->ThrowException(to_js_error(rt, made.error()));
        return;
      }
      (*made)->attach(rt, info.This(), native_kind<T>());
    }(std::make_index_sequence<std::tuple_size_v<Args>>{});
  } else {
    rt.isolate->ThrowException(to_js_error(rt, Error::type("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")));
  }
}

/// A JavaScript object of `constructor` (a class of a binding) over a T that C++ made. Empty if JavaScript cannot run any more; the T is then deleted.
template <class T>
v8::MaybeLocal<v8::Object> wrap(Runtime& rt, v8::Local<v8::Function> constructor, T* state) {
  v8::Local<v8::Value> args[] = {v8::External::New(rt.isolate, state)};
  v8::Local<v8::Object> object;
  if (!constructor->NewInstance(rt.context(), 1, args).ToLocal(&object)) {
    delete state;
    return {};
  }
  return object;
}

template <class T>
ClassBuilder<T> Module::cls(std::string_view name) {
  return ClassBuilder<T>(*this, class_template(name, construct<T>));
}

template <class T>
template <Name N, auto F>
ClassBuilder<T>& ClassBuilder<T>::method() {
  constexpr size_t length = std::tuple_size_v<typename Signature<decltype(F)>::Args>;
  if constexpr (FastCallable<F>)
    module_.method(constructor_, N.text, call_method<N, F>, &fast_function<F>(), length);
  else
    module_.method(constructor_, N.text, call_method<N, F>, nullptr, length);
  return *this;
}

template <class T>
template <Name N, void (*F)(T& self, const Arguments& info), class... Wanted>
ClassBuilder<T>& ClassBuilder<T>::raw() {
  module_.method(
      constructor_, N.text,
      [](const Arguments& info) {
        T* self = receiver<T>(info.This());
        Runtime& rt = Runtime::from(info.GetIsolate());
        if (!self) return throw_illegal_receiver(rt);
        if (accepts<std::tuple<Wanted...>>(rt, N.text, info)) F(*self, info);
      },
      nullptr, 0);
  return *this;
}

}  // namespace rondo
