// Small files that were read before: likely to be there and as long as they were, they are opened, read and closed with one entry into the
// kernel instead of four.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "background/file_io.h"
#include "background/ring.h"

namespace rondo::file {

class KnownFiles {
 public:
  explicit KnownFiles(Ring& ring) : ring_(ring) {}

  /// What a path is known by. Two that share one are as good as unknown: what is read must have the size, and end there.
  using Key = size_t;
  static Key key(const Path& path) { return std::hash<std::string_view>()(path.bytes); }

  /// How many bytes the file had when it was last read; nothing where that is not known.
  std::optional<size_t> size(Key key) const;
  /// Notes that a regular file had `size` bytes.
  void learn(Key key, size_t size);
  /// The file, if it is as long as `room`, and the kernel has its name and contents in memory. False otherwise: nothing was taken of it then, and it is
  /// known no longer.
  bool read(Key key, const Path& path, std::span<uint8_t> room);

 private:
  struct Known {
    Key key = 0;
    uint32_t size = 0;  // 0: none
  };
  static constexpr size_t places = 256;
  Known& place(Key key) const { return (*known_)[key % places]; }

  Ring& ring_;
  std::unique_ptr<std::array<Known, places>> known_;
};

}  // namespace rondo::file
