// Counts of values by size, in little memory: HdrHistogram behind a lock, since a histogram that was posted to
// another thread is recorded and read from both.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/result.h"

struct hdr_histogram;

namespace rondo::modules::perf_hooks {

class Histogram {
 public:
  /// Of values from `lowest` (>= 1) to `highest` (>= 2 * lowest), exact to `figures` (1..5) decimal digits.
  static Result<std::shared_ptr<Histogram>> make(int64_t lowest, int64_t highest, int figures);
  ~Histogram();
  Histogram(const Histogram&) = delete;
  Histogram& operator=(const Histogram&) = delete;

  /// Counts `value`; one beyond the highest only as an excess.
  void record(int64_t value);
  /// Counts the ns since the last call; the first only remembers when it was.
  void record_delta(uint64_t now_ns);
  /// Adds what `other` counted.
  void add(Histogram& other);
  void reset();

  int64_t count();
  int64_t exceeds();
  int64_t min();
  int64_t max();
  double mean();
  double deviation();
  int64_t percentile(double percent);
  /// (percent, value) in steps that get finer towards 100.
  std::vector<std::pair<double, int64_t>> percentiles();

 private:
  explicit Histogram(hdr_histogram* counts) : counts_(counts) {}
  std::mutex mutex_;
  hdr_histogram* counts_;
  int64_t exceeds_ = 0;
  int64_t count_ = 0;
  uint64_t last_ns_ = 0;
};

}  // namespace rondo::modules::perf_hooks
