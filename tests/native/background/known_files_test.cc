#include "background/known_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace rondo::file {
namespace {

class KnownFilesTest : public testing::Test {
 protected:
  KnownFilesTest() {
    std::string name = testing::TempDir() + "known.XXXXXX";
    folder_ = ::mkdtemp(name.data());
  }
  ~KnownFilesTest() override { std::filesystem::remove_all(folder_); }

  Path write(std::string_view name, std::string_view text) {
    Path path{folder_ + "/" + std::string(name)};
    std::ofstream(path.bytes) << text;
    return path;
  }
  /// What is read of the file, if it is known and is what it was.
  std::optional<std::string> read(const Path& path) {
    const KnownFiles::Key key = KnownFiles::key(path);
    std::optional<size_t> size = files_.size(key);
    if (!size) return {};
    std::string text(*size, '?');
    if (!files_.read(key, path, {reinterpret_cast<uint8_t*>(text.data()), text.size()})) return {};
    return text;
  }
  void learn(const Path& path, size_t size) { files_.learn(KnownFiles::key(path), size); }
  bool has_ring() { return ring_.get() && ring_.has_slots(); }

  std::string folder_;
  Ring ring_;
  KnownFiles files_{ring_};
};

TEST_F(KnownFilesTest, one_that_is_as_it_was_is_read_at_once_and_stays_known) {
  if (!has_ring()) GTEST_SKIP() << "no io_uring here";
  Path path = write("a", "contents");
  EXPECT_EQ(read(path), std::nullopt);
  learn(path, 8);
  EXPECT_EQ(read(path), "contents");
  write("a", "other...");
  EXPECT_EQ(read(path), "other...");
}

TEST_F(KnownFilesTest, one_that_has_changed_its_size_is_known_no_longer) {
  if (!has_ring()) GTEST_SKIP() << "no io_uring here";
  for (std::string_view now : {"", "short", "longer than that"}) {
    Path path = write("a", "contents");
    learn(path, 8);
    write("a", now);
    EXPECT_EQ(read(path), std::nullopt);
    EXPECT_EQ(files_.size(KnownFiles::key(path)), std::nullopt);
  }
}

TEST_F(KnownFilesTest, what_cannot_be_opened_is_known_no_longer) {
  Path path = write("a", "contents");
  learn(path, 8);
  std::filesystem::remove(path.bytes);
  EXPECT_EQ(read(path), std::nullopt);
  std::filesystem::create_directory(path.bytes);
  learn(path, 8);
  EXPECT_EQ(read(path), std::nullopt);
}

// Not even the writer of a pipe is kept waiting, nor loses what it has written.
TEST_F(KnownFilesTest, a_pipe_in_its_place_keeps_what_is_in_it) {
  Path path{folder_ + "/pipe"};
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(fd, 0);
  ASSERT_EQ(::write(fd, "contents", 8), 8);
  learn(path, 8);
  EXPECT_EQ(read(path), std::nullopt);
  std::array<char, 16> left;
  EXPECT_EQ(::read(fd, left.data(), left.size()), 8);
  ::close(fd);
}

TEST_F(KnownFilesTest, no_descriptor_stays_open) {
  auto count = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  };
  Path path = write("a", "contents");
  learn(path, 8);
  (void)read(path);
  const auto before = count();
  for (int i = 0; i < 100; i++) {
    learn(path, 8);
    (void)read(path);
    learn(path, 9);
    (void)read(path);
  }
  EXPECT_EQ(count(), before);
}

TEST_F(KnownFilesTest, without_io_uring_nothing_is_read) {
  setenv("UV_USE_IO_URING", "0", 1);
  Path path = write("a", "contents");
  learn(path, 8);
  EXPECT_EQ(read(path), std::nullopt);
  unsetenv("UV_USE_IO_URING");
}

}  // namespace
}  // namespace rondo::file
