// Native half of lib/perf_hooks.js: the clock, milestones of the process, what the loop and the garbage collector did,
// and histograms.
#include "background/handle.h"
#include "bind/module.h"
#include "bind/shared.h"
#include "modules/perf_hooks/gc_watch.h"
#include "modules/perf_hooks/histogram.h"

namespace rondo::modules::perf_hooks {

namespace {

constexpr double ns_per_ms = 1e6;

/// ms from the time origin to a moment of uv_hrtime(), with a fraction; -1 for one that has not come.
double since_origin(Runtime& rt, uint64_t ns) {
  return ns == 0 ? -1 : (static_cast<double>(ns) - static_cast<double>(rt.process.started_ns)) / ns_per_ms;
}

double now(Runtime& rt) { return static_cast<double>(uv_hrtime() - rt.process.started_ns) / ns_per_ms; }
double time_origin(Runtime& rt) { return rt.process.started_wall_ms; }
double options_read(Runtime& rt) { return since_origin(rt, rt.process.options_read_ns); }
double engine_started(Runtime& rt) { return since_origin(rt, rt.process.engine_started_ns); }
double opened(Runtime& rt) { return since_origin(rt, rt.opened_ns); }
double bootstrapped(Runtime& rt) { return since_origin(rt, rt.bootstrapped_ns); }
double loop_started(Runtime& rt) { return since_origin(rt, rt.loop.started_ns()); }
double loop_ended(Runtime& rt) { return since_origin(rt, rt.loop.ended_ns()); }
double loop_idle(Runtime& rt) { return static_cast<double>(uv_metrics_idle_time(rt.loop.uv())) / ns_per_ms; }
/// How often the loop went round, events that it gave out, events that waited when poll began.
std::vector<double> loop_metrics(Runtime& rt) {
  uv_metrics_t metrics{};
  uv_metrics_info(rt.loop.uv(), &metrics);
  return {static_cast<double>(metrics.loop_count), static_cast<double>(metrics.events),
          static_cast<double>(metrics.events_waiting)};
}

class HistogramObject final : public NativeObject {
 public:
  static Result<HistogramObject*> make(Runtime&, int64_t lowest, int64_t highest, int32_t figures) {
    auto made = Histogram::make(lowest, highest, figures);
    if (!made) return made.error();
    return new HistogramObject(std::move(*made));
  }
  explicit HistogramObject(std::shared_ptr<Histogram> state) : state(std::move(state)) {}

  void record(int64_t value) { state->record(value); }
  void record_delta() { state->record_delta(uv_hrtime()); }
  void reset() { state->reset(); }
  Result<void> add(v8::Local<v8::Object> other) {
    auto* from = native<HistogramObject>(other);
    if (!from) return Error::type("ERR_INVALID_ARG_TYPE", "Not a histogram");
    state->add(*from->state);
    return {};
  }
  double mean() { return state->mean(); }
  double deviation() { return state->deviation(); }
  v8::Local<v8::Value> count(Runtime& rt, bool big) { return number(rt, state->count(), big); }
  v8::Local<v8::Value> exceeds(Runtime& rt, bool big) { return number(rt, state->exceeds(), big); }
  v8::Local<v8::Value> min(Runtime& rt, bool big) { return number(rt, state->min(), big); }
  v8::Local<v8::Value> max(Runtime& rt, bool big) { return number(rt, state->max(), big); }
  v8::Local<v8::Value> percentile(Runtime& rt, double percent, bool big) {
    return number(rt, state->percentile(percent), big);
  }
  /// [percent, value, percent, value, ...]
  std::vector<v8::Local<v8::Value>> percentiles(Runtime& rt, bool big) {
    std::vector<v8::Local<v8::Value>> out;
    for (auto& [percent, value] : state->percentiles()) {
      out.push_back(v8::Number::New(rt.isolate, percent));
      out.push_back(number(rt, value, big));
    }
    return out;
  }

  const std::shared_ptr<Histogram> state;

 private:
  static v8::Local<v8::Value> number(Runtime& rt, int64_t value, bool big) {
    if (big) return v8::BigInt::New(rt.isolate, value);
    return v8::Number::New(rt.isolate, static_cast<double>(value));
  }
};

v8::Local<v8::Value> share_histogram(Runtime& rt, v8::Local<v8::Object> histogram) {
  auto* object = native<HistogramObject>(histogram);
  if (!object) return v8::Undefined(rt.isolate);
  return share(rt, object->state);
}

/// receiveHistogram(Histogram, what share_histogram() gave) -> Histogram; undefined for anything else.
void receive_histogram(const Arguments& info) {
  Runtime& rt = Runtime::from(info.GetIsolate());
  auto state = shared<Histogram>(info[1]);
  v8::Local<v8::Object> object;
  if (state && wrap(rt, info[0].As<v8::Function>(), new HistogramObject(std::move(state))).ToLocal(&object))
    info.GetReturnValue().Set(object);
}

/// Fires every `resolution` ms and records how long that really took. It does not keep the loop alive.
class DelayTimer final : public Handle {
 public:
  DelayTimer(Background& background, std::shared_ptr<Histogram> histogram)
      : Handle(background, "ELDHistogram"), histogram_(std::move(histogram)) {
    uv_timer_init(background.loop().uv(), &timer_);
    timer_.data = this;
    uv_unref(uv());
  }
  uv_handle_t* uv() override { return reinterpret_cast<uv_handle_t*>(&timer_); }
  void start(uint64_t resolution) {
    histogram_->record_delta(uv_hrtime());
    uv_timer_start(
        &timer_, [](uv_timer_t* t) { static_cast<DelayTimer*>(t->data)->histogram_->record_delta(uv_hrtime()); },
        resolution, resolution);
  }

