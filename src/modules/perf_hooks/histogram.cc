#include "modules/perf_hooks/histogram.h"

#include <hdr/hdr_histogram.h>

namespace rondo::modules::perf_hooks {

Result<std::shared_ptr<Histogram>> Histogram::make(int64_t lowest, int64_t highest, int figures) {
  hdr_histogram* counts = nullptr;
  if (hdr_init(lowest, highest, figures, &counts) != 0 || !counts)
    return Error::range("ERR_OUT_OF_RANGE", "The limits of the histogram cannot be met");
  return std::shared_ptr<Histogram>(new Histogram(counts));
}

Histogram::~Histogram() { hdr_close(counts_); }

void Histogram::record(int64_t value) {
  std::lock_guard lock(mutex_);
  if (hdr_record_value(counts_, value))
    count_++;
  else
    exceeds_++;
}

void Histogram::record_delta(uint64_t now_ns) {
  uint64_t last;
  {
    std::lock_guard lock(mutex_);
    last = std::exchange(last_ns_, now_ns);
  }
  if (last > 0 && now_ns > last) record(static_cast<int64_t>(now_ns - last));
}

void Histogram::add(Histogram& other) {
  if (&other == this) {
    std::lock_guard lock(mutex_);
    // through a copy of the counts: what is added to must not be walked over
    hdr_histogram* copy = nullptr;
    if (hdr_init(counts_->lowest_discernible_value, counts_->highest_trackable_value, counts_->significant_figures,
                 &copy) != 0)
      return;
    hdr_add(copy, counts_);
    hdr_add(counts_, copy);
    hdr_close(copy);
    count_ *= 2;
    exceeds_ *= 2;
    return;
  }
  std::scoped_lock lock(mutex_, other.mutex_);
  int64_t dropped = hdr_add(counts_, other.counts_);
  count_ += other.count_ - dropped;
  exceeds_ += other.exceeds_ + dropped;
}

void Histogram::reset() {
  std::lock_guard lock(mutex_);
  hdr_reset(counts_);
  count_ = exceeds_ = 0;
  last_ns_ = 0;
}

int64_t Histogram::count() {
  std::lock_guard lock(mutex_);
  return count_;
}
int64_t Histogram::exceeds() {
  std::lock_guard lock(mutex_);
  return exceeds_;
}
int64_t Histogram::min() {
  std::lock_guard lock(mutex_);
  return hdr_min(counts_);
}
int64_t Histogram::max() {
  std::lock_guard lock(mutex_);
  return hdr_max(counts_);
}
double Histogram::mean() {
  std::lock_guard lock(mutex_);
  return hdr_mean(counts_);
}
double Histogram::deviation() {
  std::lock_guard lock(mutex_);
  return hdr_stddev(counts_);
}
int64_t Histogram::percentile(double percent) {
  std::lock_guard lock(mutex_);
  return hdr_value_at_percentile(counts_, percent);
}

std::vector<std::pair<double, int64_t>> Histogram::percentiles() {
  std::lock_guard lock(mutex_);
  std::vector<std::pair<double, int64_t>> out;
  hdr_iter iter;
  hdr_iter_percentile_init(&iter, counts_, 1);
  while (hdr_iter_next(&iter)) out.emplace_back(iter.specifics.percentiles.percentile, iter.value);
  return out;
}

}  // namespace rondo::modules::perf_hooks
