// An ES module of a program as an object of JavaScript: compiled or synthetic, linked by lib/internal/loader/, evaluated.
#pragma once
#include <v8.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "bind/module.h"

namespace rondo::modules::loader {

class EsModule final : public NativeObject {
 public:
  /// The wrapper's class and what V8 asks of JavaScript, as lib/internal/loader/connect.js tells it: ({ EsModule, importMeta, dynamicImport }).
  static void connect(const Arguments& info);
  /// (url, source, line offset, column offset, host-defined id, cached data | undefined, place) -> EsModule
  /// Here and below, `place` is any object of the context where the module lives; undefined is the Runtime's own context.
  static void compile(const Arguments& info);
  /// (url, names, evaluate) -> EsModule whose exports `evaluate` sets
  static void synthetic(const Arguments& info);

  EsModule(Runtime& rt, v8::Local<v8::Module> module);
  ~EsModule() override;

  /// [{ specifier, attributes, phase }]
  v8::Local<v8::Value> requests();
  /// One EsModule per request, in the same order; for one of phase "source" the WebAssembly.Module.
  static void link(EsModule& self, const Arguments& info);
  /// (place). Throws what V8 finds missing: SyntaxErrors for names that no module exports.
  static void instantiate(EsModule& self, const Arguments& info);
  /// (place) -> the promise of the evaluation, the same one at every call
  static void evaluate(EsModule& self, const Arguments& info);
  /// -> the namespace; throws what the module throws. For graphs without top-level await.
  static void evaluate_now(EsModule& self, const Arguments& info);
  static void name_space(EsModule& self, const Arguments& info);
  static void error(EsModule& self, const Arguments& info);
  static void set_export(EsModule& self, const Arguments& info);
  /// A value of binding.status. Takes the Runtime since a fast call could make no handles.
  int32_t status(Runtime& rt);
  /// Whether the module, or one below it, awaits at its top level. False until it is instantiated.
  bool is_graph_async(Runtime& rt);
  /// Whether the module itself awaits at its top level.
  bool has_top_level_await(Runtime& rt);
  /// What its //# sourceMappingURL= says, or undefined.
  v8::Local<v8::Value> source_map_url();
  /// Bytes for `compile` to start from next time.
  v8::Local<v8::Value> cached_data();
  /// Whether V8 refused the bytes that it was given.
  bool cached_data_rejected(Runtime&) { return cached_data_rejected_; }
  /// Where evaluation waits: one text with file, line and caret per `await` that has not come back.
  std::vector<std::string> stalled_awaits();

 private:
  struct Registry;
  /// Identity hash of a v8::Module -> its EsModule. Shared: at the end of a Runtime either side may go first.
  using Index = std::unordered_multimap<int, EsModule*>;
  static Registry& registry(Runtime& rt);
  static EsModule* find(Runtime& rt, v8::Local<v8::Module> module);
  static void hand_out(Runtime& rt, const Arguments& info, v8::Local<v8::Module> module,
                       v8::Local<v8::Function> evaluate, bool rejected);
  /// import() and import.source(), as V8 asks for them.
  static v8::MaybeLocal<v8::Promise> import_dynamically(v8::Local<v8::Context> context, v8::Local<v8::Data> options,
                                                        v8::Local<v8::Value> resource, v8::Local<v8::String> specifier,
                                                        v8::ModuleImportPhase phase,
                                                        v8::Local<v8::FixedArray> attributes);
  static v8::MaybeLocal<v8::Data> find_linked(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                              v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer,
                                              v8::ModuleImportPhase phase);
  static v8::MaybeLocal<v8::Object> resolve_source(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                                   v8::Local<v8::FixedArray> attributes,
                                                   v8::Local<v8::Module> referrer);
  static v8::MaybeLocal<v8::Module> resolve(v8::Local<v8::Context> context, v8::Local<v8::String> specifier,
                                            v8::Local<v8::FixedArray> attributes, v8::Local<v8::Module> referrer);
  static v8::MaybeLocal<v8::Value> run_synthetic(v8::Local<v8::Context> context, v8::Local<v8::Module> module);
  v8::Local<v8::Module> module() const { return held().As<v8::Module>(); }
  /// What evaluation needs, a property of the object like what it holds: an array with one EsModule or WebAssembly.Module per request, or
  /// the function that sets a synthetic module's exports.
  void needs(v8::Local<v8::Value> value);
  v8::MaybeLocal<v8::Value> needed() const;
  /// Throws ERR_VM_MODULE_STATUS unless the module is linked and instantiated.
  bool require_instantiated();

  Runtime& runtime_;
  std::shared_ptr<Index> index_;
  size_t next_request_ = 0;  // V8 asks in order: where to look first
  v8::Global<v8::String> name_;
  bool cached_data_rejected_ = false;
};

/// Attributes of an import as an object without prototype. `width` is how many slots each takes: 3 in requests, 2 in import().
v8::Local<v8::Object> attributes_object(v8::Local<v8::Context> context, v8::Local<v8::FixedArray> attributes,
                                        int width);

}  // namespace rondo::modules::loader
