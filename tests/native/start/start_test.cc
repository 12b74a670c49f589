#include <gtest/gtest.h>

#include "engine/snapshot.h"
#include "start/builtins.h"
#include "start/environment_files.h"
#include "start/options.h"
#include "start/run_script.h"

namespace rondo {
namespace {

TEST(Options, stop_at_the_program) {
  auto o = parse_options({"--no-warnings", "-r", "./a.js", "--conditions=x", "app.js", "-r", "b"}, "");
  ASSERT_TRUE(o);
  EXPECT_FALSE(o->flag("warnings"));
  EXPECT_EQ(o->args, (std::vector<std::string>{"app.js", "-r", "b"}));
  EXPECT_EQ(o->exec_argv, (std::vector<std::string>{"--no-warnings", "-r", "./a.js", "--conditions=x"}));
  EXPECT_TRUE(o->has_program);
}

TEST(Options, take_the_environment_first) {
  auto o = parse_options({"-C", "b"}, R"(-C a --title="two words")");
  ASSERT_TRUE(o);
  EXPECT_EQ(std::get<std::vector<std::string>>(o->values.at("conditions")), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(o->text("title"), "two words");
}

TEST(Options, say_what_is_wrong) {
  EXPECT_EQ(parse_options({"-r"}, "").error().message, "-r requires an argument");
  EXPECT_EQ(parse_options({}, "-e x").error().message, "-e is not allowed in NODE_OPTIONS");
  EXPECT_EQ(parse_options({}, "\"open").error().message, "invalid value for NODE_OPTIONS (unterminated string)");
}

TEST(Options, leave_what_they_do_not_know_to_v8) {
  auto o = parse_options({"--stack-size=500", "a.js"}, "");
  ASSERT_TRUE(o);
  EXPECT_EQ(o->v8_flags, (std::vector<std::string>{"--stack-size=500"}));
}

TEST(Options, numbers_are_whole) {
  EXPECT_EQ(std::get<double>(parse_options({"--v8-pool-size=12"}, "")->values.at("v8-pool-size")), 12);
  for (const char* wrong : {"x", "1x", "-1", "1.5", "inf", "nan", " 1"})
    EXPECT_FALSE(parse_options({std::string("--v8-pool-size=") + wrong}, "")) << wrong;
}

TEST(Options, what_always_holds_cannot_be_negated) {
  EXPECT_TRUE(parse_options({"--async-context-frame"}, ""));
  EXPECT_EQ(parse_options({"--no-async-context-frame"}, "").error().message,
            "--no-async-context-frame is an invalid negation because it is not a boolean option");
}

TEST(Options, each_is_explained) {
  std::string help = usage();
  for (const OptionSpec& spec : option_specs()) {
    EXPECT_NE(help.find(std::string(spec.name)), std::string::npos) << spec.name;
    EXPECT_FALSE(spec.help.empty()) << spec.name;
  }
  size_t longest = 0;
  for (size_t at = 0, end; (end = help.find('\n', at)) != std::string::npos; at = end + 1)
    longest = std::max(longest, end - at);
  EXPECT_LE(longest, 80u);
}

TEST(Options, exclude_each_other) {
  EXPECT_EQ(parse_options({"-c", "-e", "1"}, "").error().message, "either --check or --eval can be used, not both");
  EXPECT_EQ(parse_options({"--test", "-i"}, "").error().message,
            "either --test or --interactive can be used, not both");
}

TEST(Options, watching_needs_a_program) {
  EXPECT_EQ(parse_options({"--watch"}, "").error().message, "--watch requires specifying a file");
  EXPECT_TRUE(parse_options({"--watch-path", "src", "a.js"}, "")->flag("watch"));
  EXPECT_TRUE(parse_options({"--test", "--watch"}, ""));
}

TEST(Options, let_v8_options_into_the_environment_one_by_one) {
  EXPECT_TRUE(parse_options({}, "--max-old-space-size=100"));
  EXPECT_TRUE(parse_options({}, "--max_old_space_size=100"));
  EXPECT_EQ(parse_options({}, "--stack-size=100").error().message, "--stack-size=100 is not allowed in NODE_OPTIONS");
}

TEST(Options, a_share_of_the_memory) {
  auto o = parse_options({"--max-old-space-size-percentage=25.5"}, "");
  ASSERT_TRUE(o);
  ASSERT_EQ(o->v8_flags.size(), 1u);
  EXPECT_TRUE(o->v8_flags[0].starts_with("--max-old-space-size="));
  for (const char* wrong : {"0", "101", "-1", "abc", "1%"})
    EXPECT_EQ(parse_options({std::string("--max-old-space-size-percentage=") + wrong}, "").error().message,
              std::string("--max-old-space-size-percentage must be greater than 0 and up to 100. Got: ") + wrong);
}

TEST(EnvironmentFiles, keep_the_order_of_both_options) {
  auto files = environment_files({"--env-file=a", "-r", "x", "--env-file-if-exists", "b", "--env-file", "c"});
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0].path, "a");
  EXPECT_TRUE(files[0].required);
  EXPECT_EQ(files[1].path, "b");
  EXPECT_FALSE(files[1].required);
  EXPECT_EQ(files[2].path, "c");
}

TEST(RunScript, arguments_are_words_of_the_shell) {
  EXPECT_EQ(quote_for_shell("plain/path-1.js"), "plain/path-1.js");
  EXPECT_EQ(quote_for_shell(""), "''");
  EXPECT_EQ(quote_for_shell("two words"), "'two words'");
  EXPECT_EQ(quote_for_shell("it's $HOME"), "'it'\\''s $HOME'");
}

TEST(Builtins, ids_are_paths) {
  EXPECT_EQ(resolve_builtin("./b.js", "internal/a"), "internal/b");
  EXPECT_EQ(resolve_builtin("../fs.js", "internal/a"), "fs");
  EXPECT_EQ(resolve_builtin("../../stream/web.js", "internal/x/a"), "stream/web");
  EXPECT_EQ(resolve_builtin("./internal/errors.js", "fs"), "internal/errors");
}

TEST(Library, is_read_as_it_was_written) {
  Library in{{{"a", "source a", 3}, {"b/c", "", -1, "code"}}, "blob"};
  std::string block = write_library(in);
  Library out = read_library(block);
  ASSERT_EQ(out.entries.size(), 2u);
  EXPECT_EQ(out.entries[0].source, "source a");
  EXPECT_EQ(out.entries[0].snapshot_index, 3);
  EXPECT_EQ(out.entries[0].code, "");
  EXPECT_EQ(out.entries[1].id, "b/c");
  EXPECT_EQ(out.entries[1].code, "code");
  EXPECT_EQ(out.snapshot, "blob");
}

TEST(Library, a_damaged_block_is_none) {
  std::string block = write_library({{{"a", "source", 0}}, "blob"});
  for (size_t n = 0; n < block.size(); n += 7)
    EXPECT_TRUE(read_library(std::string_view(block).substr(0, n)).entries.size() <= 1);
  block[40] = '\xff';
  EXPECT_TRUE(read_library(block).entries.empty() || read_library(block).entries.size() == 1);
  EXPECT_TRUE(read_library("").entries.empty());
}

}  // namespace
}  // namespace rondo
