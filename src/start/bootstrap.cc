#include "start/bootstrap.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <thread>

#include "bind/convert.h"
#include "engine/script.h"
#include "modules/webassembly/streaming.h"
#include "start/builtins.h"
#include "start/embedded.h"
#include "start/environment_files.h"
#include "start/registry.h"
#include "start/run_script.h"

namespace rondo {

namespace {

/// The place of the library's context among those of the snapshot.
constexpr size_t library_context = 0;
constexpr const char* bootstrap_id = "internal/bootstrap/main";

void import_meta_callback(v8::Local<v8::Context> context, v8::Local<v8::Module> module, v8::Local<v8::Object> meta) {
  Runtime& rt = Runtime::from(v8::Isolate::GetCurrent());
  if (Builtins::of(rt).fill_import_meta(rt, module, meta)) return;
  if (rt.module_hooks.import_meta) rt.module_hooks.import_meta(context, module, meta);
}

v8::MaybeLocal<v8::Promise> dynamic_import_callback(v8::Local<v8::Context> context, v8::Local<v8::Data> options,
                                                    v8::Local<v8::Value> resource, v8::Local<v8::String> specifier,
                                                    v8::Local<v8::FixedArray> attributes) {
  Runtime& rt = Runtime::from(v8::Isolate::GetCurrent());
  if (rt.module_hooks.dynamic_import)
    return rt.module_hooks.dynamic_import(context, options, resource, specifier, attributes);
  rt.isolate->ThrowException(to_js_error(
      rt, Error::type("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING", "A dynamic import callback was not specified.")));
  return {};
}

// An exception that nobody caught: JavaScript decides (uncaughtException and its kin) and, where nobody wants it, prints and ends.
void on_fault(Runtime& rt, v8::Local<v8::Value> error, v8::Local<v8::Message> message, bool from_promise) {
  v8::HandleScope handles(rt.isolate);
  std::string excerpt = source_excerpt(rt.isolate, rt.context(), message);
  v8::Local<v8::Array> place = source_place(rt.isolate, rt.context(), message);
  v8::Local<v8::Value> args[] = {error, js_string(rt.isolate, excerpt), v8::Boolean::New(rt.isolate, from_promise),
                                 place.IsEmpty() ? v8::Undefined(rt.isolate).As<v8::Value>() : place,
                                 js_string(rt.isolate, thrown_at(rt.isolate, message))};
  v8::TryCatch caught(rt.isolate);
  v8::Local<v8::Object> library;
  v8::Local<v8::Value> fault;
  if (Builtins::of(rt).load_namespace(rt, bootstrap_id).ToLocal(&library) &&
      library->Get(rt.context(), js_name(rt.isolate, "fault")).ToLocal(&fault) && fault->IsFunction() &&
      !fault.As<v8::Function>()
           ->Call(rt.isolate, rt.context(), v8::Undefined(rt.isolate), std::size(args), args)
           .IsEmpty())
    return;
  if (caught.HasTerminated()) return;
  // the handler itself failed: exit code 7, as Node documents
  v8::String::Utf8Value text(rt.isolate, caught.HasCaught() ? caught.Exception() : error);
  std::fprintf(stderr, "%s%s\n", excerpt.c_str(), *text ? *text : "Uncaught exception");
  std::fflush(stderr);
  rt.stop(7);
}

void connect(Runtime& rt) {
  rt.tasks.on_fault([&rt](v8::Local<v8::Value> error, v8::Local<v8::Message> message, bool from_promise) {
    on_fault(rt, error, message, from_promise);
  });
  // every error that is made would pay for it
  if (rt.process.options->flag("trace-uncaught"))
    rt.isolate->SetCaptureStackTraceForUncaughtExceptions(true, 10, v8::StackTrace::kDetailed);
  rt.isolate->SetHostInitializeImportMetaObjectCallback(import_meta_callback);
  rt.isolate->SetHostImportModuleDynamicallyCallback(dynamic_import_callback);
  modules::webassembly::allow_streaming(rt.isolate);
}

void print_exception(v8::Isolate* isolate, v8::Local<v8::Context> context, const v8::TryCatch& caught) {
  std::string excerpt = source_excerpt(isolate, context, caught.Message());
  v8::Local<v8::Value> stack;
  v8::Local<v8::Value> shown = caught.StackTrace(context).ToLocal(&stack) ? stack : caught.Exception();
  v8::String::Utf8Value text(isolate, shown);
  std::fprintf(stderr, "%s%s\n", excerpt.c_str(), *text ? *text : "?");
}

// A program that starts with 0, 1 or 2 closed would find its first file there
void open_standard_descriptors() {
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd) std::abort();
}

std::string own_path() {
  // a package's launcher starts the program through its own loader and says who it is
  if (const char* told = getenv("RONDO_EXEC_PATH")) {
    std::string path = told;
    unsetenv("RONDO_EXEC_PATH");
    return path;
  }
  char path[4096];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  return n > 0 ? std::string(path, static_cast<size_t>(n)) : "rondo";
}

bool load_library(Runtime& rt) {
  connect(rt);
  bool from_snapshot = rt.process.engine.snapshot.data != nullptr;
  v8::Local<v8::Context> context = from_snapshot
                                       ? v8::Context::FromSnapshot(rt.isolate, library_context).ToLocalChecked()
                                       : v8::Context::New(rt.isolate);
  v8::Context::Scope scope(context);
  rt.open(context);
  if (from_snapshot) {
    Builtins::of(rt).restore(rt, context);
    return true;
  }
  v8::TryCatch caught(rt.isolate);
  if (!Builtins::of(rt).load(rt, bootstrap_id).IsEmpty()) return true;
  print_exception(rt.isolate, context, caught);
  return false;
}

Result<int> run_worker(Runtime::WorkerRun& run) {
  auto loop = Loop::open();
  if (!loop) return loop.error();
  int code = 1;
  Runtime rt(run.process, run.limits, std::move(*loop));
  {
    v8::Isolate::Scope isolate(rt.isolate);
    v8::HandleScope handles(rt.isolate);
    if (run.begin(rt) && open_runtime(rt)) {
      rt.loop.begin();
      (void)call_bootstrap(rt, "worker");
      code = run_to_end(rt);
    } else if (rt.stopping()) {
      code = rt.exit_code();
    }
  }
  run.end(rt);
  return code;
}

}  // namespace

