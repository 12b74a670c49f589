#include "background/file_watch.h"

namespace rondo {

Result<FileWatch*> FileWatch::start(Background& background, file::Path path, OnChange on_change) {
  auto* watch = new FileWatch(background);
  if (int e = uv_fs_event_init(background.loop().uv(), &watch->event_); e < 0) {
    delete watch;
    return Error::system(e, "watch", std::move(path.bytes));
  }
  watch->event_.data = static_cast<Handle*>(watch);
  watch->on_change_ = std::move(on_change);
  int e = uv_fs_event_start(
      &watch->event_,
      [](uv_fs_event_t* event, const char* name, int events, int status) {
        auto* self = static_cast<FileWatch*>(static_cast<Handle*>(event->data));
        if (!self->closing()) self->on_change_(status, name ? name : "", (events & UV_RENAME) != 0);
      },
      path.c_str(), 0);
  if (e == 0) return watch;
  watch->close();
  return Error::system(e, "watch", std::move(path.bytes));
}

void FileWatch::will_close() {
  uv_fs_event_stop(&event_);
  if (closing_fn_) closing_fn_();
}

namespace {

file::Stat to_stat(const uv_stat_t& s, bool bigint) {
  auto i = [](uint64_t x) { return static_cast<int64_t>(x); };
  return {{i(s.st_dev), i(s.st_mode), i(s.st_nlink), i(s.st_uid), i(s.st_gid), i(s.st_rdev), i(s.st_blksize),
           i(s.st_ino), i(s.st_size), i(s.st_blocks), s.st_atim.tv_sec, s.st_atim.tv_nsec, s.st_mtim.tv_sec,
           s.st_mtim.tv_nsec, s.st_ctim.tv_sec, s.st_ctim.tv_nsec, s.st_birthtim.tv_sec, s.st_birthtim.tv_nsec},
          bigint};
}

}  // namespace

Result<FilePoll*> FilePoll::start(Background& background, file::Path path, uint32_t interval, bool bigint,
                                  OnChange on_change) {
  auto* poll = new FilePoll(background);
  if (int e = uv_fs_poll_init(background.loop().uv(), &poll->poll_); e < 0) {
    delete poll;
    return Error::system(e, "watchFile", std::move(path.bytes));
  }
  poll->poll_.data = static_cast<Handle*>(poll);
  poll->bigint_ = bigint;
  poll->on_change_ = std::move(on_change);
  int e = uv_fs_poll_start(
      &poll->poll_,
      [](uv_fs_poll_t* handle, int, const uv_stat_t* before, const uv_stat_t* now) {
        auto* self = static_cast<FilePoll*>(static_cast<Handle*>(handle->data));
        if (!self->closing()) self->on_change_(to_stat(*now, self->bigint_), to_stat(*before, self->bigint_));
      },
      path.c_str(), interval);
  if (e == 0) return poll;
  poll->close();
  return Error::system(e, "watchFile", std::move(path.bytes));
}

void FilePoll::will_close() {
  uv_fs_poll_stop(&poll_);
  if (closing_fn_) closing_fn_();
}

}  // namespace rondo