 private:
  uv_timer_t timer_{};
  std::shared_ptr<Histogram> histogram_;
};

class DelayMonitor final : public NativeObject {
 public:
  static Result<DelayMonitor*> make(Runtime& rt, v8::Local<v8::Object> histogram, double resolution) {
    auto* object = native<HistogramObject>(histogram);
    if (!object) return Error::type("ERR_INVALID_ARG_TYPE", "Not a histogram");
    return new DelayMonitor(rt.background, object->state, static_cast<uint64_t>(resolution));
  }
  DelayMonitor(Background& background, std::shared_ptr<Histogram> histogram, uint64_t resolution)
      : background_(background), histogram_(std::move(histogram)), resolution_(resolution) {}
  ~DelayMonitor() override { stop(); }
  void start(bool reset) {
    if (timer_ || background_.shutting_down()) return;
    if (reset) histogram_->reset();
    timer_ = new DelayTimer(background_, histogram_);
    timer_->start(resolution_);
  }
  void stop() {
    if (timer_ && !background_.shutting_down()) timer_->close();
    timer_ = nullptr;
  }

 private:
  Background& background_;
  std::shared_ptr<Histogram> histogram_;
  uint64_t resolution_;
  DelayTimer* timer_ = nullptr;
};

void watch_gc(Runtime& rt, Callback report) { rt.state<GcWatch>().start(rt, std::move(report)); }
void unwatch_gc(Runtime& rt) { rt.state<GcWatch>().stop(); }

}  // namespace

void bind(Module& m) {
  m.quick<"now", now>();
  m.quick<"timeOrigin", time_origin>();
  m.quick<"optionsRead", options_read>();
  m.quick<"engineStarted", engine_started>();
  m.quick<"opened", opened>();
  m.quick<"bootstrapped", bootstrapped>();
  m.quick<"loopStarted", loop_started>();
  m.quick<"loopEnded", loop_ended>();
  m.quick<"loopIdle", loop_idle>();
  m.fn<"loopMetrics", loop_metrics>();
  m.fn<"watchGc", watch_gc>();
  m.fn<"unwatchGc", unwatch_gc>();
  m.cls<HistogramObject>("Histogram")
      .method<"record", &HistogramObject::record>()
      .method<"recordDelta", &HistogramObject::record_delta>()
      .method<"reset", &HistogramObject::reset>()
      .method<"add", &HistogramObject::add>()
      .method<"mean", &HistogramObject::mean>()
      .method<"deviation", &HistogramObject::deviation>()
      .method<"count", &HistogramObject::count>()
      .method<"exceeds", &HistogramObject::exceeds>()
      .method<"min", &HistogramObject::min>()
      .method<"max", &HistogramObject::max>()
      .method<"percentile", &HistogramObject::percentile>()
      .method<"percentiles", &HistogramObject::percentiles>();
  m.fn<"shareHistogram", share_histogram>();
  m.raw<"receiveHistogram", receive_histogram, v8::Local<v8::Function>>();
  m.cls<DelayMonitor>("DelayMonitor").method<"start", &DelayMonitor::start>().method<"stop", &DelayMonitor::stop>();
  m.constant("gcMajor", int32_t{v8::kGCTypeMarkSweepCompact});
  m.constant("gcMinor", int32_t{v8::kGCTypeScavenge});
  m.constant("gcIncremental", int32_t{v8::kGCTypeIncrementalMarking});
  m.constant("gcWeakCallbacks", int32_t{v8::kGCTypeProcessWeakCallbacks});
  m.constant("gcNoFlags", int32_t{v8::kNoGCCallbackFlags});
  m.constant("gcConstructRetained", int32_t{v8::kGCCallbackFlagConstructRetainedObjectInfos});
  m.constant("gcForced", int32_t{v8::kGCCallbackFlagForced});
  m.constant("gcSynchronousPhantom", int32_t{v8::kGCCallbackFlagSynchronousPhantomCallbackProcessing});
  m.constant("gcAllAvailable", int32_t{v8::kGCCallbackFlagCollectAllAvailableGarbage});
  m.constant("gcAllExternal", int32_t{v8::kGCCallbackFlagCollectAllExternalMemory});
  m.constant("gcScheduleIdle", int32_t{v8::kGCCallbackScheduleIdleGarbageCollection});
}

}  // namespace rondo::modules::perf_hooks
