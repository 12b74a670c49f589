#include "engine/snapshot.h"

#include <cstring>

namespace rondo {

namespace {

constexpr char magic[8] = {'R', 'O', 'N', 'D', 'O', 'L', 'I', '2'};

struct Head {
  char magic[8];
  uint64_t entries;
  uint64_t snapshot_offset, snapshot_size;
};
struct Row {
  uint64_t id_offset, id_size, source_offset, source_size, code_offset, code_size;
  int64_t snapshot_index;
};

}  // namespace

std::string write_library(const Library& library) {
  std::string out(sizeof(Head) + library.entries.size() * sizeof(Row), '\0');
  auto append = [&](std::string_view text) {
    out.resize((out.size() + 15) / 16 * 16);  // V8 reads code and snapshot as words
    uint64_t offset = out.size();
    out.append(text);
    return offset;
  };
  Head head{};
  std::memcpy(head.magic, magic, sizeof magic);
  head.entries = library.entries.size();
  std::vector<Row> rows;
  for (const LibraryEntry& entry : library.entries) {
    uint64_t id = append(entry.id);
    uint64_t source = append(entry.source);
    uint64_t code = append(entry.code);
    rows.push_back({id, entry.id.size(), source, entry.source.size(), code, entry.code.size(), entry.snapshot_index});
  }
  head.snapshot_offset = append(library.snapshot);
  head.snapshot_size = library.snapshot.size();
  std::memcpy(out.data(), &head, sizeof head);
  std::memcpy(out.data() + sizeof head, rows.data(), rows.size() * sizeof(Row));
  return out;
}

Library read_library(std::string_view block) {
  Library library;
  Head head;
  if (block.size() < sizeof head) return library;
  std::memcpy(&head, block.data(), sizeof head);
  auto inside = [&](uint64_t offset, uint64_t size) { return offset <= block.size() && size <= block.size() - offset; };
  if (std::memcmp(head.magic, magic, sizeof magic) != 0 || head.entries > block.size() / sizeof(Row) ||
      !inside(sizeof head, head.entries * sizeof(Row)) || !inside(head.snapshot_offset, head.snapshot_size))
    return library;
  library.entries.reserve(head.entries);
  for (uint64_t i = 0; i < head.entries; i++) {
    Row row;
    std::memcpy(&row, block.data() + sizeof head + i * sizeof row, sizeof row);
    if (!inside(row.id_offset, row.id_size) || !inside(row.source_offset, row.source_size) ||
        !inside(row.code_offset, row.code_size))
      return {};
    library.entries.push_back({block.substr(row.id_offset, row.id_size),
                               block.substr(row.source_offset, row.source_size), static_cast<int>(row.snapshot_index),
                               block.substr(row.code_offset, row.code_size)});
  }
  library.snapshot = block.substr(head.snapshot_offset, head.snapshot_size);
  return library;
}

}  // namespace rondo
