#include "modules/v8/near_heap_limit.h"

#include <unistd.h>
#include <v8-profiler.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <utility>

namespace rondo::modules::v8 {
namespace {

/// Room for what V8 needs while it describes its heap, and for the program to come to its next end.
constexpr size_t kRoom = 16ull << 20;

/// Straight into a file: nothing of JavaScript can be made now.
class File final : public ::v8::OutputStream {
 public:
  explicit File(const std::string& path) : file_(std::fopen(path.c_str(), "wxe")) {}
  ~File() override {
    if (file_) std::fclose(file_);
  }
  bool open() const { return file_ != nullptr; }
  int GetChunkSize() override { return 64 * 1024; }
  void EndOfStream() override {}
  WriteResult WriteAsciiChunk(char* data, int size) override {
    return std::fwrite(data, 1, static_cast<size_t>(size), file_) == static_cast<size_t>(size) ? kContinue : kAbort;
  }

 private:
  std::FILE* file_;
};

struct NearHeapLimit final : ModuleState {
  ~NearHeapLimit() override { leave(0); }

  void leave(size_t limit) {
    if (::v8::Isolate* from = std::exchange(isolate, nullptr)) from->RemoveNearHeapLimitCallback(on_limit, limit);
  }
  static size_t on_limit(void* data, size_t current, size_t initial);
  std::string next_name();

  ::v8::Isolate* isolate = nullptr;  ///< while it listens
  std::string folder;
  uint32_t thread = 0;
  uint32_t most = 0;
  uint32_t written = 0;
  bool writing = false;
};

/// As v8.writeHeapSnapshot() names them.
std::string NearHeapLimit::next_name() {
  std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  std::array<char, 64> text{};
  std::strftime(text.data(), text.size(), "Heap.%Y%m%d.%H%M%S", &parts);
  std::array<char, 64> numbers{};
  std::snprintf(numbers.data(), numbers.size(), ".%d.%u.%03u.heapsnapshot", getpid(), thread, ++written);
  return folder + "/" + text.data() + numbers.data();
}

size_t NearHeapLimit::on_limit(void* data, size_t current, size_t) {
  auto* self = static_cast<NearHeapLimit*>(data);
  // A snapshot needs memory itself.
  if (self->writing) return current + kRoom;
  self->writing = true;
  std::string path = self->next_name();
  {
    ::v8::HandleScope handles(self->isolate);
    File file(path);
    if (file.open()) {
      const ::v8::HeapSnapshot* snapshot = self->isolate->GetHeapProfiler()->TakeHeapSnapshot();
      snapshot->Serialize(&file);
      const_cast<::v8::HeapSnapshot*>(snapshot)->Delete();
      std::fprintf(stderr, "Wrote snapshot to %s\n", path.c_str());
    } else {
      std::fprintf(stderr, "Failed to write snapshot to %s\n", path.c_str());
    }
  }
  self->writing = false;
  // Whoever listened before gets the next word: in a Worker, what ends it.
  if (self->written >= self->most) self->leave(0);
  return current + kRoom;
}

}  // namespace

void snapshot_near_heap_limit(Runtime& rt, uint32_t most, std::string folder, uint32_t thread) {
  auto& state = rt.state<NearHeapLimit>();
  if (state.most > 0) return;
  state.isolate = rt.isolate;
  state.folder = std::move(folder);
  state.thread = thread;
  state.most = most;
  rt.isolate->AddNearHeapLimitCallback(NearHeapLimit::on_limit, &state);
}

}  // namespace rondo::modules::v8
