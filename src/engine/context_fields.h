// Embedder data of contexts, by index. Those of V8's own debugger come before.
#pragma once

namespace rondo {

enum ContextField : int {
  kSandboxField = 32,   ///< node:vm: the object that the global object is a view of
  kWasmField = 33,      ///< node:vm: false where WebAssembly may not be compiled
  kQueueField = 34,     ///< node:vm: true where the context has a queue of microtasks of its own
  kImporterField = 35,  ///< the host-defined id that answers import() of code which has none
  kErrorField = 36,     ///< node:vm: the context's own Error, whatever the program puts in its place
};

}  // namespace rondo
