// Directories: read whole, read piece by piece, removed with all that is in them.
#pragma once
#include <dirent.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "background/file_io.h"

namespace rondo::file {

/// Values are uv_dirent_type_t's (UV_DIRENT_*).
enum class EntryType : uint8_t { unknown, file, directory, link, fifo, socket, character, block };

struct Entry {
  std::string name;
  EntryType type;
};

/// What is in a directory, without `.` and `..`.
struct Entries {
  std::vector<Entry> list;
  bool as_bytes = false;  ///< names for JavaScript as bytes, not as text
  bool with_types = false;
};

/// All entries, sorted by the bytes of their names.
Result<Entries> read_directory(Path path, bool as_bytes, bool with_types);

/// A directory that is read piece by piece. One thread at a time.
class Directory {
 public:
  Directory() = default;
  ~Directory() { (void)close(); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  /// Once.
  Result<void> open(Path path);
  /// The next entries in the order of the file system, at most `most`; none at the end.
  Result<Entries> read(size_t most, bool as_bytes);
  Result<void> close();

 private:
  DIR* stream_ = nullptr;
  std::string path_;  // for entries whose type only a stat tells
};

}  // namespace rondo::file
