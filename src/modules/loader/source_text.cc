#include "modules/loader/source_text.h"

#include <simdutf.h>

#include <memory>

#include "base/encoding.h"
#include "bind/js_error.h"

namespace rondo::modules::loader {

namespace {

constexpr size_t external_from = size_t{64} * 1024;

class AsciiText final : public v8::String::ExternalOneByteStringResource {
 public:
  AsciiText(std::string text, size_t skip) : text_(std::move(text)), skip_(skip) {}
  const char* data() const override { return text_.data() + skip_; }
  size_t length() const override { return text_.size() - skip_; }

 private:
  std::string text_;
  size_t skip_;
};

class WideText final : public v8::String::ExternalStringResource {
 public:
  explicit WideText(std::u16string text) : text_(std::move(text)) {}
  const uint16_t* data() const override { return reinterpret_cast<const uint16_t*>(text_.data()); }
  size_t length() const override { return text_.size(); }

 private:
  std::u16string text_;
};

v8::MaybeLocal<v8::String> external(v8::Isolate* isolate,
                                    std::unique_ptr<v8::String::ExternalOneByteStringResource> text) {
  auto made = v8::String::NewExternalOneByte(isolate, text.get());
  if (!made.IsEmpty()) (void)text.release();  // the string owns it now
  return made;
}

v8::MaybeLocal<v8::String> one_byte(v8::Isolate* isolate, std::string text, size_t skip) {
  size_t length = text.size() - skip;
  if (length >= external_from) return external(isolate, std::make_unique<AsciiText>(std::move(text), skip));
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(text.data()) + skip,
                                    v8::NewStringType::kNormal, static_cast<int>(length));
}

v8::MaybeLocal<v8::String> wide(v8::Isolate* isolate, std::u16string text) {
  if (text.size() < external_from)
    return v8::String::NewFromTwoByte(isolate, reinterpret_cast<const uint16_t*>(text.data()),
                                      v8::NewStringType::kNormal, static_cast<int>(text.size()));
  auto resource = std::make_unique<WideText>(std::move(text));
  auto made = v8::String::NewExternalTwoByte(isolate, resource.get());
  if (!made.IsEmpty()) (void)resource.release();
  return made;
}

}  // namespace

v8::MaybeLocal<v8::String> source_text(Runtime& rt, std::string bytes) {
  v8::Isolate* isolate = rt.isolate;
  size_t skip = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const char* start = bytes.data() + skip;
  size_t length = bytes.size() - skip;
  if (length > static_cast<size_t>(v8::String::kMaxLength)) {
    isolate->ThrowException(to_js_error(
        rt, Error::generic("ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters")));
    return {};
  }
  if (simdutf::validate_ascii(start, length)) return one_byte(isolate, std::move(bytes), skip);
  // Half the memory, and a faster scan, where every character is one of Latin-1.
  std::string latin(length, '\0');
  if (size_t written = simdutf::convert_utf8_to_latin1(start, length, latin.data())) {
    latin.resize(written);
    return one_byte(isolate, std::move(latin), 0);
  }
  std::u16string text(length, u'\0');
  text.resize(decode_utf8({reinterpret_cast<const uint8_t*>(start), length}, text.data()));
  return wide(isolate, std::move(text));
}

}  // namespace rondo::modules::loader
