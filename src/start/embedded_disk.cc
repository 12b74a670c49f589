// The development build: lib/ is read from disk, so that a changed file runs without a rebuild.
#include "start/embedded.h"

namespace rondo {

std::string_view embedded_library() { return {}; }
std::vector<std::string> library_folders() { return {RONDO_LIBRARY_FOLDERS}; }

}  // namespace rondo
