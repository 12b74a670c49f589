// Native half of lib/fs.js. Each operation of background/file_*.h has a synchronous form, whose name ends in Sync, and one that runs in
// the pool, whose last argument is a callback or undefined for a promise. JavaScript has validated what users pass.
#include <unistd.h>

#include "background/directory.h"
#include "background/file_io.h"
#include "background/file_paths.h"
#include "background/file_stat.h"
#include "bind/in_pool.h"
#include "modules/fs/constants.h"
#include "modules/fs/convert.h"
#include "modules/fs/read_file.h"
#include "modules/fs/watchers.h"

namespace rondo::modules::fs {

namespace {

using file::Path;

// --- What an operation is for JavaScript, where that is more than what the background has

/// `length` bytes of `bytes` from `offset`, as far as there are so many.
Bytes part(const Bytes& bytes, double offset, double length) {
  auto size = static_cast<double>(bytes.size());
  double start = offset > 0 ? std::min(offset, size) : 0;
  double count = length > 0 ? std::min(length, size - start) : 0;
  return {bytes.data() + static_cast<size_t>(start), static_cast<size_t>(count), bytes.owner()};
}

Result<int64_t> read(int32_t fd, Bytes into, double offset, double length, int64_t position) {
  return file::read(fd, part(into, offset, length), position);
}
Result<int64_t> write(int32_t fd, Bytes from, double offset, double length, int64_t position) {
  return file::write(fd, part(from, offset, length), position);
}
/// The synchronous forms borrow the bytes: nothing can take them away meanwhile.
Result<int64_t> read_sync(int32_t fd, std::span<uint8_t> into, double offset, double length, int64_t position) {
  return file::read(fd, part({into.data(), into.size(), nullptr}, offset, length), position);
}
Result<int64_t> write_sync(int32_t fd, std::span<uint8_t> from, double offset, double length, int64_t position) {
  return file::write(fd, part({from.data(), from.size(), nullptr}, offset, length), position);
}

Result<PathResult> path_result(Result<std::string> path, bool as_bytes) {
  if (!path) return path.error();
  return PathResult{std::move(*path), as_bytes};
}
Result<PathResult> read_link(Path path, bool as_bytes) {
  return path_result(file::read_link(std::move(path)), as_bytes);
}
Result<PathResult> real_path(Path path, bool as_bytes) {
  return path_result(file::real_path(std::move(path)), as_bytes);
}
Result<PathResult> walked_real_path(Path path, bool as_bytes) {
  return path_result(file::walked_real_path(std::move(path)), as_bytes);
}
Result<PathResult> make_temporary_directory(Path prefix, bool as_bytes) {
  return path_result(file::make_temporary_directory(std::move(prefix)), as_bytes);
}

Result<void> truncate(Path path, int64_t size) { return file::truncate(std::move(path), size); }
Result<void> ftruncate(int32_t fd, int64_t size) { return file::truncate(fd, size); }

bool exists(Path path) { return ::access(path.c_str(), F_OK) == 0; }

// --- Synchronous stat: its result lies in words that JavaScript reads, so that it makes one object only

struct StatWords final : ModuleState {
  std::shared_ptr<v8::BackingStore> store;
};

/// `words` has room for a Stat's fields.
void set_stat_words(Runtime& rt, v8::Local<v8::ArrayBuffer> words) {
  rt.state<StatWords>().store = words->GetBackingStore();
}

Result<void> publish(Runtime& rt, const Result<file::Stat>& stat) {
  if (!stat) return stat.error();
  void* words = rt.state<StatWords>().store->Data();
  if (stat->bigint)
    std::copy(stat->fields.begin(), stat->fields.end(), static_cast<int64_t*>(words));
  else
    std::copy(stat->fields.begin(), stat->fields.end(), static_cast<double*>(words));
  return {};
}

/// @returns false where nothing is there and that is no error
template <auto F>
Result<bool> stat_sync(Runtime& rt, Path path, bool bigint, bool must_exist) {
  Result<file::Stat> stat = F(std::move(path), bigint);
  if (!stat && !must_exist && (stat.error().number == -ENOENT || stat.error().number == -ENOTDIR)) return false;
  if (auto published = publish(rt, stat); !published) return published.error();
  return true;
}
Result<void> fstat_sync(Runtime& rt, int32_t fd, bool bigint) { return publish(rt, file::fstat(fd, bigint)); }

Result<void> open_directory(std::shared_ptr<file::Directory> directory, Path path) {
  return directory->open(std::move(path));
}
Result<file::Entries> read_open_directory(std::shared_ptr<file::Directory> directory, uint32_t most, bool as_bytes) {
  return directory->read(most, as_bytes);
}
Result<void> close_directory(std::shared_ptr<file::Directory> directory) { return directory->close(); }

}  // namespace

void bind(Module& m) {
#define RONDO_BOTH(name, function) m.fn<name "Sync", function>().raw<name, in_pool<name, function, kinds>>()
  RONDO_BOTH("open", file::open);
  RONDO_BOTH("close", file::close);
  RONDO_BOTH("fsync", file::sync);
  RONDO_BOTH("fdatasync", file::sync_data);
  RONDO_BOTH("ftruncate", ftruncate);
  RONDO_BOTH("readv", file::read_vector);
  RONDO_BOTH("writev", file::write_vector);
  RONDO_BOTH("writeFile", file::write_whole);
  RONDO_BOTH("writeDescriptor", file::write_rest);
  RONDO_BOTH("access", file::access);
  RONDO_BOTH("statfs", file::statfs);
  RONDO_BOTH("unlink", file::remove_file);
  RONDO_BOTH("rmdir", file::remove_directory);
  RONDO_BOTH("rm", file::remove_any);
  RONDO_BOTH("rename", file::rename);
  RONDO_BOTH("link", file::link);
  RONDO_BOTH("symlink", file::symlink);
  RONDO_BOTH("readlink", read_link);
  RONDO_BOTH("realpathNative", real_path);
  RONDO_BOTH("realpath", walked_real_path);
  RONDO_BOTH("mkdtemp", make_temporary_directory);
  RONDO_BOTH("mkdir", file::make_directory);
  RONDO_BOTH("mkdirs", file::make_directories);
  RONDO_BOTH("copyFile", file::copy_file);
  RONDO_BOTH("copyTimes", file::copy_times);
  RONDO_BOTH("readdir", file::read_directory);
  RONDO_BOTH("truncate", truncate);
  RONDO_BOTH("chmod", file::chmod);
  RONDO_BOTH("fchmod", file::fchmod);
  RONDO_BOTH("chown", file::chown);
  RONDO_BOTH("lchown", file::lchown);
  RONDO_BOTH("fchown", file::fchown);
  RONDO_BOTH("utimes", file::utimes);
  RONDO_BOTH("lutimes", file::lutimes);
  RONDO_BOTH("futimes", file::futimes);
  RONDO_BOTH("openDirectory", open_directory);
  RONDO_BOTH("readDirectory", read_open_directory);
  RONDO_BOTH("closeDirectory", close_directory);
#undef RONDO_BOTH
  m.cls<DirectoryHandle>("Directory");
  bind_watchers(m);
  bind_read_file(m);
  m.fn<"readSync", read_sync>().raw<"read", in_pool<"read", read, kinds, BytesAre::filled_by_kernel>>();
  m.fn<"writeSync", write_sync>().raw<"write", in_pool<"write", write, kinds>>();
  m.fn<"statSync", stat_sync<file::stat>>().raw<"stat", in_pool<"stat", file::stat, kinds>>();
  m.fn<"lstatSync", stat_sync<file::lstat>>().raw<"lstat", in_pool<"lstat", file::lstat, kinds>>();
  m.fn<"fstatSync", fstat_sync>().raw<"fstat", in_pool<"fstat", file::fstat, kinds>>();
  m.fn<"setStatWords", set_stat_words>();
  m.fn<"exists", exists>();
  m.constant("statFieldCount", uint32_t{file::stat_field_count});
  m.object("constants", bind_constants);
}

}  // namespace rondo::modules::fs
