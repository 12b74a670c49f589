// The build's second stage: the library's block, first with the snapshot, then, by a process that starts from it, with code.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>

#include "engine/snapshot.h"
#include "start/bootstrap.h"
#include "start/builtins.h"

namespace rondo {

namespace {

int write_file(const std::string& path, std::string_view block) {
  std::string part = path + ".part";
  FILE* out = std::fopen(part.c_str(), "wb");
  bool written = out && std::fwrite(block.data(), 1, block.size(), out) == block.size();
  if (out && std::fclose(out) != 0) written = false;
  if (!written || std::rename(part.c_str(), path.c_str()) != 0) {
    std::fprintf(stderr, "cannot write %s: %s\n", path.c_str(), std::strerror(errno));
    return 1;
  }
  return 0;
}

}  // namespace

int Start::write_library(const std::string& path) {
  // the snapshot holds no process: it is made with no options, and before any of the library's start functions
  Library library;
  v8::Isolate* isolate = v8::Isolate::Allocate();
  std::string blob;
  {
    auto allocator = std::unique_ptr<v8::ArrayBuffer::Allocator>(v8::ArrayBuffer::Allocator::NewDefaultAllocator());
    platform_->attach(isolate, [] {});
    v8::Isolate::CreateParams params;
    params.array_buffer_allocator = allocator.get();
    params.external_references = references_.data();
    v8::SnapshotCreator creator(isolate, params);
    {
      Runtime rt(process_, isolate);
      v8::HandleScope handles(isolate);
      if (!open_runtime(rt)) return 1;
      v8::Local<v8::Context> context = rt.context();
      {
        v8::Context::Scope scope(context);
        rt.tasks.run_microtasks();
        for (auto& [source, index] : Builtins::of(rt).save(rt, creator, context))
          source->snapshot_index = static_cast<int>(index);
      }
      // What node:vm makes contexts from knows nothing of the library.
      creator.SetDefaultContext(v8::Context::New(isolate));
      creator.AddContext(context);
      isolate->SetHostInitializeImportMetaObjectCallback(nullptr);
      isolate->SetHostImportModuleDynamicallyCallback(static_cast<v8::HostImportModuleDynamicallyCallback>(nullptr));
      isolate->SetPromiseRejectCallback(nullptr);
    }
    v8::StartupData data = creator.CreateBlob(v8::SnapshotCreator::FunctionCodeHandling::kKeep);
    blob.assign(data.data, static_cast<size_t>(data.raw_size));
    delete[] data.data;
  }
  for (const auto& source : sources_.all()) {
    if (auto loaded = sources_.load(*source); !loaded) {
      std::fprintf(stderr, "%s\n", loaded.error().message.c_str());
      return 1;
    }
    library.entries.push_back({source->id, {source->data(), source->length()}, source->snapshot_index});
  }
  library.snapshot = blob;
  return write_file(path, rondo::write_library(library));
}

int Start::add_code(const std::string& path) {
  Runtime rt(process_, HeapLimits{});
  v8::Isolate::Scope isolate(rt.isolate);
  v8::HandleScope handles(rt.isolate);
  if (!open_runtime(rt)) return 1;
  v8::Context::Scope scope(rt.context());
  v8::TryCatch caught(rt.isolate);
  Library library;
  library.snapshot = sources_.snapshot();
  std::deque<std::string> codes;  // an entry only points
  for (const auto& source : sources_.all()) {
    LibraryEntry entry{source->id, {source->data(), source->length()}, source->snapshot_index};
    if (source->snapshot_index < 0) {
      entry.code = codes.emplace_back(Builtins::of(rt).make_code(rt, *source));
      if (caught.HasCaught()) {
        std::fprintf(stderr, "%s: %s\n", source->id.c_str(), *v8::String::Utf8Value(rt.isolate, caught.Exception()));
        return 1;
      }
    }
    library.entries.push_back(entry);
  }
  return write_file(path, rondo::write_library(library));
}

}  // namespace rondo
