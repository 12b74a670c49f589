// From one character set to another: buffer.transcode. No V8 here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/encoding.h"

namespace rondo::modules::buffer {

/// `bytes` of the encoding `from` in the encoding `to` (utf8, utf16le, latin1 or ascii). What `to` cannot say becomes '?', or U+FFFD in
/// Unicode. Nothing where ill-formed text is asked for between UTF-8 and UTF-16, which Node refuses.
std::optional<std::vector<uint8_t>> transcode(std::span<const uint8_t> bytes, Encoding from, Encoding to);

}  // namespace rondo::modules::buffer