Start::Start(int argc, char** argv, std::string_view library) {
  argv = uv_setup_args(argc, argv);  // process.title writes where the arguments lie: this is their copy
  // The call that would send one of these fails instead, and the program is told.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  open_standard_descriptors();
  process_.started_ns = uv_hrtime();
  timespec wall{};
  clock_gettime(CLOCK_REALTIME, &wall);
  process_.started_wall_ms = static_cast<double>(wall.tv_sec) * 1e3 + static_cast<double>(wall.tv_nsec) / 1e6;
  process_.argv.assign(argv, argv + argc);
  process_.exec_path = own_path();
  auto complain = [&](const std::string& message) {
    std::fprintf(stderr, "%s: %s\n", process_.exec_path.c_str(), message.c_str());
    exit_code_ = 9;
  };
  auto parse = [&] {
    const char* environment = getenv("NODE_OPTIONS");
    return parse_options({process_.argv.begin() + 1, process_.argv.end()}, environment ? environment : "");
  };
  auto parsed = parse();
  // A watched program reads its own, anew each time.
  if (parsed && !parsed->flag("watch")) {
    if (auto files = environment_files(parsed->exec_argv); !files.empty()) {
      if (auto loaded = load_environment_files(files); !loaded) {
        complain(loaded.error().message);
        return;
      }
      parsed = parse();  // a file may have brought NODE_OPTIONS
    }
  }
  if (!parsed) {
    complain(parsed.error().message);
    return;
  }
  options_ = std::move(*parsed);
  if (options_.flag("help") && !options_.flag("version")) {
    std::fputs(usage().c_str(), stdout);
    exit_code_ = 0;
    return;
  }
  if (options_.flag("completion-bash")) {
    std::fputs(bash_completion().c_str(), stdout);
    exit_code_ = 0;
    return;
  }
  if (auto it = options_.values.find("security-revert"); it != options_.values.end()) {
    complain("Error: Attempt to revert an unknown CVE [" + std::get<std::vector<std::string>>(it->second)[0] + "]");
    exit_code_ = 12;  // what Node's documentation calls an invalid argument
    return;
  }
  const char* pending = getenv("NODE_PENDING_DEPRECATION");
  if (pending && std::strcmp(pending, "1") == 0) options_.values["pending-deprecation"] = true;
  if (std::string script = options_.text("run"); !script.empty()) {
    std::fprintf(stderr, "%s\n", run_package_script(script, options_.args).message.c_str());
    exit_code_ = 1;
    return;
  }
  process_.options_read_ns = uv_hrtime();
  process_.options = &options_;

  int workers = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 2u, 5u)) - 1;
  if (auto it = options_.values.find("v8-pool-size"); it != options_.values.end())
    if (double size = std::get<double>(it->second); size >= 1) workers = static_cast<int>(std::min(size, 64.0));
  platform_ = std::make_unique<Platform>(workers);
  if (options_.flag("v8-options")) options_.v8_flags.push_back("--help");
  process_.engine_started_ns = uv_hrtime();
  for (const std::string& flag : start_v8(*platform_, options_.v8_flags)) {
    complain("bad option: " + flag);
    return;
  }
  if (options_.flag("v8-options")) {  // V8 has printed them
    exit_code_ = 0;
    return;
  }

  sources_ = library.empty() ? Sources::on_disk(library_folders()) : Sources::in_block(library);
  append_references(references_);
  Builtins::append_references(references_);
  references_.push_back(reinterpret_cast<intptr_t>(import_meta_callback));
  references_.push_back(reinterpret_cast<intptr_t>(dynamic_import_callback));
  for (const auto& source : sources_.all()) references_.push_back(reinterpret_cast<intptr_t>(source.get()));
  references_.push_back(0);
  process_.sources = &sources_;
  process_.parse_options = parse_options;
  process_.run_worker = run_worker;
  process_.engine.platform = platform_.get();
  process_.engine.external_references = references_.data();
  process_.engine.snapshot = {sources_.snapshot().data(), static_cast<int>(sources_.snapshot().size())};
  if (sources_.snapshot().empty()) process_.engine.snapshot = {nullptr, 0};
}

