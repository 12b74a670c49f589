// The JavaScript side of watched files.
#pragma once
#include "background/file_watch.h"
#include "bind/module.h"
#include "modules/fs/convert.h"

namespace rondo::modules::fs {

/// A Handle of the background behind an object that stays until it is closed.
template <class H>
class WatchObject : public NativeObject {
 public:
  void close() {
    if (handle_) handle_->close();
  }
  void ref() {
    if (handle_) handle_->set_ref(true);
  }
  void unref() {
    if (handle_) handle_->set_ref(false);
  }

 protected:
  void adopt(H* handle) {
    handle_ = handle;
    keep();
    handle->on_closing([this] {
      handle_ = nullptr;
      release();
    });
  }
  H* handle_ = nullptr;
};

class ChangeWatcher final : public WatchObject<FileWatch> {
 public:
  static Result<ChangeWatcher*> make(Runtime&) { return new ChangeWatcher; }
  /// `on_change(status, name, renamed)`: a negative errno or 0, an ArrayBuffer or a string, a boolean. Once.
  Result<void> start(Runtime& rt, file::Path path, bool as_bytes, Callback on_change);
};

class StatWatcher final : public WatchObject<FilePoll> {
 public:
  static Result<StatWatcher*> make(Runtime&) { return new StatWatcher; }
  /// `on_change(now, before)`: a Stat's fields each. Once.
  Result<void> start(Runtime& rt, file::Path path, uint32_t interval, bool bigint, Callback on_change);
};

void bind_watchers(Module& m);

}  // namespace rondo::modules::fs
