#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "modules/zlib/whole.h"

namespace rondo::modules::zlib {
namespace {

constexpr double any_size = 1 << 30;

struct Format {
  Mode compress, decompress;
  int32_t write, flush, finish;
};
constexpr Format formats[] = {
    {Mode::deflate, Mode::inflate, 0, 2, 4},
    {Mode::gzip, Mode::gunzip, 0, 2, 4},
    {Mode::deflate_raw, Mode::inflate_raw, 0, 2, 4},
    {Mode::gzip, Mode::unzip, 0, 2, 4},
    {Mode::deflate, Mode::unzip, 0, 2, 4},
    {Mode::brotli_encode, Mode::brotli_decode, 0, 1, 2},
    {Mode::zstd_compress, Mode::zstd_decompress, 0, 1, 2},
};

std::unique_ptr<Codec> codec(const Settings& settings) {
  auto made = make_codec(settings);
  EXPECT_TRUE(made);
  return made ? std::move(*made) : nullptr;
}

std::span<const uint8_t> bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

/// The output, or the error's code.
std::string whole(const Settings& settings, std::string_view input, int32_t flush, double most = any_size) {
  size_t taken = 0;
  auto made = make_codec(settings);
  if (!made) return made.error().code;
  auto result = run_whole(**made, settings, bytes(input), flush, most, taken);
  return result ? std::string(result->text()) : result.error().code;
}

std::string sample() {
  std::string text;
  uint32_t x = 1;
  for (int i = 0; i < 50'000; i++) {
    x = x * 1103515245 + 12345;
    text += static_cast<char>('a' + (x >> 28));
  }
  return text;
}

TEST(Codec, GoesThereAndBack) {
  const std::string text = sample();
  for (const Format& f : formats) {
    const std::string packed = whole({.mode = f.compress}, text, f.finish);
    EXPECT_LT(packed.size(), text.size());
    EXPECT_EQ(whole({.mode = f.decompress}, packed, f.finish), text);
    EXPECT_EQ(whole({.mode = f.decompress}, whole({.mode = f.compress}, "", f.finish), f.finish), "");
  }
}

TEST(Codec, GoesByteForByte) {
  const std::string text = sample().substr(0, 3000);
  for (const Format& f : formats) {
    const std::string packed = whole({.mode = f.compress}, text, f.finish);
    auto decoder = codec({.mode = f.decompress});
    std::string out;
    uint8_t room;
    for (size_t i = 0; i < packed.size(); i++) {
      Window window{bytes(packed).data() + i, 1, nullptr, 0};
      do {
        window.out = &room;
        window.out_left = 1;
        ASSERT_TRUE(decoder->run(window, f.write));
        if (window.out_left == 0) out += static_cast<char>(room);
      } while (window.out_left == 0);
      EXPECT_EQ(window.in_left, 0U);
    }
    EXPECT_EQ(out, text);
  }
}

TEST(Codec, LetsOutWhatItHasWhenFlushed) {
  for (const Format& f : formats) {
    auto encoder = codec({.mode = f.compress});
    auto decoder = codec({.mode = f.decompress});
    uint8_t packed[256], unpacked[256];
    for (std::string_view part : {"one", "two"}) {
      Window in{bytes(part).data(), part.size(), packed, sizeof packed};
      ASSERT_TRUE(encoder->run(in, f.flush));
      Window out{packed, sizeof packed - in.out_left, unpacked, sizeof unpacked};
      ASSERT_TRUE(decoder->run(out, f.write));
      EXPECT_EQ(std::string(reinterpret_cast<char*>(unpacked), sizeof unpacked - out.out_left), part);
    }
  }
}

TEST(Codec, RefusesWhatIsNotWhole) {
  const std::string text = sample();
  for (const Format& f : formats) {
    const std::string packed = whole({.mode = f.compress}, text, f.finish);
    EXPECT_EQ(whole({.mode = f.decompress}, packed.substr(0, packed.size() / 2), f.finish), "Z_BUF_ERROR");
    EXPECT_EQ(whole({.mode = f.decompress}, "", f.finish), "Z_BUF_ERROR");
    // without the end's flush it gives what is there
    const std::string part = whole({.mode = f.decompress}, packed.substr(0, packed.size() / 2), f.write);
    EXPECT_EQ(text.substr(0, part.size()), part);
  }
}

TEST(Codec, KeepsToTheBound) {
  const std::string zeros(10'000'000, '\0');
  for (const Format& f : formats) {
    const std::string packed = whole({.mode = f.compress}, zeros, f.finish);
    EXPECT_EQ(whole({.mode = f.decompress}, packed, f.finish, 9'999'999), "ERR_BUFFER_TOO_LARGE");
    EXPECT_EQ(whole({.mode = f.decompress}, packed, f.finish, 10'000'000).size(), zeros.size());
  }
}

TEST(Codec, TellsWhatFollowsTheEnd) {
  for (const Format& f : formats) {
    const std::string packed = whole({.mode = f.compress}, "abc", f.finish);
    const Settings settings{.mode = f.decompress};
    size_t taken = 0;
    const std::string with_zeros = packed + std::string(4, '\0');
    auto result = run_whole(*codec(settings), settings, bytes(with_zeros), f.finish, any_size, taken);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->text(), "abc");
    EXPECT_EQ(taken, packed.size());
    EXPECT_EQ(whole({.mode = f.decompress, .single = true}, with_zeros, f.finish),
              "ERR_TRAILING_JUNK_AFTER_STREAM_END");
  }
}

TEST(Codec, ReadsSeveralMembers) {
  const std::string two = whole({.mode = Mode::gzip}, "ab", 4) + whole({.mode = Mode::gzip}, "cd", 4);
  EXPECT_EQ(whole({.mode = Mode::gunzip}, two, 4), "abcd");
  EXPECT_EQ(whole({.mode = Mode::unzip}, two, 4), "abcd");
  EXPECT_EQ(whole({.mode = Mode::gunzip}, two + "junk", 4), "Z_DATA_ERROR");
  const std::string frames =
      whole({.mode = Mode::zstd_compress}, "ab", 2) + whole({.mode = Mode::zstd_compress}, "cd", 2);
  EXPECT_EQ(whole({.mode = Mode::zstd_decompress}, frames, 2), "abcd");
  EXPECT_EQ(whole({.mode = Mode::zstd_decompress}, frames + "junk", 2), "abcd");
}

TEST(Codec, SaysWhatIsWrong) {
  EXPECT_EQ(whole({.mode = Mode::inflate}, "no such data", 4), "Z_DATA_ERROR");
  EXPECT_EQ(whole({.mode = Mode::brotli_decode}, "\xff\xff\xff\xff", 2).substr(0, 4), "ERR_");
  EXPECT_EQ(whole({.mode = Mode::zstd_decompress}, "no such data", 2), "ZSTD_error_prefix_unknown");
  EXPECT_EQ(whole({.mode = Mode::zstd_compress, .pledged_size = 5}, "abc", 2), "ZSTD_error_srcSize_wrong");
  EXPECT_EQ(whole({.mode = Mode::brotli_encode, .values = {4, 42}}, "abc", 2), "ERR_ZLIB_INITIALIZATION_FAILED");
  EXPECT_EQ(whole({.mode = Mode::deflate, .values = {99, 99, 99, 99}}, "abc", 4), "ERR_ZLIB_INITIALIZATION_FAILED");
}

TEST(Codec, UsesDictionaries) {
  const std::string text = sample().substr(0, 2000);
  for (const Format& f : formats) {
    if (f.compress == Mode::gzip) continue;  // has none
    const Settings with{.mode = f.compress, .dictionary = Bytes::copy(text)};
    const std::string packed = whole(with, text, f.finish);
    EXPECT_LT(packed.size(), 100U);
    EXPECT_EQ(whole({.mode = f.decompress, .dictionary = Bytes::copy(text)}, packed, f.finish), text);
    EXPECT_NE(whole({.mode = f.decompress}, packed, f.finish), text);
  }
  EXPECT_EQ(whole({.mode = Mode::inflate, .dictionary = Bytes::copy("another")},
                  whole({.mode = Mode::deflate, .dictionary = Bytes::copy(text)}, text, 4), 4),
            "Z_NEED_DICT");
}

TEST(Codec, BeginsAnew) {
  for (const Format& f : formats) {
    for (Mode mode : {f.compress, f.decompress}) {
      const std::string input = is_compressor(mode) ? "abcabc" : whole({.mode = f.compress}, "abcabc", f.finish);
      const Settings settings{.mode = mode};
      auto one = codec(settings);
      size_t taken = 0;
      auto first = run_whole(*one, settings, bytes(input), f.finish, any_size, taken);
      ASSERT_TRUE(first);
      ASSERT_TRUE(one->reset());
      auto second = run_whole(*one, settings, bytes(input), f.finish, any_size, taken);
      ASSERT_TRUE(second);
      EXPECT_EQ(first->text(), second->text());
      EXPECT_GT(one->memory(), 0U);
    }
  }
}

TEST(Spares, GiveBackWhatTheyWereGiven) {
  Spares spares;
  const Settings settings{.mode = Mode::gzip};
  auto made = spares.take(settings);
  ASSERT_TRUE(made);
  Codec* first = made->get();
  spares.give(settings, std::move(*made));
  EXPECT_NE(spares.take({.mode = Mode::gunzip})->get(), first);
  EXPECT_NE(spares.take({.mode = Mode::gzip, .values = {15, 9, 8, 0}})->get(), first);
  EXPECT_EQ(spares.take(settings)->get(), first);
}

}  // namespace
}  // namespace rondo::modules::zlib
