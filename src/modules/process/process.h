// What the operating system knows of this process. No V8: plain tests reach it.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace rondo::modules::process {

Result<std::string> cwd();
Result<void> chdir(std::string path);
/// How often chdir() has succeeded.
int32_t folder_changes();
int32_t pid();
int32_t ppid();

/// "NAME=value" for each variable.
std::vector<std::string> environment();
void set_environment(const std::string& name, const std::string& value);
void unset_environment(const std::string& name);

/// Bytes.
Result<double> rss();
double constrained_memory();
double available_memory();
/// [user, system] in microseconds: of the process, of the calling thread.
Result<std::vector<double>> cpu_usage();
Result<std::vector<double>> thread_cpu_usage();
/// getrusage(2)'s fields in the order of process.resourceUsage().
Result<std::vector<double>> resource_usage();

/// 0 or a negative errno.
int32_t kill(int32_t pid, int32_t signal);
uint32_t get_umask();
uint32_t set_umask(uint32_t mask);
std::string title();
void set_title(std::string title);

/// [uid, euid, gid, egid]
std::vector<double> get_ids();
/// `which` is "uid", "euid", "gid" or "egid"; `name` a user's or group's name, or empty for `id`. Returns 0, a negative errno,
/// or 1 for an unknown name.
int32_t set_id(std::string which, uint32_t id, std::string name);
Result<std::vector<uint32_t>> groups();
int32_t set_groups(std::vector<uint32_t> ids);
/// The supplementary groups of `user`, and `group` (a name, or empty for `gid`). As set_id(); 2 for an unknown group.
int32_t init_groups(std::string user, std::string group, uint32_t gid);
/// The id of the group `name`, -1 if there is none.
int32_t find_group_id(std::string name);
/// "x64", "arm64", ...: process.arch.
const char* machine();
/// Replaces the process's program. Returns only on failure.
Result<void> execve(std::string path, std::vector<std::string> argv, std::vector<std::string> environment);

/// Writes all of `text` to `fd`, waiting where the descriptor would block. Returns 0 or a negative errno.
int32_t write_text(int32_t fd, std::string text);

/// Name and version of each library that the program uses.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace rondo::modules::process
