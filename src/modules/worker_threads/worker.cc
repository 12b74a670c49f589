#include "modules/worker_threads/worker.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "modules/worker_threads/message_port.h"

namespace rondo::modules::worker_threads {
namespace {

constexpr double kMegabyte = 1024 * 1024;
/// Of a Worker's stack, what V8 leaves to what it calls.
constexpr size_t kStackReserve = 192 * 1024;
/// What a Worker that has run out of memory may still take, to end in good order.
constexpr size_t kLastMemory = 16 * 1024 * 1024;

struct ThreadIds {
  std::atomic<uint32_t> next{1};
};

size_t bytes_of(double megabytes) { return static_cast<size_t>(megabytes * kMegabyte); }

/// Options that affect more than the thread that they would be given to.
bool is_of_the_process(std::string_view option) {
  constexpr std::string_view names[] = {"--title", "--v8-pool-size", "--zero-fill-buffers", "--v8-options", "--version",
                                        "--help",  "--check",        "--interactive"};
  return std::ranges::find(names, option.substr(0, option.find('='))) != std::end(names);
}

/// What a program leaves open is what V8 would choose.
void choose_limits(Limits& limits) {
  v8::ResourceConstraints constraints;
  constraints.ConfigureDefaults(uv_get_total_memory(), 0);
  auto choose = [](double& limit, size_t chosen) {
    if (!(limit > 0)) limit = static_cast<double>(chosen) / kMegabyte;
  };
  choose(limits.max_young_generation, constraints.max_young_generation_size_in_bytes());
  choose(limits.max_old_generation, constraints.max_old_generation_size_in_bytes());
  choose(limits.code_range, constraints.code_range_size_in_bytes());
  constexpr double least_stack = 2.0 * kStackReserve / kMegabyte, most_stack = 1024;
  if (!(limits.stack > 0)) limits.stack = 4;
  limits.stack = std::clamp(limits.stack, least_stack, most_stack);
}

size_t on_near_heap_limit(void* data, size_t current, size_t) {
  auto* thread = static_cast<WorkerThread*>(data);
  std::lock_guard lock(thread->mutex);
  thread->out_of_memory = true;
  if (thread->runtime) thread->runtime->stop_from_outside(1);
  return current + kLastMemory;
}

/// The Runtime is there, on its own thread.
bool begin(WorkerThread& thread, Runtime& rt) {
  rt.state<ThreadState>().thread = &thread;
  NoAbort::forever(rt.isolate);  // what nobody catches is told to the thread that made this one
  rt.isolate->AddNearHeapLimitCallback(on_near_heap_limit, &thread);
  std::lock_guard lock(thread.mutex);
  if (thread.stop_requested) return false;
  thread.runtime = &rt;
  return true;
}

void run_thread(WorkerThread& thread) {
  if (!thread.name.empty()) pthread_setname_np(pthread_self(), thread.name.substr(0, 15).c_str());
  // The stack grows down from here.
  char here;
  thread.run.limits.stack_limit = reinterpret_cast<uintptr_t>(&here) - (bytes_of(thread.limits.stack) - kStackReserve);
  thread.run.begin = [&thread](Runtime& rt) { return begin(thread, rt); };
  thread.run.end = [&thread](Runtime&) {
    std::lock_guard lock(thread.mutex);
    thread.runtime = nullptr;
  };
  Result<int> code = thread.run.process.run_worker(thread.run);
  thread.run.process.shared<ThreadInboxes>().close(thread.id);
  std::lock_guard lock(thread.mutex);
  if (!code) thread.failure = uv_err_name(code.error().number);
  thread.exit_code = !code || thread.stop_requested || thread.out_of_memory ? 1 : *code;
}

}  // namespace

Worker::Ended::Ended(Background& background, Worker* worker) : Handle(background, "Worker"), worker_(worker) {
  uv_async_init(background.loop().uv(), &async_, [](uv_async_t* handle) {
    auto* self = static_cast<Ended*>(static_cast<Handle*>(handle->data));
    if (self->worker_) self->worker_->ended();
  });
  async_.data = static_cast<Handle*>(this);
}

// The Runtime that made it ends: so does the thread.
void Worker::Ended::will_close() {
  if (!worker_) return;
  worker_->handle_ = nullptr;
  worker_->terminate();
  worker_->join();
  worker_ = nullptr;
}

Result<Worker*> Worker::make(Runtime& rt, std::optional<std::vector<std::string>> exec_argv, std::string node_options,
                             std::vector<std::string> argv, std::string name, std::vector<double> limits) {
  auto thread = std::make_shared<WorkerThread>();
  thread->run.process = rt.process;
  Runtime::Process& process = thread->run.process;
  if (exec_argv) {
    Result<Options> parsed = process.parse_options(*exec_argv, node_options);
    if (!parsed) return parsed.error();
    // V8's flags and some others are the whole process's: a Worker cannot have its own.
    if (!parsed->v8_flags.empty()) return Error::generic("", parsed->v8_flags.front());
    for (const std::string& option : *exec_argv)
      if (is_of_the_process(option)) return Error::generic("", option);
    thread->options = std::move(*parsed);
  } else {
    thread->options = *rt.process.options;
  }
  thread->options.args.assign(argv.begin() + 1, argv.end());
  process.options = &thread->options;
  process.argv = std::move(argv);
  process.started_ns = uv_hrtime();
  if (limits.size() == 4) thread->limits = {limits[0], limits[1], limits[2], limits[3]};
  choose_limits(thread->limits);
  thread->run.limits.max_young_generation = bytes_of(thread->limits.max_young_generation);
  thread->run.limits.max_old_generation = bytes_of(thread->limits.max_old_generation);
  thread->run.limits.code_range = bytes_of(thread->limits.code_range);
  thread->name = std::move(name);
  thread->id = process.shared<ThreadIds>().next++;
  return new Worker(std::move(thread));
}

Worker::~Worker() { join(); }

std::vector<double> Worker::limits() const {
  const Limits& l = thread_->limits;
  return {l.max_young_generation, l.max_old_generation, l.code_range, l.stack};
}

void Worker::start(Worker& self, const Arguments& info) {
  Runtime& rt = self.runtime();
  if (self.running_ || info.Length() < 2 || !info[0]->IsObject() || !info[1]->IsFunction()) return;
  MessagePort* port = MessagePort::of(info[0].As<v8::Object>());
  if (!port) return;
  self.thread_->control = port->detach();
  auto [outside, inside] = make_channel();
  self.thread_->inbox = std::move(inside);
  rt.process.shared<ThreadInboxes>().open(self.thread_->id, std::move(outside));
  self.exited_ = Callback(rt, info[1].As<v8::Function>());
  self.handle_ = new Ended(rt.background, &self);
  self.keep();
  if (self.launch()) return;
  rt.process.shared<ThreadInboxes>().close(self.thread_->id);
  self.exited_.reset();
  self.handle_->close();
  self.release();
  rt.isolate->ThrowException(
      to_js_error(rt, Error::generic("ERR_WORKER_INIT_FAILED", "Worker initialization failure: EAGAIN")));
}

bool Worker::launch() {
  uv_thread_options_t options{};
  options.flags = UV_THREAD_HAS_STACK_SIZE;
  options.stack_size = bytes_of(thread_->limits.stack);
  struct Start {
    std::shared_ptr<WorkerThread> thread;
    Ended* handle;
  };
  auto* start = new Start{thread_, handle_};
  running_ = uv_thread_create_ex(
                 &id_, &options,
                 [](void* data) {
                   std::unique_ptr<Start> start(static_cast<Start*>(data));
                   run_thread(*start->thread);
                   start->handle->send();
                 },
                 start) == 0;
  if (!running_) delete start;
  return running_;
}

void Worker::terminate() {
  std::lock_guard lock(thread_->mutex);
  thread_->stop_requested = true;
  if (thread_->runtime) thread_->runtime->stop_from_outside(1);
}

void Worker::join() {
  if (!running_) return;
  uv_thread_join(&id_);
  running_ = false;
}

void Worker::ended() {
  join();
  exited_(int32_t{thread_->exit_code}, bool{thread_->out_of_memory}, std::string(thread_->failure));
  exited_.reset();
  if (Ended* handle = std::exchange(handle_, nullptr)) handle->close();
  release();
}

std::vector<double> Worker::loop_times() {
  std::lock_guard lock(thread_->mutex);
  Runtime* rt = thread_->runtime;
  if (!rt) return {};
  double now = static_cast<double>(uv_hrtime() - thread_->run.process.started_ns) / 1e6;
  return {now, static_cast<double>(uv_metrics_idle_time(rt->loop.uv())) / 1e6};
}

}  // namespace rondo::modules::worker_threads
