#include "task_queue/task_queue.h"

namespace rondo {

void TaskQueue::run_microtasks() {
  if (!stopping_) isolate_->PerformMicrotaskCheckpoint();
}

}  // namespace rondo
