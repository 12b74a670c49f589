#include "background/file_io.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "background/directory.h"
#include "background/file_paths.h"
#include "background/file_stat.h"

namespace rondo::file {
namespace {

class Files : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/rondo-file-XXXXXX";
    folder = ::mkdtemp(name);
  }
  void TearDown() override { (void)!std::system(("rm -rf " + folder).c_str()); }
  Path at(const std::string& name) const { return {folder + "/" + name}; }
  void put(const std::string& name, const std::string& text) {
    ASSERT_TRUE(write_whole(at(name), O_CREAT | O_TRUNC | O_WRONLY, 0644, Bytes::copy(text)));
  }
  Result<Bytes> whole(Path path) {
    Result<WholeFile> read = read_whole(std::move(path), O_RDONLY, scratch);
    if (!read) return read.error();
    return std::move(read->bytes);
  }
  std::string folder;
  Scratch scratch;
};

TEST_F(Files, WholeFileGoesAndComesBack) {
  put("a", "text");
  auto read = whole(at("a"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text(), "text");
}

TEST_F(Files, AppendAddsAtTheEnd) {
  put("a", "one");
  ASSERT_TRUE(write_whole(at("a"), O_APPEND | O_WRONLY, 0644, Bytes::copy("two")));
  EXPECT_EQ(whole(at("a"))->text(), "onetwo");
}

TEST_F(Files, ErrorsNameCallAndPath) {
  auto read = whole(at("none"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().number, -ENOENT);
  EXPECT_EQ(read.error().syscall, "open");
  EXPECT_EQ(read.error().path, folder + "/none");
  auto folder_read = whole({folder});
  ASSERT_FALSE(folder_read);
  EXPECT_EQ(folder_read.error().number, -EISDIR);
  EXPECT_EQ(folder_read.error().syscall, "read");
}

TEST_F(Files, FilesWithoutSizeAreReadToTheirEnd) {
  auto status = whole({"/proc/self/status"});
  ASSERT_TRUE(status);
  EXPECT_EQ(status->text().substr(0, 5), "Name:");
}

TEST_F(Files, PipesAreReadToTheirEnd) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "piped", 5), 5);
  ::close(ends[1]);
  EXPECT_EQ(read_rest(ends[0], scratch)->text(), "piped");
  ::close(ends[0]);
}

TEST_F(Files, WhatScratchMemoryCannotHoldComesWhole) {
  for (size_t size : {scratch_size - 1, scratch_size, scratch_size + 1, 3 * scratch_size + 5}) {
    std::string text(size, 'x');
    text.back() = 'y';
    put("a", text);
    auto read = whole(at("a"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text(), text);
    EXPECT_EQ(read->owner() == nullptr, size < scratch_size);
  }
}

TEST_F(Files, MoreThanTwoGigabytesAreRefused) {
  put("big", "");
  ASSERT_TRUE(truncate(at("big"), max_io_length + 1));
  auto read = whole(at("big"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "ERR_FS_FILE_TOO_LARGE");
  EXPECT_EQ(read.error().message, "File size (2147483648) is greater than 2 GiB");
}

TEST_F(Files, VectorsLongerThanTheKernelTakesAreWrittenWhole) {
  auto fd = open(at("v"), O_CREAT | O_RDWR, 0644);
  ASSERT_TRUE(fd);
  std::vector<Bytes> parts(2500, Bytes::copy("ab"));
  EXPECT_EQ(*write_vector(*fd, parts, current_position), 5000);
  EXPECT_EQ((*fstat(*fd, false)).fields[size], 5000);
  EXPECT_TRUE(close(*fd));
  EXPECT_EQ(close(*fd).error().number, -EBADF);
}

TEST_F(Files, DirectoriesAreMadeWithWhatLeadsToThem) {
  auto made = make_directories(at("x/y//z/"), 0777);
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, folder + "/x");
  EXPECT_EQ(*make_directories(at("x/y/z"), 0777), std::nullopt);
  put("x/file", "");
  EXPECT_EQ(make_directories(at("x/file"), 0777).error().number, -EEXIST);
  EXPECT_EQ(make_directories(at("x/file/below"), 0777).error().number, -ENOTDIR);
  EXPECT_EQ(make_directories({""}, 0777).error().number, -ENOENT);
}

TEST_F(Files, EntriesComeSortedAndTyped) {
  put("b", "");
  put("a", "");
  ASSERT_TRUE(make_directory(at("c"), 0777));
  ASSERT_TRUE(symlink({"a"}, at("d")));
  auto entries = read_directory({folder}, false, true);
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->list.size(), 4u);
  EXPECT_EQ(entries->list[0].name, "a");
  EXPECT_EQ(entries->list[0].type, EntryType::file);
  EXPECT_EQ(entries->list[2].type, EntryType::directory);
  EXPECT_EQ(entries->list[3].type, EntryType::link);
  EXPECT_EQ(read_directory(at("none"), false, false).error().syscall, "scandir");
}

TEST_F(Files, DirectoriesAreReadPieceByPiece) {
  for (char c = 'a'; c < 'f'; c++) put(std::string(1, c), "");
  Directory directory;
  ASSERT_TRUE(directory.open({folder}));
  size_t total = 0;
  for (;;) {
    auto entries = directory.read(2, false);
    ASSERT_TRUE(entries);
    ASSERT_LE(entries->list.size(), 2u);
    if (entries->list.empty()) break;
    total += entries->list.size();
  }
  EXPECT_EQ(total, 5u);
  EXPECT_TRUE(directory.close());
  EXPECT_EQ(directory.read(2, false).error().number, -EBADF);
}

TEST_F(Files, RealPathSaysWhichPartIsMissing) {
  ASSERT_TRUE(make_directory(at("x"), 0777));
  ASSERT_TRUE(symlink({"gone"}, at("x/l")));
  EXPECT_EQ(walked_real_path(at("x/none/more")).error().path, folder + "/x/none");
  EXPECT_EQ(walked_real_path(at("x/none/more")).error().syscall, "lstat");
  EXPECT_EQ(real_path(at("x/none/more")).error().syscall, "realpath");
  EXPECT_EQ(*real_path(at("x/../x/.")), *real_path({folder}) + "/x");
}

TEST_F(Files, TimesAreSetToTheMicrosecond) {
  put("a", "");
  ASSERT_TRUE(utimes(at("a"), 1.5, 1234567890.123456));
  auto info = stat(at("a"), false);
  EXPECT_EQ(info->fields[atime_sec], 1);
  EXPECT_EQ(info->fields[atime_nsec], 500000000);
  EXPECT_EQ(info->fields[mtime_sec], 1234567890);
  EXPECT_EQ(info->fields[mtime_nsec], 123456000);
}

}  // namespace
}  // namespace rondo::file
