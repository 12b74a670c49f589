#include "modules/fs/read_file.h"

#include <fcntl.h>

#include <optional>
#include <utility>

#include "background/eager_request.h"
#include "background/file_io.h"
#include "bind/in_pool.h"
#include "modules/fs/convert.h"

namespace rondo::modules::fs {

namespace {

using file::Path;

/// What lies in scratch memory moves to its own, for the way to JavaScript's thread.
Result<FileContents> owned(Result<Bytes> bytes, int32_t encoding) {
  if (!bytes) return bytes.error();
  if (bytes->owner()) return FileContents{std::move(*bytes), encoding};
  Bytes copy = Bytes::copy(bytes->text());
  if (!copy.valid()) return Error::range("ERR_MEMORY_ALLOCATION_FAILED", "Failed to allocate memory");
  return FileContents{std::move(copy), encoding};
}
Result<FileContents> read_descriptor(int32_t fd, int32_t encoding) {
  file::Scratch scratch;
  return owned(file::read_rest(fd, scratch), encoding);
}
/// Converted here, while the scratch memory stands.
Result<JsValue> converted(Runtime& rt, Result<Bytes> bytes, int32_t encoding) {
  if (!bytes) return bytes.error();
  return Js<FileContents>::to(rt, {std::move(*bytes), encoding});
}
/// Bytes go right to where JavaScript has them, when there are as many as the file says.
Result<JsValue> read_bytes_sync(Runtime& rt, Path path, int32_t flags) {
  file::KnownFiles& known_files = rt.background.known_files();
  const file::KnownFiles::Key key = file::KnownFiles::key(path);
  v8::Local<v8::ArrayBuffer> memory;
  auto room = [&] { return std::span(static_cast<uint8_t*>(memory->Data()), memory->ByteLength()); };
  if (std::optional<size_t> known = flags == O_RDONLY ? known_files.size(key) : std::nullopt) {
    if (!uninitialized_array_buffer(rt, *known).ToLocal(&memory)) return JsValue();
    if (known_files.read(key, path, room())) return JsValue(memory);
  }
  Result<int32_t> fd = file::open(std::move(path), flags, 0666);
  if (!fd) return fd.error();
  file::Descriptor closing(*fd);
  int64_t size = file::known_size(*fd);
  if (size == 0 || size > file::max_io_length) {
    file::Scratch scratch;
    return converted(rt, file::read_rest(*fd, scratch), FileContents::no_encoding);
  }
  if (!uninitialized_array_buffer(rt, static_cast<size_t>(size)).ToLocal(&memory)) return JsValue();
  Result<size_t> read = file::read_full(*fd, room());
  if (!read) return read.error();
  if (*read != room().size())
    return Js<FileContents>::to(rt, {Bytes(room().data(), *read, nullptr), FileContents::no_encoding});
  known_files.learn(key, *read);
  return JsValue(memory);
}
Result<JsValue> read_file_sync(Runtime& rt, Path path, int32_t flags, int32_t encoding) {
  if (encoding == FileContents::no_encoding) return read_bytes_sync(rt, std::move(path), flags);
  file::KnownFiles& known_files = rt.background.known_files();
  const file::KnownFiles::Key key = file::KnownFiles::key(path);
  file::Scratch scratch;
  if (std::optional<size_t> known = flags == O_RDONLY ? known_files.size(key) : std::nullopt)
    if (known_files.read(key, path, std::span(scratch).first(*known)))
      return Js<FileContents>::to(rt, {Bytes(scratch.data(), *known, nullptr), encoding});
  Result<file::WholeFile> whole = file::read_whole(std::move(path), flags, scratch);
  if (!whole) return whole.error();
  if (whole->small_and_regular) known_files.learn(key, whole->bytes.size());
  return Js<FileContents>::to(rt, {std::move(whole->bytes), encoding});
}
Result<JsValue> read_descriptor_sync(Runtime& rt, int32_t fd, int32_t encoding) {
  file::Scratch scratch;
  return converted(rt, file::read_rest(fd, scratch), encoding);
}

/// One asynchronous readFile: from the kernel's memory when its content is there, in the pool otherwise.
class ReadFile final : public EagerRequest {
 public:
  ReadFile(Runtime& rt, Completion completion, Path path, int32_t flags, int32_t encoding)
      : EagerRequest(rt.background, completion.calls() ? kinds.callback : kinds.promise),
        completion_(std::move(completion)),
        path_(std::move(path)),
        flags_(flags),
        encoding_(encoding) {}

  JsValue promise() const { return completion_.promise(); }
  void start() {
    if (flags_ != O_RDONLY) return submit();
    if (background_.cached_files().knows(path_)) return submit_soon();
    learns_ = true;
    submit();
  }

 private:
  bool attempt() override {
    std::span<uint8_t> scratch = background_.streams().room();
    std::optional<Bytes> found = read_known(scratch);
    if (!found) {
      found = background_.cached_files().read(path_, scratch, kept_);
      if (found) background_.known_files().learn(file::KnownFiles::key(path_), found->size());
    }
    if (found) result_.emplace(FileContents{std::move(*found), encoding_});
    return found.has_value();
  }
  std::optional<Bytes> read_known(std::span<uint8_t> scratch) {
    file::KnownFiles& known_files = background_.known_files();
    const file::KnownFiles::Key key = file::KnownFiles::key(path_);
    std::optional<size_t> known = known_files.size(key);
    if (!known || !known_files.read(key, path_, scratch.first(*known))) return {};
    return Bytes(scratch.data(), *known, nullptr);
  }
  void run() override {
    if (learns_) device_ = file::local_device(path_);
    file::Scratch scratch;
    Result<file::WholeFile> whole = file::read_whole(path_, flags_, scratch);
    result_.emplace(whole ? owned(std::move(whole->bytes), encoding_) : whole.error());
  }
  void complete(int status) override {
    unlink();  // done: what JavaScript lists now is without it
    if (learns_) background_.cached_files().learn(path_, device_);
    completion_.settle<FileContents>(result_ ? std::move(*result_)
                                             : Result<FileContents>(Error::system(status, "open", path_.bytes)));
  }

  Completion completion_;
  Path path_;
  int32_t flags_;
  int32_t encoding_;
  bool learns_ = false;
  dev_t device_ = 0;
  file::Descriptor kept_;
  std::optional<Result<FileContents>> result_;
};

/// (path, flags, encoding, callback); a promise without a callback.
void read_file(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  if (!Js<Path>::is(info[0])) return throw_bad_argument(rt, "readFile", 0, Js<Path>::name);
  for (int i : {1, 2})
    if (!Js<int32_t>::is(info[i])) return throw_bad_argument(rt, "readFile", i, Js<int32_t>::name);
  auto* request = new ReadFile(rt, Completion(rt, info[3]), Js<Path>::from(rt, info[0]), Js<int32_t>::from(rt, info[1]),
                               Js<int32_t>::from(rt, info[2]));
  info.GetReturnValue().Set(request->promise());
  request->start();
}

}  // namespace

void bind_read_file(Module& m) {
  m.fn<"readFileSync", read_file_sync>().raw<"readFile", read_file>();
  m.fn<"readDescriptorSync", read_descriptor_sync>()
      .raw<"readDescriptor", in_pool<"readDescriptor", read_descriptor, kinds>>();
}

}  // namespace rondo::modules::fs
