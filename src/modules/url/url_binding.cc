// Native half of lib/url.js.
#include <simdutf.h>

#include <cstring>
#include <optional>
#include <string>
#include <tuple>

#include "bind/module.h"
#include "modules/url/pattern.h"
#include "modules/url/record.h"

namespace rondo::modules::url {

namespace {

/// A string as UTF-8 for as long as this lives; no copy of one that is ASCII. Nothing may allocate on V8's heap meanwhile.
class Input {
 public:
  Input(v8::Isolate* isolate, v8::Local<v8::String> string) : view_(isolate, string) {
    size_t length = view_.length();
    if (!view_.is_one_byte()) {
      const auto* units = reinterpret_cast<const char16_t*>(view_.data16());
      std::u16string well_formed(length, u'\0');
      simdutf::to_well_formed_utf16(units, length, well_formed.data());
      copy_.resize(simdutf::utf8_length_from_utf16(well_formed.data(), length));
      copy_.resize(simdutf::convert_utf16_to_utf8(well_formed.data(), length, copy_.data()));
      text_ = copy_;
      return;
    }
    const auto* bytes = reinterpret_cast<const char*>(view_.data8());
    if (simdutf::validate_ascii(bytes, length)) {
      text_ = {bytes, length};
      return;
    }
    copy_.resize(simdutf::utf8_length_from_latin1(bytes, length));
    copy_.resize(simdutf::convert_latin1_to_utf8(bytes, length, copy_.data()));
    text_ = copy_;
  }
  std::string_view text() const { return text_; }

 private:
  v8::String::ValueView view_;
  std::string copy_;
  std::string_view text_;
};

v8::Local<v8::String> ascii_string(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(text.data()), v8::NewStringType::kNormal,
                                    static_cast<int>(text.size()))
      .FromMaybe(v8::String::Empty(isolate));
}

void write_layout(const Layout& layout, v8::Local<v8::Value> buffer) {
  auto memory = buffer.As<v8::ArrayBuffer>();
  if (memory->ByteLength() >= sizeof layout) std::memcpy(memory->Data(), layout.data(), sizeof layout);
}

bool takes_strings(const Arguments& info, int first, int last) {
  for (int i = first; i <= last; i++)
    if (!info[i]->IsString()) {
      throw_bad_argument(Runtime::from(info.GetIsolate()), "url", i, Js<std::string>::name);
      return false;
    }
  return true;
}

/// parse(layout: ArrayBuffer, input: string, base?: string) -> the serialisation, or undefined for what is no URL. The string
/// that came in goes out where it is its own serialisation: most are.
void parse(const Arguments& info) {
  v8::Isolate* isolate = info.GetIsolate();
  bool has_base = info.Length() > 2 && !info[2]->IsUndefined();
  if (!info[0]->IsArrayBuffer() || !takes_strings(info, 1, has_base ? 2 : 1)) return;
  std::optional<Parsed> parsed;
  std::optional<std::string> base;
  if (has_base) base = utf8(isolate, info[2].As<v8::String>());
  {
    Input input(isolate, info[1].As<v8::String>());
    parsed = url::parse_text(input.text(), base);
  }
  if (!parsed) return;
  write_layout(parsed->layout, info[0]);
  if (parsed->same)
    info.GetReturnValue().Set(info[1]);
  else
    info.GetReturnValue().Set(ascii_string(isolate, parsed->href));
}

/// set(layout: ArrayBuffer, href: string, part: number, value: string) -> the serialisation after the setter of `part`.
void set(const Arguments& info) {
  v8::Isolate* isolate = info.GetIsolate();
  if (!info[0]->IsArrayBuffer() || !info[2]->IsInt32() || !takes_strings(info, 1, 1) || !takes_strings(info, 3, 3))
    return;
  std::string href = utf8(isolate, info[1].As<v8::String>());
  std::optional<Parsed> parsed;
  {
    Input value(isolate, info[3].As<v8::String>());
    parsed = set_text(href, static_cast<Part>(info[2].As<v8::Int32>()->Value()), value.text());
  }
  if (!parsed) return;
  write_layout(parsed->layout, info[0]);
  info.GetReturnValue().Set(ascii_string(isolate, parsed->href));
}

/// canParse(input: string, base?: string) -> boolean
void can_parse(const Arguments& info) {
  v8::Isolate* isolate = info.GetIsolate();
  bool has_base = info.Length() > 1 && !info[1]->IsUndefined();
  if (!takes_strings(info, 0, has_base ? 1 : 0)) return;
  std::optional<std::string> base;
  if (has_base) base = utf8(isolate, info[1].As<v8::String>());
  Input input(isolate, info[0].As<v8::String>());
  info.GetReturnValue().Set(url::can_parse(input.text(), base));
}

std::string format_record(std::string href, bool fragment, bool unicode, bool search, bool auth) {
  std::optional<Record> record = url::parse(href, std::nullopt);
  return record ? format(*record, {fragment, unicode, search, auth}) : href;
}
/// A host of the legacy API, which lets pass more than a URL's host: Punycode alone; empty where there is none for it.
std::string to_ascii(std::string domain) { return ada::idna::to_ascii(domain); }
std::string ascii_of(std::string domain) { return domain_to_ascii(domain); }
std::string unicode_of(std::string domain) { return domain_to_unicode(domain); }

}  // namespace

void bind(Module& m) {
  bind_pattern(m);
  m.raw<"parse", parse>();
  m.raw<"set", set>();
  m.raw<"canParse", can_parse>();
  m.fn<"format", format_record>();
  m.fn<"toASCII", to_ascii>();
  m.fn<"domainToASCII", ascii_of>();
  m.fn<"domainToUnicode", unicode_of>();
  m.constant("layoutSize", static_cast<int32_t>(std::tuple_size_v<Layout>));
  m.constant("absent", kAbsent);
  m.object("parts", [](Module& parts) {
    parts.constant("protocol", static_cast<int32_t>(Part::protocol));
    parts.constant("username", static_cast<int32_t>(Part::username));
    parts.constant("password", static_cast<int32_t>(Part::password));
    parts.constant("host", static_cast<int32_t>(Part::host));
    parts.constant("hostname", static_cast<int32_t>(Part::hostname));
    parts.constant("port", static_cast<int32_t>(Part::port));
    parts.constant("pathname", static_cast<int32_t>(Part::pathname));
    parts.constant("search", static_cast<int32_t>(Part::search));
    parts.constant("hash", static_cast<int32_t>(Part::hash));
  });
}

}  // namespace rondo::modules::url
