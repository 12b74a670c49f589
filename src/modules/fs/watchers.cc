#include "modules/fs/watchers.h"

namespace rondo::modules::fs {

Result<void> ChangeWatcher::start(Runtime& rt, file::Path path, bool as_bytes, Callback on_change) {
  if (handle_) return {};
  auto started =
      FileWatch::start(rt.background, std::move(path),
                       [as_bytes, on_change = std::move(on_change)](int status, std::string_view name, bool renamed) {
                         on_change(static_cast<int32_t>(status), PathResult{std::string(name), as_bytes}, renamed);
                       });
  if (!started) return started.error();
  adopt(*started);
  return {};
}

Result<void> StatWatcher::start(Runtime& rt, file::Path path, uint32_t interval, bool bigint, Callback on_change) {
  if (handle_) return {};
  auto started = FilePoll::start(
      rt.background, std::move(path), interval, bigint,
      [on_change = std::move(on_change)](const file::Stat& now, const file::Stat& before) { on_change(now, before); });
  if (!started) return started.error();
  adopt(*started);
  return {};
}

void bind_watchers(Module& m) {
  m.cls<ChangeWatcher>("ChangeWatcher")
      .method<"start", &ChangeWatcher::start>()
      .method<"close", &ChangeWatcher::close>()
      .method<"ref", &ChangeWatcher::ref>()
      .method<"unref", &ChangeWatcher::unref>();
  m.cls<StatWatcher>("StatWatcher")
      .method<"start", &StatWatcher::start>()
      .method<"close", &StatWatcher::close>()
      .method<"ref", &StatWatcher::ref>()
      .method<"unref", &StatWatcher::unref>();
}

}  // namespace rondo::modules::fs
