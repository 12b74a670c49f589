#include "modules/util/text.h"

#include <simdutf.h>

#include "bind/contents.h"
#include "bind/text.h"
#include "modules/util/text_decoder.h"

namespace rondo::modules::util {
namespace {

using v8::Isolate;
using v8::Local;

void set_text(const Arguments& info, const std::u16string& text) {
  Isolate* isolate = info.GetIsolate();
  Local<v8::String> string;
  if (text.size() > static_cast<size_t>(v8::String::kMaxLength) ||
      !v8::String::NewFromTwoByte(isolate, reinterpret_cast<const uint16_t*>(text.data()), v8::NewStringType::kNormal,
                                  static_cast<int>(text.size()))
           .ToLocal(&string)) {
    isolate->ThrowException(
        to_js_error(Runtime::from(isolate),
                    Error::generic("ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters")));
    return;
  }
  info.GetReturnValue().Set(string);
}

/// encodeUtf8(text): a Uint8Array.
void encode_utf8(const Arguments& info) {
  if (!info[0]->IsString()) return;
  Local<v8::ArrayBuffer> buffer;
  if (!to_array_buffer(Runtime::from(info.GetIsolate()), info[0].As<v8::String>(), Encoding::utf8).ToLocal(&buffer))
    return;
  info.GetReturnValue().Set(v8::Uint8Array::New(buffer, 0, buffer->ByteLength()));
}

/// encodeInto(text, view): [units read, bytes written].
void encode_into(const Arguments& info) {
  if (!info[0]->IsString() || !info[1]->IsArrayBufferView()) return;
  Isolate* isolate = info.GetIsolate();
  std::span<uint8_t> out = writable_contents(info[1]);
  size_t read = 0;
  size_t written = info[0].As<v8::String>()->WriteUtf8V2(isolate, reinterpret_cast<char*>(out.data()), out.size(),
                                                         v8::String::WriteFlags::kReplaceInvalidUtf8, &read);
  Local<v8::Value> counts[] = {v8::Number::New(isolate, static_cast<double>(read)),
                               v8::Number::New(isolate, static_cast<double>(written))};
  info.GetReturnValue().Set(v8::Array::New(isolate, counts, std::size(counts)));
}

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

/// decodeText(encoding, bytes, fatal, keepMark): a whole text; undefined where it is malformed and `fatal`.
void decode_text(const Arguments& info) {
  if (!info[0]->IsString() || !has_contents(info[1])) return;
  Isolate* isolate = info.GetIsolate();
  Runtime& rt = Runtime::from(isolate);
  std::string encoding = utf8(isolate, info[0].As<v8::String>());
  Contents contents(info[1]);
  std::span<const uint8_t> bytes = contents.bytes();
  bool fatal = info[2]->IsTrue();
  bool keep_mark = info[3]->IsTrue();
  if (encoding == "utf-8") {
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (fatal && !simdutf::validate_utf8(text.data(), text.size())) return;
    if (!keep_mark && text.starts_with(kUtf8Mark)) bytes = bytes.subspan(kUtf8Mark.size());
    Local<v8::String> string;
    if (to_string(rt, bytes, Encoding::utf8).ToLocal(&string)) info.GetReturnValue().Set(string);
    return;
  }
  std::unique_ptr<TextDecoder> decoder = TextDecoder::make(encoding, fatal, keep_mark);
  std::u16string text;
  if (decoder && decoder->decode(bytes, false, text)) set_text(info, text);
}

/// A text that comes in parts.
class TextDecoderState final : public NativeObject {
 public:
  static Result<TextDecoderState*> make(Runtime&, std::string encoding, bool fatal, bool keep_mark) {
    std::unique_ptr<TextDecoder> decoder = TextDecoder::make(encoding, fatal, keep_mark);
    if (!decoder)
      return Error::range("ERR_ENCODING_NOT_SUPPORTED", "The \"" + encoding + "\" encoding is not supported");
    return new TextDecoderState(std::move(decoder));
  }

  /// decode(bytes, more): undefined where the text is malformed and that is an error.
  static void decode(TextDecoderState& self, const Arguments& info) {
    if (!has_contents(info[0])) return;
    Contents contents(info[0]);
    std::u16string text;
    if (self.decoder_->decode(contents.bytes(), info[1]->IsTrue(), text)) set_text(info, text);
  }

 private:
  explicit TextDecoderState(std::unique_ptr<TextDecoder> decoder) : decoder_(std::move(decoder)) {}
  std::unique_ptr<TextDecoder> decoder_;
};

}  // namespace

void bind_text(Module& m) {
  m.raw<"encodeUtf8", encode_utf8>();
  m.raw<"encodeInto", encode_into>();
  m.raw<"decodeText", decode_text>();
  m.cls<TextDecoderState>("TextDecoderState").raw<"decode", TextDecoderState::decode>();
}

}  // namespace rondo::modules::util
