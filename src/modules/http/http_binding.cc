// Native half of lib/http.js and of rondo:serve.
#include "modules/http/connection_list.h"

namespace rondo::modules::http {

namespace {

using rondo::http::Connection;
using rondo::http::ConnectionList;
using rondo::http::Shared;

/// Names that recur become one string each; there are few, whatever a peer sends.
struct Names final : ModuleState {
  static constexpr size_t size = 256;
  struct Entry {
    std::string text;
    v8::Global<v8::String> string;
  };
  Entry entries[size];

  v8::Local<v8::String> get(v8::Isolate* isolate, std::string_view name) {
    uint32_t hash = 2166136261u;
    for (char c : name) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
    Entry& entry = entries[hash % size];
    if (entry.text == name && !entry.string.IsEmpty()) return entry.string.Get(isolate);
    v8::Local<v8::String> made =
        v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(name.data()),
                                   v8::NewStringType::kInternalized, static_cast<int>(name.size()))
            .FromMaybe(v8::String::Empty(isolate));
    constexpr size_t longest = 64;
    if (name.size() <= longest) {
      entry.text.assign(name);
      entry.string.Reset(isolate, made);
    }
    return made;
  }
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// [name, value, name, value, ...] of "Name: value\r\nName: value", as received. A line that begins with white space goes on with the last value.
v8::Local<v8::Value> parse_fields(Runtime& rt, v8::Local<v8::String> raw) {
  v8::Isolate* isolate = rt.isolate;
  std::string text(static_cast<size_t>(raw->Length()), '\0');
  raw->WriteOneByteV2(isolate, 0, static_cast<uint32_t>(text.size()), reinterpret_cast<uint8_t*>(text.data()));
  Names& names = rt.state<Names>();
  std::vector<v8::Local<v8::Value>> out;
  std::string_view rest = text;
  auto value_string = [&](std::string_view value) {
    return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(value.data()),
                                      v8::NewStringType::kNormal, static_cast<int>(value.size()))
        .ToLocalChecked();
  };
  std::string folded_value;
  std::string_view last_value;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (!line.empty() && (line[0] == ' ' || line[0] == '\t') && !out.empty()) {
      if (folded_value.empty()) folded_value = last_value;
      folded_value += ' ';
      folded_value += trim(line);
      out.back() = value_string(folded_value);
      continue;
    }
    size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    folded_value.clear();
    last_value = trim(line.substr(colon + 1));
    out.push_back(names.get(isolate, line.substr(0, colon)));
    out.push_back(value_string(last_value));
  }
  return v8::Array::New(isolate, out.data(), out.size());
}

std::vector<std::string> methods(Runtime&) {
  std::vector<std::string> names;
#define RONDO_METHOD(number, name, text) names.emplace_back(#text);
  HTTP_METHOD_MAP(RONDO_METHOD)
#undef RONDO_METHOD
  return names;
}

/// The functions that connections call; see connection.h.
void set_up(Runtime& rt, v8::Local<v8::Function> message, v8::Local<v8::Function> body,
            v8::Local<v8::Function> complete, v8::Local<v8::Function> error, v8::Local<v8::Function> upgrade,
            v8::Local<v8::Function> end, v8::Local<v8::Function> batch) {
  Shared& shared = rt.state<Shared>();
  shared.on_message.Reset(rt.isolate, message);
  shared.on_body.Reset(rt.isolate, body);
  shared.on_complete.Reset(rt.isolate, complete);
  shared.on_error.Reset(rt.isolate, error);
  shared.on_upgrade.Reset(rt.isolate, upgrade);
  shared.on_end.Reset(rt.isolate, end);
  shared.on_batch.Reset(rt.isolate, batch);
}

/// "Date: ...\r\n" of this second.
std::string date_field(Runtime& rt) { return std::string(rt.state<Shared>().date_field(rt.loop.uv())); }

}  // namespace

void bind(Module& m) {
  static const v8::CFunction fast_respond = v8::CFunction::Make(Connection::respond_fast);
  m.cls<Connection>("Connection")
      .method<"consume", &Connection::consume>()
      .method<"unconsume", &Connection::unconsume>()
      .method<"execute", &Connection::execute>()
      .method<"finish", &Connection::finish>()
      .method<"setLimits", &Connection::set_limits>()
      .method<"stop", &Connection::stop>()
      .method<"pause", &Connection::pause>()
      .method<"resume", &Connection::resume>()
      .method<"responded", &Connection::responded>()
      .method<"idle", &Connection::idle>()
      .method<"unanswered", &Connection::unanswered>()
      .method<"stopped", &Connection::stopped>()
      .raw<"flush", Connection::flush>();
  m.cls<ConnectionList>("ConnectionList")
      .method<"add", &ConnectionList::add>()
      .method<"all", &ConnectionList::all>()
      .method<"idle", &ConnectionList::idle>()
      .method<"overdue", &ConnectionList::overdue>()
      .method<"longIdle", &ConnectionList::long_idle>()
      .method<"nextIdle", &ConnectionList::next_idle>();
  m.fn<"setUp", set_up>();
  m.raw("respond", Connection::respond, fast_respond);
  m.fn<"parseFields", parse_fields>();
  m.fn<"methods", methods>();
  m.fn<"dateField", date_field>();
  m.object("messageFlags", [](Module& o) {
    o.constant("keepAlive", uint32_t{rondo::http::keep_alive});
    o.constant("http10", uint32_t{rondo::http::http_1_0});
    o.constant("upgrade", uint32_t{rondo::http::upgrade});
    o.constant("hasBody", uint32_t{rondo::http::has_body});
    o.constant("expectsContinue", uint32_t{rondo::http::expects_continue});
    o.constant("otherExpectation", uint32_t{rondo::http::other_expectation});
    o.constant("noHost", uint32_t{rondo::http::no_host});
    o.constant("severalHosts", uint32_t{rondo::http::several_hosts});
    o.constant("otherVersion", uint32_t{rondo::http::other_version});
  });
  m.object("responded", [](Module& o) {
    o.constant("nowhere", int32_t{rondo::http::nowhere});
    o.constant("backlog", int32_t{rondo::http::backlog});
    o.constant("flushNow", int32_t{rondo::http::flush_now});
  });
  m.object("respondFlags", [](Module& o) {
    o.constant("withDate", uint32_t{rondo::http::with_date});
    o.constant("withKeepAlive", uint32_t{rondo::http::with_keep_alive});
    o.constant("withClose", uint32_t{rondo::http::with_close});
    o.constant("withLength", uint32_t{rondo::http::with_length});
    o.constant("withoutBody", uint32_t{rondo::http::without_body});
    o.constant("secondsShift", uint32_t{rondo::http::seconds_shift});
  });
}

}  // namespace rondo::modules::http
