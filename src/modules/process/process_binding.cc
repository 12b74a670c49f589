// Native half of lib/process.js.
#include "modules/process/process.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "background/signals.h"
#include "bind/module.h"
#include "engine/script.h"
#include "modules/process/report_binding.h"
#include "modules/process/sigint_trace.h"

namespace rondo::modules::process {

namespace {

/// Ends the process, or the Worker's thread: JavaScript has said its goodbyes.
void really_exit(Runtime& rt, int32_t code) { rt.stop(code); }
void abort_process() { std::abort(); }
std::vector<std::string> argv(Runtime& rt) { return rt.process.argv; }
std::string exec_path(Runtime& rt) { return rt.process.exec_path; }
/// ns of the monotonic clock; a double keeps microseconds for 104 days.
double hrtime() { return static_cast<double>(uv_hrtime()); }
v8::Local<v8::Value> hrtime_bigint(Runtime& rt) { return v8::BigInt::NewFromUnsigned(rt.isolate, uv_hrtime()); }
double started(Runtime& rt) { return static_cast<double>(rt.process.started_ns); }

void setenv_and_tell(Runtime& rt, std::string name, std::string value) {
  set_environment(name, value);
  if (name == "TZ") rt.isolate->DateTimeConfigurationChangeNotification(v8::Isolate::TimeZoneDetection::kRedetect);
}
void unsetenv_and_tell(Runtime& rt, std::string name) {
  unset_environment(name);
  if (name == "TZ") rt.isolate->DateTimeConfigurationChangeNotification(v8::Isolate::TimeZoneDetection::kRedetect);
}

/// Fills [rss, heapTotal, heapUsed, external, arrayBuffers] in bytes.
Result<void> memory_usage(Runtime& rt, v8::Local<v8::Float64Array> out) {
  size_t rss = 0;
  if (int e = uv_resident_set_memory(&rss); e < 0) return Error::system(e, "uv_resident_set_memory");
  v8::HeapStatistics heap;
  rt.isolate->GetHeapStatistics(&heap);
  double values[] = {static_cast<double>(rss), static_cast<double>(heap.total_heap_size()),
                     static_cast<double>(heap.used_heap_size()),
                     static_cast<double>(heap.external_memory() + heap.malloced_memory()),
                     static_cast<double>(heap.external_memory())};
  auto* to = reinterpret_cast<double*>(static_cast<uint8_t*>(out->Buffer()->Data()) + out->ByteOffset());
  for (size_t i = 0; i < std::min<size_t>(out->Length(), std::size(values)); i++) to[i] = values[i];
  return {};
}

/// Kind of everything that keeps the loop alive: requests first, then handles.
std::vector<std::string> active_resources(Runtime& rt) {
  std::vector<std::string> kinds;
  rt.background.requests().each([&](Request& r) { kinds.emplace_back(r.kind()); });
  rt.background.handles().each([&](Handle& h) {
    if (h.active() && h.has_ref()) kinds.emplace_back(h.kind());
  });
  return kinds;
}

/// The objects of the bindings that something under way will call back.
std::vector<v8::Local<v8::Value>> active_objects(Runtime& rt) {
  std::vector<v8::Local<v8::Value>> objects;
  rt.state<NativeObjects>().list.each([&](NativeObjects::Link& link) {
    if (link.object->kept()) objects.push_back(link.object->object(rt.isolate));
  });
  return objects;
}

struct Signals final : ModuleState {
  std::map<int, SignalWatch*> watches;
};

/// Calls `arrived(number)` at each signal `number`, until unwatched.
Result<void> watch_signal(Runtime& rt, int32_t number, Callback arrived) {
  auto& watches = rt.state<Signals>().watches;
  if (watches.contains(number)) return {};
  int error = 0;
  auto* watch = SignalWatch::start(
      rt.background, number, [callback = std::move(arrived)](int n) { callback(int32_t{n}); }, error);
  if (!watch) return Error::system(error, "uv_signal_start");
  watches[number] = watch;
  return {};
}
void unwatch_signal(Runtime& rt, int32_t number) {
  auto& watches = rt.state<Signals>().watches;
  auto it = watches.find(number);
  if (it == watches.end()) return;
  it->second->close();
  watches.erase(it);
}

/// What is built in: name -> version.
v8::Local<v8::Value> versions(Runtime& rt) {
  v8::Local<v8::Object> out = v8::Object::New(rt.isolate);
  out->CreateDataProperty(rt.context(), js_name(rt.isolate, "v8"), js_string(rt.isolate, v8::V8::GetVersion())).Check();
  for (const auto& [name, version] : library_versions())
    out->CreateDataProperty(rt.context(), js_name(rt.isolate, name), js_string(rt.isolate, version)).Check();
  return out;
}

/// The whole file: only until the module loader reads programs.
Result<std::string> read_text(std::string path) {
  FILE* in = std::fopen(path.c_str(), "rb");
  if (!in) return Error::system(-errno, "open", path);
  std::string text;
  char part[65536];
  while (size_t n = std::fread(part, 1, sizeof part, in)) text.append(part, n);
  std::fclose(in);
  return text;
}
/// file:line, source line and caret of where the error was made, for one that no TryCatch has seen.
std::string excerpt(Runtime& rt, v8::Local<v8::Value> error) {
  return source_excerpt(rt.isolate, rt.context(), v8::Exception::CreateMessage(rt.isolate, error));
}

void set_trace_sigint(Runtime& rt, bool on) { trace_sigint(rt.isolate, on); }

/// With --abort-on-uncaught-exception the engine ends the process where an exception is thrown that no code will catch; from now on it leaves
/// that to lib/internal/process/faults.js, which knows who may still take it.
void defer_abort(Runtime& rt) { NoAbort::forever(rt.isolate); }

}  // namespace

void bind(Module& m) {
  m.fn<"traceSigint", set_trace_sigint>();
  m.fn<"excerpt", excerpt>();
  m.fn<"readText", read_text>();
  m.fn<"findGroup", find_group_id>();
  m.constant("arch", machine());
  m.fn<"cwd", cwd>();
  m.fn<"chdir", chdir>();
  m.fn<"folderChanges", folder_changes>();
  m.fn<"reallyExit", really_exit>();
  m.fn<"abort", abort_process>();
  m.fn<"deferAbort", defer_abort>();
  m.fn<"argv", argv>();
  m.fn<"execPath", exec_path>();
  m.fn<"pid", pid>();
  m.fn<"ppid", ppid>();
  m.fn<"hrtime", hrtime>();
  m.fn<"hrtimeBigint", hrtime_bigint>();
  m.fn<"started", started>();
  m.fn<"environment", environment>();
  m.fn<"setEnvironment", setenv_and_tell>();
  m.fn<"unsetEnvironment", unsetenv_and_tell>();
  m.fn<"memoryUsage", memory_usage>();
  m.fn<"rss", rss>();
  m.fn<"constrainedMemory", constrained_memory>();
  m.fn<"availableMemory", available_memory>();
  m.fn<"cpuUsage", cpu_usage>();
  m.fn<"threadCpuUsage", thread_cpu_usage>();
  m.fn<"resourceUsage", resource_usage>();
  m.fn<"kill", kill>();
  m.fn<"umask", get_umask>();
  m.fn<"setUmask", set_umask>();
  m.fn<"title", title>();
  m.fn<"setTitle", set_title>();
  m.fn<"getIds", get_ids>();
  m.fn<"setId", set_id>();
  m.fn<"groups", groups>();
  m.fn<"setGroups", set_groups>();
  m.fn<"initGroups", init_groups>();
  m.fn<"execve", execve>();
  m.fn<"activeResources", active_resources>();
  m.fn<"activeObjects", active_objects>();
  m.fn<"watchSignal", watch_signal>();
  m.fn<"unwatchSignal", unwatch_signal>();
  m.fn<"versions", versions>();
  m.fn<"writeText", write_text>();
  bind_report(m);
}

}  // namespace rondo::modules::process
