// The sources of lib/: from the block that is built into the program, or, in a development build, from the folder itself.
#pragma once
#include <v8.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/snapshot.h"

namespace rondo {

/// One file of lib/, as V8 reads it without copying. It lives as long as the process.
class Source final : public v8::String::ExternalOneByteStringResource {
 public:
  std::string id;           // "fs/promises", "internal/errors"
  std::string path;         // on disk; empty when it is built in
  int snapshot_index = -1;  // where the evaluated module lies in the snapshot's data
  std::string_view code;    // V8's code cache: empty for what is in the snapshot, or on disk
  const char* data() const override { return text_.data(); }
  size_t length() const override { return text_.size(); }
  void Dispose() override {}  // V8 lets go of it; the process keeps it
  bool loaded() const { return text_.data() != nullptr; }
  void set(std::string_view text) { text_ = text; }
  void own(std::string text) {
    owned_ = std::move(text);
    text_ = owned_;
  }

 private:
  std::string_view text_{nullptr, 0};
  std::string owned_;
};

class Sources {
 public:
  /// What is in `block`, which has to outlive the process's last Runtime.
  static Sources in_block(std::string_view block);
  /// The folders `dirs` on disk, whose files together are the library.
  static Sources on_disk(const std::vector<std::string>& dirs);

  Source* find(std::string_view id);
  const std::vector<std::unique_ptr<Source>>& all() const { return all_; }
  std::string_view snapshot() const { return snapshot_; }
  /// Reads it where that has not been done. Any thread.
  Result<void> load(Source& source);

 private:
  void add_folder(const std::string& root, const std::string& below);
  void sort();
  std::vector<std::unique_ptr<Source>> all_;  // sorted by id
  std::unique_ptr<std::mutex> loading_ = std::make_unique<std::mutex>();
  std::string_view snapshot_;
};

}  // namespace rondo