bool open_runtime(Runtime& rt) {
  bool loaded = load_library(rt);
  rt.bootstrapped_ns = uv_hrtime();
  return loaded;
}

v8::MaybeLocal<v8::Value> call_bootstrap(Runtime& rt, const char* name, std::span<v8::Local<v8::Value>> args) {
  v8::EscapableHandleScope handles(rt.isolate);
  v8::Local<v8::Value> result;
  {
    Turn turn(rt.tasks);
    if (!turn) return {};
    v8::Local<v8::Object> library;
    v8::Local<v8::Value> fn;
    if (!Builtins::of(rt).load_namespace(rt, bootstrap_id).ToLocal(&library) ||
        !library->Get(turn.context(), js_name(rt.isolate, name)).ToLocal(&fn) || !fn->IsFunction())
      return {};
    if (!turn.call(fn.As<v8::Function>(), v8::Undefined(rt.isolate), args).ToLocal(&result)) return {};
    result = handles.Escape(result);
  }
  return result;
}

int run_to_end(Runtime& rt) {
  rt.run([&] {
    v8::HandleScope handles(rt.isolate);
    (void)call_bootstrap(rt, "beforeExit");
  });
  if (rt.stopping()) return rt.exit_code();
  v8::HandleScope handles(rt.isolate);
  // A listener that throws ends the first call. Where the program takes the error, the second one gives the code; 'exit' is told once.
  for (int call = 0; call < 2 && !rt.stopping(); call++) {
    v8::Local<v8::Value> code;
    if (call_bootstrap(rt, "exit").ToLocal(&code) && code->IsInt32()) return code.As<v8::Int32>()->Value();
  }
  return rt.stopping() ? rt.exit_code() : 1;
}

int Start::run_main() {
  auto rt = std::make_unique<Runtime>(process_, HeapLimits{});
  int code = 1;
  {
    v8::Isolate::Scope isolate(rt->isolate);
    v8::HandleScope handles(rt->isolate);
    if (open_runtime(*rt)) {
      (void)call_bootstrap(*rt, "main");
      if (options_.flag("trace-sync-io")) (void)call_bootstrap(*rt, "loopBegins");
      code = run_to_end(*rt);
    }
  }
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  rt.reset();  // leaks show only where everything is given back
#endif
#endif
  rt.release();  // the process ends: see main()
  return code;
}

}  // namespace rondo
