#include "start/sources.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/snapshot.h"

namespace rondo {

Sources Sources::in_block(std::string_view block) {
  Sources sources;
  Library library = read_library(block);
  sources.snapshot_ = library.snapshot;
  sources.all_.reserve(library.entries.size());
  for (const LibraryEntry& entry : library.entries) {
    auto source = std::make_unique<Source>();
    source->id = entry.id;
    source->snapshot_index = entry.snapshot_index;
    source->code = entry.code;
    source->set(entry.source);
    sources.all_.push_back(std::move(source));
  }
  return sources;
}

Sources Sources::on_disk(const std::vector<std::string>& dirs) {
  Sources sources;
  for (const std::string& dir : dirs) sources.add_folder(dir, "");
  sources.sort();
  return sources;
}

void Sources::add_folder(const std::string& root, const std::string& below) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(root + "/" + below, error)) {
    std::string name = entry.path().filename().string();
    if (entry.is_directory(error)) {
      add_folder(root, below + name + "/");
    } else if (name.ends_with(".js")) {
      auto source = std::make_unique<Source>();
      source->id = below + name.substr(0, name.size() - 3);
      source->path = entry.path().string();
      all_.push_back(std::move(source));
    }
  }
}

void Sources::sort() {
  std::sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) { return a->id < b->id; });
}

Source* Sources::find(std::string_view id) {
  auto it = std::lower_bound(all_.begin(), all_.end(), id, [](const auto& a, std::string_view b) { return a->id < b; });
  return it != all_.end() && (*it)->id == id ? it->get() : nullptr;
}

Result<void> Sources::load(Source& source) {
  std::lock_guard lock(*loading_);
  if (source.loaded()) return {};
  std::ifstream in(source.path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return Error::generic("ERR_INTERNAL_ASSERTION", "cannot read " + source.path);
  std::string content = text.str();
  if (std::any_of(content.begin(), content.end(), [](char c) { return static_cast<signed char>(c) < 0; }))
    return Error::generic("ERR_INTERNAL_ASSERTION",
                          source.path + " has characters outside of ASCII: write them as escapes");
  source.own(std::move(content));
  return {};
}

}  // namespace rondo
