// Watched files and directories: told by the kernel, or found by asking again and again.
#pragma once
#include <string_view>

#include "background/background.h"
#include "background/file_stat.h"

namespace rondo {

/// What the kernel tells of a file, or of a directory's entries (inotify through uv_fs_event).
class FileWatch final : public Handle {
 public:
  /// `name`: of the entry, or of the file itself; empty where the kernel does not say. `renamed`: it came, went or moved; else it changed.
  using OnChange = MoveFunction<void(int status, std::string_view name, bool renamed)>;
  static Result<FileWatch*> start(Background& background, file::Path path, OnChange on_change);
  /// Called when it begins to close, whoever closes it.
  void on_closing(MoveFunction<void()> fn) { closing_fn_ = std::move(fn); }
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&event_); }

 private:
  explicit FileWatch(Background& background) : Handle(background, "FSEventWrap") {}
  void will_close() override;
  uv_fs_event_t event_{};
  OnChange on_change_;
  MoveFunction<void()> closing_fn_;
};

/// Asks for a file's stats at intervals (uv_fs_poll).
class FilePoll final : public Handle {
 public:
  /// Called when the stats have changed, and once for a file that is not there: all zeros then.
  using OnChange = MoveFunction<void(const file::Stat& now, const file::Stat& before)>;
  /// @param interval ms  @param bigint of the Stats that `on_change` gets
  static Result<FilePoll*> start(Background& background, file::Path path, uint32_t interval, bool bigint,
                                 OnChange on_change);
  void on_closing(MoveFunction<void()> fn) { closing_fn_ = std::move(fn); }
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&poll_); }

 private:
  explicit FilePoll(Background& background) : Handle(background, "StatWatcher") {}
  void will_close() override;
  uv_fs_poll_t poll_{};
  bool bigint_ = false;
  OnChange on_change_;
  MoveFunction<void()> closing_fn_;
};

}  // namespace rondo
