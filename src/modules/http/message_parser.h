// HTTP/1 messages out of bytes (llhttp), with the head as one stretch of text that nobody takes apart before somebody asks. No V8.
#pragma once
#include <llhttp.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rondo::http {

/// The start line and header fields of a message; views hold during the callback only.
struct Head {
  uint8_t method = 0;       // llhttp_method_t, of a request
  uint16_t status = 0;      // of a response
  std::string_view target;  // request target, or reason phrase
  std::string_view fields;  // "Name: value\r\nName: value", as received
  uint8_t major = 1, minor = 1;
  bool keep_alive = false;
  bool upgrade = false;            // asks for another protocol, or CONNECT
  bool expects_continue = false;   // Expect: 100-continue
  bool other_expectation = false;  // Expect: anything else
  bool has_body = false;           // Content-Length above 0 or chunked
  uint32_t hosts = 0;              // how many Host fields
};

class MessageEvents {
 public:
  enum class After { body, no_body, upgrade };
  virtual After on_head(const Head& head) = 0;
  virtual void on_body(std::span<const uint8_t> part) = 0;
  /// `trailers` as Head::fields.
  virtual void on_complete(std::string_view trailers) = 0;

 protected:
  ~MessageEvents() = default;
};

class MessageParser {
 public:
  enum class Type { request = HTTP_REQUEST, response = HTTP_RESPONSE };
  struct Outcome {
    size_t consumed = 0;
    bool upgrade = false;        // what follows is another protocol's
    const char* code = nullptr;  // "HPE_INVALID_METHOD", ...; null where all went well
    std::string reason;
  };

  MessageParser(Type type, MessageEvents& events);
  MessageParser(const MessageParser&) = delete;
  MessageParser& operator=(const MessageParser&) = delete;

  /// Bytes that start line and fields may take; beyond it: HPE_HEADER_OVERFLOW.
  void set_max_head(uint32_t bytes) { max_head_ = bytes; }
  void set_lenient(bool on);
  Outcome execute(std::span<const uint8_t> data);
  /// The connection has ended: an error where a message is cut off.
  Outcome finish();
  /// No more callbacks out of the running execute(), which then reports HPE_USER.
  void stop() { stopped_ = true; }
  /// Within a message, not between two.
  bool in_message() const { return in_message_; }
  bool in_head() const { return in_head_; }

 private:
  static int on_message_begin(llhttp_t*);
  static int on_url(llhttp_t*, const char*, size_t);
  static int on_status(llhttp_t*, const char*, size_t);
  static int on_field(llhttp_t*, const char*, size_t);
  static int on_field_complete(llhttp_t*);
  static int on_value(llhttp_t*, const char*, size_t);
  static int on_value_complete(llhttp_t*);
  static int on_headers_complete(llhttp_t*);
  static int on_body(llhttp_t*, const char*, size_t);
  static int on_message_complete(llhttp_t*);
  static int on_chunk_header(llhttp_t*);
  static int on_chunk_extension(llhttp_t*, const char*, size_t);
  static const llhttp_settings_t& settings();
  static MessageParser& of(llhttp_t* p) { return *static_cast<MessageParser*>(p->data); }

  int count(size_t bytes);
  void begin_fields(const char* at);
  void save(const char* end);
  std::string_view fields();
  Outcome outcome(llhttp_errno_t error, const char* begin, size_t size);

  // fields that a server or client must know without taking the head apart
  enum class Known : uint8_t { none, expect, host };

  llhttp_t parser_{};
  MessageEvents& events_;
  std::string target_;      // of a start line that came in several parts
  std::string saved_;       // of fields that came in several parts
  std::string field_part_;  // a field name that came in several parts
  std::string value_part_;  // the value of an Expect that came in several parts
  const char* target_at_ = nullptr;
  size_t target_size_ = 0;
  const char* fields_at_ = nullptr;
  const char* fields_end_ = nullptr;
  const char* field_at_ = nullptr;
  size_t field_size_ = 0;
  uint32_t head_bytes_ = 0, max_head_ = 16 * 1024, extension_bytes_ = 0;
  uint32_t hosts_ = 0;
  Known known_ = Known::none;
  bool expects_continue_ = false, other_expectation_ = false;
  bool in_message_ = false, in_head_ = false, in_fields_ = false, stopped_ = false;
};

}  // namespace rondo::http
