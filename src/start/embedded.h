// What the build links into the program: nothing in a development build, the library's block in a release.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace rondo {

/// The block of engine/snapshot.h; empty in a development build.
std::string_view embedded_library();
/// The folders that a development build reads the library from.
std::vector<std::string> library_folders();

}  // namespace rondo
