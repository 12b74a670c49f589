// What is done to entries of the file system by their paths. Each function is one piece of work, as in file_io.h.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "background/file_io.h"

namespace rondo::file {

Result<void> remove_file(Path path);
Result<void> remove_directory(Path path);
/// A file or a link; with `recursive` also a directory with all that is in it, else EISDIR of the syscall `rm`. Links are not followed.
/// @param force  nothing there is no error
Result<void> remove_any(Path path, bool recursive, bool force);
Result<void> rename(Path from, Path to);
Result<void> link(Path existing, Path made);
Result<void> symlink(Path target, Path made);
Result<std::string> read_link(Path path);
/// @param prefix to which six characters are added  @returns the path of the new directory
Result<std::string> make_temporary_directory(Path prefix);
Result<void> make_directory(Path path, int32_t mode);
/// With all that lead to it. @returns the first that had to be made, if any
Result<std::optional<std::string>> make_directories(Path path, int32_t mode);
/// @param mode UV_FS_COPYFILE_*
Result<void> copy_file(Path from, Path to, int32_t mode);
/// Without symbolic links, `.` and `..`; errors name `realpath`.
Result<std::string> real_path(Path path);
/// The same, but errors name the part that is not there, as a walk by lstat finds it.
Result<std::string> walked_real_path(Path path);

/// Cuts a file, or fills it with zeros, to `size` bytes.
Result<void> truncate(Path path, int64_t size);

Result<void> chmod(Path path, int32_t mode);
Result<void> fchmod(int32_t fd, int32_t mode);
/// -1 leaves the owner or group as it is.
Result<void> chown(Path path, int64_t uid, int64_t gid);
Result<void> lchown(Path path, int64_t uid, int64_t gid);
Result<void> fchown(int32_t fd, int64_t uid, int64_t gid);
/// Times in seconds since 1970, with fractions; an infinity is the time of the call, NaN leaves that time as it is.
Result<void> utimes(Path path, double atime, double mtime);
Result<void> lutimes(Path path, double atime, double mtime);
/// Gives a file the times of another, to the nanosecond.
Result<void> copy_times(Path from, Path to);
Result<void> futimes(int32_t fd, double atime, double mtime);

}  // namespace rondo::file
