// A table of cases for each Js<T>: what is taken, what is refused, and what comes back.
#include "bind/convert.h"

#include "../engine_fixture.h"

namespace rondo {
namespace {

class Convert : public EngineTest {
 protected:
  template <class T>
  bool takes(std::string_view source) {
    return Js<T>::is(run(source));
  }
  template <class T>
  T from(std::string_view source) {
    return Js<T>::from(*rt_, run(source));
  }
};

template <class T>
struct Case {
  const char* source;
  bool taken;
  T value{};
};

TEST_F(Convert, booleans) {
  for (auto c : {Case<bool>{"true", true, true},
                 {"false", true, false},
                 {"0", false},
                 {"'true'", false},
                 {"undefined", false}}) {
    ASSERT_EQ(takes<bool>(c.source), c.taken) << c.source;
    if (c.taken) EXPECT_EQ(from<bool>(c.source), c.value) << c.source;
  }
}

TEST_F(Convert, integers_of_32_bits) {
  for (auto c : {Case<int32_t>{"0", true, 0},
                 {"-1", true, -1},
                 {"2147483647", true, INT32_MAX},
                 {"-2147483648", true, INT32_MIN},
                 {"2147483648", false},
                 {"1.5", false},
                 {"NaN", false},
                 {"'1'", false},
                 {"1n", false}}) {
    ASSERT_EQ(takes<int32_t>(c.source), c.taken) << c.source;
    if (c.taken) EXPECT_EQ(from<int32_t>(c.source), c.value) << c.source;
  }
  for (auto c : {Case<uint32_t>{"4294967295", true, UINT32_MAX},
                 {"0", true, 0},
                 {"-1", false},
                 {"4294967296", false},
                 {"0.5", false}}) {
    ASSERT_EQ(takes<uint32_t>(c.source), c.taken) << c.source;
    if (c.taken) EXPECT_EQ(from<uint32_t>(c.source), c.value) << c.source;
  }
}

TEST_F(Convert, integers_of_64_bits) {
  for (auto c : {Case<int64_t>{"9007199254740991", true, 9007199254740991},
                 {"-9007199254740991", true, -9007199254740991},
                 {"9007199254740992", false},
                 {"1e300", false},
                 {"NaN", false},
                 {"Infinity", false},
                 {"0.5", false},
                 {"9223372036854775807n", true, INT64_MAX},
                 {"'1'", false}}) {
    ASSERT_EQ(takes<int64_t>(c.source), c.taken) << c.source;
    if (c.taken) EXPECT_EQ(from<int64_t>(c.source), c.value) << c.source;
  }
  EXPECT_FALSE(takes<uint64_t>("-1"));
  EXPECT_TRUE(takes<uint64_t>("18446744073709551615n"));
  EXPECT_EQ(from<uint64_t>("18446744073709551615n"), UINT64_MAX);
}

TEST_F(Convert, numbers) {
  for (auto c : {Case<double>{"1.5", true, 1.5},
                 {"-0", true, -0.0},
                 {"Infinity", true, std::numeric_limits<double>::infinity()},
                 {"'1'", false},
                 {"null", false}}) {
    ASSERT_EQ(takes<double>(c.source), c.taken) << c.source;
    if (c.taken) EXPECT_EQ(from<double>(c.source), c.value) << c.source;
  }
}

TEST_F(Convert, strings) {
  for (auto c : {Case<std::string>{"''", true, ""},
                 {"'abc'", true, "abc"},
                 {"'\\u00e9'", true, "\xc3\xa9"},
                 {"'\\u{1f600}'", true, "\xf0\x9f\x98\x80"},
                 {"'a\\0b'", true, std::string("a\0b", 3)},
                 {"'\\ud800x'", true, "\xef\xbf\xbdx"},  // a lone surrogate
                 {"1", false},
                 {"new String('a')", false}}) {
    ASSERT_EQ(takes<std::string>(c.source), c.taken) << c.source;
    if (c.taken) EXPECT_EQ(from<std::string>(c.source), c.value) << c.source;
  }
  EXPECT_EQ(text(Js<std::string>::to(*rt_, "gr\xc3\xbc\xc3\x9f")), "gr\xc3\xbc\xc3\x9f");
}

TEST_F(Convert, bytes) {
  struct {
    const char* source;
    bool taken;
    size_t size;
    int first;
  } cases[] = {{"new Uint8Array([7, 8, 9]).subarray(1)", true, 2, 8},
               {"new Uint16Array([0x0102]).buffer", true, 2, 2},
               {"new DataView(new ArrayBuffer(4), 1, 2)", true, 2, 0},
               {"new SharedArrayBuffer(3)", true, 3, 0},
               {"new Uint8Array(0)", true, 0, -1},
               {"new ArrayBuffer(0)", true, 0, -1},
               {"[1, 2]", false, 0, -1},
               {"'ab'", false, 0, -1}};
  for (const auto& c : cases) {
    ASSERT_EQ(takes<Bytes>(c.source), c.taken) << c.source;
    if (!c.taken) continue;
    Bytes bytes = from<Bytes>(c.source);
    ASSERT_EQ(bytes.size(), c.size) << c.source;
    if (c.first >= 0) EXPECT_EQ(bytes.data()[0], c.first) << c.source;
    EXPECT_EQ(from<std::span<uint8_t>>(c.source).size(), c.size) << c.source;
  }
}

TEST_F(Convert, bytes_outlive_the_collected_array) {
  Bytes bytes;
  {
    v8::HandleScope inner(rt_->isolate);
    bytes = from<Bytes>("new Uint8Array(1 << 20).fill(5)");
  }
  rt_->isolate->LowMemoryNotification();
  EXPECT_EQ(bytes.data()[(1 << 20) - 1], 5);
}

TEST_F(Convert, bytes_become_an_array_buffer_without_a_copy) {
  Bytes bytes = Bytes::copy("hello");
  auto buffer = Js<Bytes>::to(*rt_, bytes).As<v8::ArrayBuffer>();
  EXPECT_EQ(buffer->ByteLength(), 5u);
  EXPECT_EQ(buffer->Data(), bytes.data());
}

TEST_F(Convert, optionals) {
  EXPECT_TRUE(takes<std::optional<std::string>>("undefined"));
  EXPECT_TRUE(takes<std::optional<std::string>>("null"));
  EXPECT_FALSE(takes<std::optional<std::string>>("1"));
  EXPECT_EQ(from<std::optional<std::string>>("undefined"), std::nullopt);
  EXPECT_EQ(*from<std::optional<std::string>>("'x'"), "x");
  EXPECT_TRUE(Js<std::optional<int32_t>>::to(*rt_, std::nullopt)->IsUndefined());
}

TEST_F(Convert, vectors) {
  EXPECT_EQ(from<std::vector<std::string>>("['a', 'b']"), (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(takes<std::vector<std::string>>("'ab'"));
  EXPECT_EQ(text(Js<std::vector<int32_t>>::to(*rt_, {1, 2, 3})), "1,2,3");
}

TEST_F(Convert, errors_have_nodes_words) {
  auto error = to_js_error(*rt_, Error::system(UV_ENOENT, "open", "/none")).As<v8::Object>();
  (void)context_->Global()->Set(context_, js_string(rt_->isolate, "error"), error);
  EXPECT_EQ(text(run("error.message")), "ENOENT: no such file or directory, open '/none'");
  EXPECT_EQ(text(run("[error.code, error.errno, error.syscall, error.path].join()")), "ENOENT,-2,open,/none");
  (void)context_->Global()->Set(context_, js_string(rt_->isolate, "error"),
                                to_js_error(*rt_, Error::range("ERR_OUT_OF_RANGE", "too far")));
  EXPECT_EQ(text(run("`${error instanceof RangeError} ${error.code} ${error.message}`")),
            "true ERR_OUT_OF_RANGE too far");
}

}  // namespace
}  // namespace rondo
