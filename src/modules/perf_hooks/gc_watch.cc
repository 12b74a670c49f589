#include "modules/perf_hooks/gc_watch.h"

namespace rondo::modules::perf_hooks {

namespace {

// No JavaScript may run while the collector does; a task of the isolate runs in a Turn soon after, and keeps no loop alive.
class Report final : public v8::Task {
 public:
  Report(std::weak_ptr<Callback> report, int32_t type, int32_t flags, double start, double duration)
      : report_(std::move(report)), type_(type), flags_(flags), start_(start), duration_(duration) {}
  void Run() override {
    if (auto report = report_.lock()) (*report)(type_, flags_, start_, duration_);
  }

 private:
  std::weak_ptr<Callback> report_;
  int32_t type_;
  int32_t flags_;
  double start_;
  double duration_;
};

}  // namespace

void GcWatch::start(Runtime& rt, Callback report) {
  stop();
  rt_ = &rt;
  report_ = std::make_shared<Callback>(std::move(report));
  rt.isolate->AddGCPrologueCallback(begin, this);
  rt.isolate->AddGCEpilogueCallback(end, this);
}

void GcWatch::stop() {
  if (!rt_) return;
  rt_->isolate->RemoveGCPrologueCallback(begin, this);
  rt_->isolate->RemoveGCEpilogueCallback(end, this);
  rt_ = nullptr;
  report_.reset();
}

void GcWatch::begin(v8::Isolate*, v8::GCType, v8::GCCallbackFlags, void* self) {
  static_cast<GcWatch*>(self)->started_ns_ = uv_hrtime();
}

void GcWatch::end(v8::Isolate*, v8::GCType type, v8::GCCallbackFlags flags, void* data) {
  auto* self = static_cast<GcWatch*>(data);
  uint64_t origin = self->rt_->process.started_ns;
  double start = static_cast<double>(self->started_ns_ - origin);
  double duration = static_cast<double>(uv_hrtime() - self->started_ns_);
  self->rt_->isolate_owner.platform()
      .GetForegroundTaskRunner(self->rt_->isolate, v8::TaskPriority::kUserBlocking)
      ->PostTask(std::make_unique<Report>(self->report_, static_cast<int32_t>(type), static_cast<int32_t>(flags), start,
                                          duration));
}

}  // namespace rondo::modules::perf_hooks
