// Native half of lib/internal/webassembly/.
#include "modules/webassembly/streaming.h"

namespace rondo::modules::webassembly {

void bind(Module& m) {
  m.fn<"setStreaming", set_streaming>();
  m.cls<WasmStream>("WasmStream")
      .raw<"setUrl", WasmStream::set_url>()
      .raw<"push", WasmStream::push>()
      .raw<"finish", WasmStream::finish>()
      .raw<"abort", WasmStream::abort>();
}

}  // namespace rondo::modules::webassembly
