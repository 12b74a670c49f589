// Small files whose names and contents the kernel has in memory are read on the loop's own thread: that takes a few
// microseconds, less than handing the work to the pool and taking it back. What might have to wait for a disk, a network or
// another process is left to the pool.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "background/file_io.h"

namespace rondo::file {

/// The device of the folder that `path` lies in, where that is a file system of this machine, which answers without asking anyone
/// else (no network, no process); 0 otherwise. May wait: for the pool.
dev_t local_device(const Path& path);

class CachedFiles {
 public:
  /// Whether read() has a chance: the folder that `path` lies in is known to be local.
  bool knows(const Path& path) const;
  /// Notes what local_device() said of `path`'s folder.
  void learn(const Path& path, dev_t device);
  /// All of the file, if it is regular, fits in `scratch` and can be had without waiting; it is left there. Nothing otherwise: then it has to
  /// be read in the pool, and what `kept` holds is closed after that (a pipe's writer must not see its reader leave).
  std::optional<Bytes> read(const Path& path, std::span<uint8_t> scratch, Descriptor& kept);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  bool usable_ = true;  // the kernel has the calls, and no filter forbids them
  std::unordered_map<std::string, dev_t, Hash, std::equal_to<>> devices_;
};

}  // namespace rondo::file
