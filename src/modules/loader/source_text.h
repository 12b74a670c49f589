// The text of a source file as a string of the engine.
#pragma once
#include <v8.h>

#include <string>

#include "runtime/runtime.h"

namespace rondo::modules::loader {

/// `bytes` read as UTF-8, without a byte order mark at its start. Large texts stay outside of the heap and are not copied
/// where they are ASCII. Throws ERR_STRING_TOO_LONG where the text is longer than a string can be.
v8::MaybeLocal<v8::String> source_text(Runtime& rt, std::string bytes);

}  // namespace rondo::modules::loader
