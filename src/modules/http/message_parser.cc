#include "modules/http/message_parser.h"

#include <strings.h>

#include <cstring>

namespace rondo::http {

namespace {

constexpr uint32_t max_extensions = 16 * 1024;

bool equals(const char* a, size_t n, const char* lower_case) {
  return std::strlen(lower_case) == n && strncasecmp(a, lower_case, n) == 0;
}

}  // namespace

const llhttp_settings_t& MessageParser::settings() {
  static const llhttp_settings_t settings = [] {
    llhttp_settings_t s;
    llhttp_settings_init(&s);
    s.on_message_begin = on_message_begin;
    s.on_url = on_url;
    s.on_status = on_status;
    s.on_header_field = on_field;
    s.on_header_field_complete = on_field_complete;
    s.on_header_value = on_value;
    s.on_header_value_complete = on_value_complete;
    s.on_headers_complete = on_headers_complete;
    s.on_body = MessageParser::on_body;
    s.on_message_complete = on_message_complete;
    s.on_chunk_header = on_chunk_header;
    s.on_chunk_extension_name = on_chunk_extension;
    s.on_chunk_extension_value = on_chunk_extension;
    return s;
  }();
  return settings;
}

MessageParser::MessageParser(Type type, MessageEvents& events) : events_(events) {
  llhttp_init(&parser_, static_cast<llhttp_type_t>(type), &settings());
  parser_.data = this;
}

void MessageParser::set_lenient(bool on) {
  int enabled = on ? 1 : 0;
  llhttp_set_lenient_headers(&parser_, enabled);
  llhttp_set_lenient_chunked_length(&parser_, enabled);
  llhttp_set_lenient_keep_alive(&parser_, enabled);
  llhttp_set_lenient_transfer_encoding(&parser_, enabled);
  llhttp_set_lenient_version(&parser_, enabled);
  llhttp_set_lenient_data_after_close(&parser_, enabled);
  llhttp_set_lenient_optional_lf_after_cr(&parser_, enabled);
  llhttp_set_lenient_optional_crlf_after_chunk(&parser_, enabled);
  llhttp_set_lenient_optional_cr_before_lf(&parser_, enabled);
  llhttp_set_lenient_spaces_after_chunk_size(&parser_, enabled);
}

int MessageParser::count(size_t bytes) {
  head_bytes_ += static_cast<uint32_t>(bytes);
  if (head_bytes_ < max_head_) return 0;
  llhttp_set_error_reason(&parser_, "HPE_HEADER_OVERFLOW:Header overflow");
  return HPE_USER;
}

int MessageParser::on_message_begin(llhttp_t* p) {
  MessageParser& self = of(p);
  if (self.stopped_) return HPE_USER;
  self.in_message_ = self.in_head_ = true;
  self.in_fields_ = false;
  self.target_at_ = nullptr;
  self.target_size_ = 0;
  self.fields_at_ = self.fields_end_ = nullptr;
  self.target_.clear();
  self.saved_.clear();
  self.head_bytes_ = self.hosts_ = 0;
  self.expects_continue_ = self.other_expectation_ = false;
  self.known_ = Known::none;
  return 0;
}

int MessageParser::on_url(llhttp_t* p, const char* at, size_t size) {
  MessageParser& self = of(p);
  if (!self.target_at_) self.target_at_ = at;
  self.target_size_ = static_cast<size_t>(at + size - self.target_at_);
  return self.count(size);
}

int MessageParser::on_status(llhttp_t* p, const char* at, size_t size) { return on_url(p, at, size); }

void MessageParser::begin_fields(const char* at) {
  in_fields_ = true;
  fields_at_ = at;
}

int MessageParser::on_field(llhttp_t* p, const char* at, size_t size) {
  MessageParser& self = of(p);
  if (!self.in_fields_) self.begin_fields(at);
  if (!self.field_at_) self.field_at_ = at;
  self.field_size_ = static_cast<size_t>(at + size - self.field_at_);
  return self.count(size);
}

int MessageParser::on_field_complete(llhttp_t* p) {
  MessageParser& self = of(p);
  const char* name = self.field_at_;
  size_t size = self.field_size_;
  if (!self.field_part_.empty()) {
    if (name) self.field_part_.append(name, size);
    name = self.field_part_.data();
    size = self.field_part_.size();
  }
  self.known_ = size == 4 && equals(name, size, "host")     ? Known::host
                : size == 6 && equals(name, size, "expect") ? Known::expect
                                                            : Known::none;
  if (self.known_ == Known::host) self.hosts_++;
  self.field_part_.clear();
  self.field_at_ = nullptr;
  self.field_size_ = 0;
  self.value_part_.clear();
  return 0;
}

int MessageParser::on_value(llhttp_t* p, const char* at, size_t size) {
  MessageParser& self = of(p);
  self.fields_end_ = at + size;
  if (self.known_ == Known::expect) self.value_part_.append(at, size);
  return self.count(size);
}

int MessageParser::on_value_complete(llhttp_t* p) {
  MessageParser& self = of(p);
  if (self.known_ == Known::expect) {
    bool hundred = equals(self.value_part_.data(), self.value_part_.size(), "100-continue");
    (hundred ? self.expects_continue_ : self.other_expectation_) = true;
  }
  return 0;
}

std::string_view MessageParser::fields() {
  if (!in_fields_) return {};
  if (saved_.empty()) return {fields_at_, static_cast<size_t>(fields_end_ - fields_at_)};
  if (fields_at_ && fields_end_ > fields_at_) saved_.append(fields_at_, fields_end_);
  return saved_;
}

int MessageParser::on_headers_complete(llhttp_t* p) {
  MessageParser& self = of(p);
  if (self.stopped_) return -1;
  self.in_head_ = false;
  Head head;
  head.method = p->method;
  head.status = p->status_code;
  if (self.target_.empty()) {
    head.target = {self.target_at_ ? self.target_at_ : "", self.target_size_};
  } else {
    if (self.target_at_) self.target_.append(self.target_at_, self.target_size_);
    head.target = self.target_;
  }
  head.fields = self.fields();
  head.major = p->http_major;
  head.minor = p->http_minor;
  head.keep_alive = llhttp_should_keep_alive(p) != 0;
  head.upgrade = p->upgrade != 0;
  head.expects_continue = self.expects_continue_;
  head.other_expectation = self.other_expectation_;
  // An encoding that is not chunked: there is something, of which the parser says next that it cannot be read.
  head.has_body = (p->flags & (F_CHUNKED | F_TRANSFER_ENCODING)) != 0 || p->content_length > 0;
  head.hosts = self.hosts_;
  MessageEvents::After after = self.events_.on_head(head);
  self.in_fields_ = false;
  self.fields_at_ = self.fields_end_ = nullptr;
  self.saved_.clear();
  if (self.stopped_) return -1;
  p->upgrade = after == MessageEvents::After::upgrade;
  return after == MessageEvents::After::body ? 0 : after == MessageEvents::After::no_body ? 1 : 2;
}

int MessageParser::on_body(llhttp_t* p, const char* at, size_t size) {
  MessageParser& self = of(p);
  if (self.stopped_) return HPE_USER;
  self.events_.on_body({reinterpret_cast<const uint8_t*>(at), size});
  return self.stopped_ ? HPE_USER : 0;
}

int MessageParser::on_message_complete(llhttp_t* p) {
  MessageParser& self = of(p);
  if (self.stopped_) return HPE_USER;
  self.in_message_ = false;
  self.events_.on_complete(self.fields());
  self.in_fields_ = false;
  self.saved_.clear();
  return self.stopped_ ? HPE_USER : 0;
}

int MessageParser::on_chunk_header(llhttp_t* p) {
  of(p).head_bytes_ = 0;
  of(p).extension_bytes_ = 0;
  return 0;
}

int MessageParser::on_chunk_extension(llhttp_t* p, const char*, size_t size) {
  MessageParser& self = of(p);
  self.extension_bytes_ += static_cast<uint32_t>(size);
  if (self.extension_bytes_ <= max_extensions) return 0;
  llhttp_set_error_reason(p, "HPE_CHUNK_EXTENSIONS_OVERFLOW:Chunk extensions overflow");
  return HPE_USER;
}

// The buffer goes: what of a head lies in it is kept.
void MessageParser::save(const char* end) {
  if (target_at_ && in_head_) {
    target_.append(target_at_, target_size_);
    target_at_ = nullptr;
    target_size_ = 0;
  }
  if (in_fields_) {
    saved_.append(fields_at_, end);
    fields_end_ = nullptr;
  }
  if (field_at_) {
    field_part_.append(field_at_, field_size_);
    field_at_ = nullptr;
    field_size_ = 0;
  }
}

MessageParser::Outcome MessageParser::execute(std::span<const uint8_t> data) {
  const char* begin = reinterpret_cast<const char*>(data.data());
  if (in_fields_) fields_at_ = fields_end_ = begin;  // goes on where the last buffer ended
  llhttp_errno_t error = llhttp_execute(&parser_, begin, data.size());
  if (error == HPE_OK && (in_head_ || in_fields_)) save(begin + data.size());
  return outcome(error, begin, data.size());
}

MessageParser::Outcome MessageParser::finish() { return outcome(llhttp_finish(&parser_), nullptr, 0); }

MessageParser::Outcome MessageParser::outcome(llhttp_errno_t error, const char* begin, size_t size) {
  Outcome out;
  out.consumed = size;
  if (error == HPE_OK) return out;
  const char* at = llhttp_get_error_pos(&parser_);
  if (begin && at >= begin && at <= begin + size) out.consumed = static_cast<size_t>(at - begin);
  if (error == HPE_PAUSED_UPGRADE) {
    llhttp_resume_after_upgrade(&parser_);
    out.upgrade = true;
    return out;
  }
  out.code = llhttp_errno_name(error);
  const char* reason = llhttp_get_error_reason(&parser_);
  out.reason = reason ? reason : "";
  if (error == HPE_USER && reason) {  // "CODE:reason" of our own
    if (const char* colon = std::strchr(reason, ':')) {
      out.code = std::strncmp(reason, "HPE_HEADER", 10) == 0 ? "HPE_HEADER_OVERFLOW" : "HPE_CHUNK_EXTENSIONS_OVERFLOW";
      out.reason = colon + 1;
    }
  }
  return out;
}

}  // namespace rondo::http
