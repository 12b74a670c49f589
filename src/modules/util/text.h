// TextEncoder and TextDecoder between bytes and JavaScript's strings.
#pragma once
#include "bind/module.h"

namespace rondo::modules::util {

/// encodeUtf8, encodeInto, decodeText, TextDecoderState.
void bind_text(Module& m);

}  // namespace rondo::modules::util
