#include "engine/isolate.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace rondo {

namespace {

/// Three semi-spaces of 4 MB, instead of 1 MB. A scavenge also visits all that the start-up snapshot shares with its contexts: a
/// program whose objects die young would spend a tenth of its time on that.
constexpr size_t initial_young_generation = size_t{12} << 20;

/// One for all isolates, never destroyed: what a Worker allocated and transferred is given back to it after the Worker has ended.
v8::ArrayBuffer::Allocator* array_buffer_allocator() {
  static auto* allocator = v8::ArrayBuffer::Allocator::NewDefaultAllocator();
  return allocator;
}

[[noreturn]] void on_fatal(const char* location, const char* message) {
  std::fprintf(stderr, "FATAL ERROR: %s %s\n", location ? location : "", message);
  std::fflush(stderr);
  std::abort();
}

[[noreturn]] void on_out_of_memory(const char* location, const v8::OOMDetails& details) {
  std::fprintf(stderr, "FATAL ERROR: %s %s\n", location ? location : "",
               details.is_heap_oom ? "Allocation failed - JavaScript heap out of memory"
                                   : "Allocation failed - process out of memory");
  if (details.detail) std::fprintf(stderr, "Reason: %s\n", details.detail);
  std::fflush(stderr);
  std::abort();
}

}  // namespace

void NoAbort::add(v8::Isolate* isolate, intptr_t count) {
  auto before = reinterpret_cast<intptr_t>(isolate->GetData(no_abort_slot));
  isolate->SetData(no_abort_slot, reinterpret_cast<void*>(before + count));
}

std::vector<std::string> start_v8(Platform& platform, const std::vector<std::string>& flags) {
  // the blob is part of the program: checking its sum at each start would cost more than reading it
  v8::V8::SetFlagsFromString("--no-verify-snapshot-checksum");
  // v8.setFlagsFromString() changes them later, too
  v8::V8::SetFlagsFromString("--no-freeze-flags-after-init");
  // library functions are compiled once: throwing their bytecode away only costs
  v8::V8::SetFlagsFromString("--no-flush-bytecode");
  // V8 would give back the memory of dead ArrayBuffers on another thread, which then waits for this one, and this one for it, at malloc's
  // lock: 400,000 Buffers of 1 KB took four times the processor time so, and the pauses of the young generation were no shorter.
  v8::V8::SetFlagsFromString("--no-concurrent-array-buffer-sweeping");
  // import source: the way to a WebAssembly.Module (Node: "Modules: ECMAScript modules", "Wasm modules")
  v8::V8::SetFlagsFromString("--js-source-phase-imports");
  // WebAssembly that waits for promises, as Node has it
  v8::V8::SetFlagsFromString("--experimental-wasm-jspi");
  std::vector<std::string> unknown;
  if (!flags.empty()) {
    std::vector<char*> argv;
    std::string program = "rondo";
    std::vector<std::string> copies(flags);
    argv.push_back(program.data());
    for (auto& flag : copies) argv.push_back(flag.data());
    int argc = static_cast<int>(argv.size());
    v8::V8::SetFlagsFromCommandLine(&argc, argv.data(), true);
    for (int i = 1; i < argc; i++) unknown.emplace_back(argv[i]);
  }
  v8::V8::InitializePlatform(&platform);
  v8::V8::Initialize();
  return unknown;
}

Isolate::Isolate(const EngineSetup& setup, const HeapLimits& limits, std::function<void()> wake)
    : platform_(setup.platform), owned_(true) {
  isolate_ = v8::Isolate::Allocate();
  tasks_ = platform_->attach(isolate_, std::move(wake));
  v8::Isolate::CreateParams params;
  params.array_buffer_allocator = array_buffer_allocator();
  params.external_references = setup.external_references;
  if (setup.snapshot.data) params.snapshot_blob = &setup.snapshot;
  params.constraints.set_initial_young_generation_size_in_bytes(initial_young_generation);
  if (limits.max_old_generation) params.constraints.set_max_old_generation_size_in_bytes(limits.max_old_generation);
  if (limits.max_young_generation)
    params.constraints.set_max_young_generation_size_in_bytes(limits.max_young_generation);
  if (limits.code_range) params.constraints.set_code_range_size_in_bytes(limits.code_range);
  if (limits.stack_limit) params.constraints.set_stack_limit(reinterpret_cast<uint32_t*>(limits.stack_limit));
  v8::Isolate::Initialize(isolate_, params);
  configure();
}

Isolate::Isolate(const EngineSetup& setup, v8::Isolate* adopted, std::function<void()> wake)
    : platform_(setup.platform), isolate_(adopted), owned_(false) {
  tasks_ = platform_->attach(isolate_, std::move(wake));
  configure();
}

void Isolate::configure() {
  isolate_->SetAbortOnUncaughtExceptionCallback([](v8::Isolate* isolate) { return !isolate->GetData(no_abort_slot); });
  isolate_->SetMicrotasksPolicy(v8::MicrotasksPolicy::kExplicit);
  isolate_->SetFatalErrorHandler(on_fatal);
  isolate_->SetOOMErrorHandler(on_out_of_memory);
}

Isolate::~Isolate() {
  platform_->detach(isolate_);
  if (owned_) isolate_->Dispose();
}

}  // namespace rondo
