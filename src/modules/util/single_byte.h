// The single-byte encodings of the web (https://encoding.spec.whatwg.org/#legacy-single-byte-encodings).
#pragma once
#include <string_view>

namespace rondo::modules::util {

/// What the bytes 0x80 to 0xff stand for, 128 characters; U+FFFD where they stand for nothing. Empty for all other encodings.
std::u16string_view single_byte_characters(std::string_view encoding);

}  // namespace rondo::modules::util
