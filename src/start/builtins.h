// The modules of lib/ in one Runtime: found by id, compiled and evaluated at their first use, or already in the snapshot.
#pragma once
#include <v8.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/runtime.h"
#include "start/sources.h"

namespace rondo {

class Builtins final : public ModuleState {
 public:
  static Builtins& of(Runtime& rt) { return rt.state<Builtins>(); }

  /// The evaluated module `id`. Empty with an exception pending if there is none, or it threw.
  v8::MaybeLocal<v8::Module> load(Runtime& rt, std::string_view id);
  v8::MaybeLocal<v8::Object> load_namespace(Runtime& rt, std::string_view id);
  /// `binding('name')`: made once, the same object ever after.
  v8::MaybeLocal<v8::Object> binding(Runtime& rt, std::string_view name);
  /// import.meta of a module of lib/. False if the module is none.
  bool fill_import_meta(Runtime& rt, v8::Local<v8::Module> module, v8::Local<v8::Object> meta);
  /// Whether V8 compiles the library's function from here: their frames are not the program's.
  static constexpr std::string_view scheme = "node:";

  /// Gives everything to `creator` and returns, per source, the index of its evaluated module.
  std::vector<std::pair<Source*, size_t>> save(Runtime& rt, v8::SnapshotCreator& creator,
                                               v8::Local<v8::Context> context);
  /// V8's code cache for `source`. Empty, with an exception pending, if it does not compile.
  std::string make_code(Runtime& rt, Source& source);
  /// What save() gave, in a context that came from the snapshot.
  void restore(Runtime& rt, v8::Local<v8::Context> context);

  /// Addresses of this file that the snapshot refers to.
  static void append_references(std::vector<intptr_t>& references);

 private:
  v8::MaybeLocal<v8::Module> get(Runtime& rt, std::string_view id);
  static v8::MaybeLocal<v8::Module> compile(Runtime& rt, Source& source);
  std::string_view id_of(v8::Local<v8::Module> module);
  /// Lets go of a module that threw.
  void forget(v8::Local<v8::Module> module);
  static v8::MaybeLocal<v8::Module> resolve(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                            v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer);

  struct Loaded {
    Source* source;
    v8::Global<v8::Module> module;
  };
  std::unordered_map<std::string, Loaded> modules_;
  std::unordered_multimap<int, Source*> by_hash_;
  v8::Global<v8::Object> bindings_;
};

/// The id that `specifier`, relative to the module `from`, stands for: ("./b.js", "internal/a") -> "internal/b".
std::string resolve_builtin(std::string_view specifier, std::string_view from);

}  // namespace rondo
