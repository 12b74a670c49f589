// The library as one block of memory, made when Rondo is built: the sources of lib/, V8's snapshot of those of them that
// are evaluated before any program starts, and the code of the others. Offsets count from the block's start.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rondo {

struct LibraryEntry {
  std::string_view id;      // path in lib/ without ".js"
  std::string_view source;  // ASCII
  int snapshot_index = -1;  // where the evaluated module lies in the snapshot's data; -1: not evaluated
  std::string_view code{};  // V8's code cache of a module that is not in the snapshot; may be empty
};

struct Library {
  std::vector<LibraryEntry> entries;  // sorted by id
  std::string_view snapshot;          // V8's blob
};

/// The block for `library`.
std::string write_library(const Library& library);
/// The library in `block`, which must outlive it. Without entries if the block is damaged.
Library read_library(std::string_view block);

}  // namespace rondo
