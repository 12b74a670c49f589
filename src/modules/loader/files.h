// What the loader asks of the file system, in as few calls as can be. No V8 here.
#pragma once
#include <cstdint>
#include <string>

#include "base/result.h"

namespace rondo::modules::loader {

enum EntryKind : int32_t { file = 0, folder = 1, link_to_file = 2, link_to_folder = 3 };

/// What lies at `path`: an EntryKind (anything that is no folder counts as a file), or a negative errno.
int32_t entry_kind(const std::string& path);

/// `path` without symbolic links.
Result<std::string> real_path(const std::string& path);

/// All bytes of standard input, to its end.
Result<std::string> read_input();

/// All bytes of a file. The error names `open` or `read`, as fs.readFileSync() would.
Result<std::string> read_file(const std::string& path);

}  // namespace rondo::modules::loader
