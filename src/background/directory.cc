#include "background/directory.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace rondo::file {

namespace {

EntryType type_of_mode(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return EntryType::file;
    case S_IFDIR: return EntryType::directory;
    case S_IFLNK: return EntryType::link;
    case S_IFIFO: return EntryType::fifo;
    case S_IFSOCK: return EntryType::socket;
    case S_IFCHR: return EntryType::character;
    case S_IFBLK: return EntryType::block;
    default: return EntryType::unknown;
  }
}

/// Some file systems do not tell types along with names.
EntryType type_of(const std::string& folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return type_of_mode(DTTOIF(entry.d_type));
  struct stat info;
  std::string path = folder + '/' + entry.d_name;
  return ::lstat(path.c_str(), &info) == 0 ? type_of_mode(info.st_mode) : EntryType::unknown;
}

bool is_dots(const char* name) { return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0')); }

}  // namespace

Result<void> Directory::open(Path path) {
  stream_ = ::opendir(path.c_str());
  if (!stream_) return Error::system(last_error(), "opendir", std::move(path.bytes));
  path_ = std::move(path.bytes);
  return {};
}

Result<Entries> Directory::read(size_t most, bool as_bytes) {
  if (!stream_) return Error::system(-EBADF, "scandir", path_);
  Entries out{{}, as_bytes, true};
  while (out.list.size() < most) {
    errno = 0;
    const dirent* entry = ::readdir(stream_);
    if (!entry) {
      if (errno != 0) return Error::system(last_error(), "scandir", path_);
      break;
    }
    if (!is_dots(entry->d_name)) out.list.push_back({entry->d_name, type_of(path_, *entry)});
  }
  return out;
}

Result<void> Directory::close() {
  if (!stream_) return {};
  DIR* stream = stream_;
  stream_ = nullptr;
  if (::closedir(stream) < 0) return Error::system(last_error(), "closedir");
  return {};
}

Result<Entries> read_directory(Path path, bool as_bytes, bool with_types) {
  Directory directory;
  if (auto opened = directory.open(std::move(path)); !opened) {
    opened.error().syscall = "scandir";
    return opened.error();
  }
  Result<Entries> entries = directory.read(SIZE_MAX, as_bytes);
  if (!entries) return entries;
  entries->with_types = with_types;
  std::sort(entries->list.begin(), entries->list.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

}  // namespace rondo::file
