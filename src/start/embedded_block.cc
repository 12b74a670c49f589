// The release: the library's block, made by the development build, as read-only data of the program.
#include "start/embedded.h"

__asm__(
    ".section .rodata.rondo_library,\"a\",@progbits\n"
    ".balign 4096\n"
    "rondo_library_begin:\n"
    ".incbin \"" RONDO_LIBRARY_FILE
    "\"\n"
    "rondo_library_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" {
extern const char rondo_library_begin[];
extern const char rondo_library_end[];
}

namespace rondo {

std::string_view embedded_library() {
  return {rondo_library_begin, static_cast<size_t>(rondo_library_end - rondo_library_begin)};
}
std::vector<std::string> library_folders() { return {}; }

}  // namespace rondo
