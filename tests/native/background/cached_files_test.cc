#include "background/cached_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "background/eager_request.h"

namespace rondo::file {
namespace {

class Cached : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/rondo-cached-XXXXXX";
    folder = ::mkdtemp(name);
    device = local_device(at("x"));
  }
  void TearDown() override { (void)!std::system(("rm -rf " + folder).c_str()); }
  Path at(const std::string& name) const { return {folder + "/" + name}; }
  void put(const std::string& name, const std::string& text) {
    ASSERT_TRUE(write_whole(at(name), O_CREAT | O_TRUNC | O_WRONLY, 0644, Bytes::copy(text)));
  }
  /// What is read at once, "-" for nothing.
  std::string read(const std::string& name) {
    std::optional<Bytes> found = files.read(at(name), scratch, kept);
    return found ? std::string(found->text()) : "-";
  }
  std::string folder;
  dev_t device = 0;
  CachedFiles files;
  Scratch scratch;
  Descriptor kept;
};

TEST_F(Cached, what_was_just_written_is_there_at_once_in_a_known_folder) {
  if (device == 0) GTEST_SKIP() << "the folder for temporary files lies on no file system of this machine";
  put("a", "content");
  put("empty", "");
  EXPECT_FALSE(files.knows(at("a")));
  EXPECT_EQ(read("a"), "-");
  files.learn(at("a"), device);
  ASSERT_TRUE(files.knows(at("a")));
  std::string got = read("a");
  if (got == "-") GTEST_SKIP() << "the kernel does not read without waiting here";
  EXPECT_EQ(got, "content");
  EXPECT_EQ(read("empty"), "");
}

TEST_F(Cached, what_is_no_small_regular_file_is_left_to_the_pool) {
  files.learn(at("a"), device ? device : 1);
  put("large", std::string(scratch_size, 'x'));
  EXPECT_EQ(read("large"), "-");
  EXPECT_EQ(read("missing"), "-");
  EXPECT_EQ(read("."), "-");
}

TEST_F(Cached, a_pipe_stays_open_until_the_pool_has_read_it) {
  if (device == 0) GTEST_SKIP() << "the folder for temporary files lies on no file system of this machine";
  files.learn(at("pipe"), device);
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  int before = kept.release();
  EXPECT_EQ(before, -1);
  EXPECT_EQ(read("pipe"), "-");
  int writer = ::open(at("pipe").c_str(), O_WRONLY | O_NONBLOCK);
  int reader = kept.release();
  if (reader < 0) {
    EXPECT_EQ(writer, -1);
    GTEST_SKIP() << "the kernel does not open without waiting here";
  }
  EXPECT_GE(writer, 0);
  ::close(writer);
  ::close(reader);
}

TEST_F(Cached, a_file_on_another_device_makes_its_folder_unknown) {
  if (device == 0) GTEST_SKIP() << "the folder for temporary files lies on no file system of this machine";
  put("a", "content");
  files.learn(at("a"), device);
  if (read("a") == "-") GTEST_SKIP() << "the kernel does not read without waiting here";
  files.learn(at("a"), device + 1);
  EXPECT_EQ(read("a"), "-");
  EXPECT_FALSE(files.knows(at("a")));
}

struct Tried final : EagerRequest {
  Tried(Background& background, bool now, int* tried, int* ran, int* completed)
      : EagerRequest(background, "Test"), now_(now), tried_(tried), ran_(ran), completed_(completed) {}
  bool attempt() override {
    ++*tried_;
    return now_;
  }
  void run() override { ran_here_ = true; }
  void complete(int) override {
    *ran_ += ran_here_;
    ++*completed_;
  }
  bool now_, ran_here_ = false;
  int *tried_, *ran_, *completed_;
};

TEST(EagerRequests, each_is_tried_once_and_the_pool_has_what_takes_waiting) {
  Loop loop;
  Background background(loop);
  loop.on_poll_end([&] { background.end_poll(); });
  int tried = 0, ran = 0, completed = 0;
  for (int i = 0; i < 10; i++) (new Tried(background, i % 2 == 0, &tried, &ran, &completed))->submit_soon();
  EXPECT_EQ(tried, 0);
  loop.run();
  EXPECT_EQ(tried, 10);
  EXPECT_EQ(ran, 5);
  EXPECT_EQ(completed, 10);
}

TEST(EagerRequests, beyond_a_bound_they_go_to_the_pool_untried) {
  Loop loop;
  Background background(loop);
  loop.on_poll_end([&] { background.end_poll(); });
  int tried = 0, ran = 0, completed = 0;
  for (int i = 0; i < 1000; i++) (new Tried(background, true, &tried, &ran, &completed))->submit_soon();
  loop.run();
  EXPECT_GT(ran, 0);
  EXPECT_EQ(tried + ran, 1000);
  EXPECT_EQ(completed, 1000);
}

TEST(EagerRequests, shutting_down_completes_those_that_wait) {
  Loop loop;
  int tried = 0, ran = 0, completed = 0;
  {
    Background background(loop);
    for (int i = 0; i < 10; i++) (new Tried(background, true, &tried, &ran, &completed))->submit_soon();
    background.shut_down();
    loop.run();
  }
  EXPECT_EQ(tried, 0);
  EXPECT_EQ(completed, 10);
}

}  // namespace
}  // namespace rondo::file
