// Where V8's heap pages come from. Each page of 256 KB of its own mapping costs 64 page faults when it is first used, and that is
// a good part of what a process or a Worker needs to start: here they are cut from blocks of 2 MB, which the kernel backs with one huge page
// where it can, and those that a Worker or a collection gave back are used again.
#pragma once
#include <v8-platform.h>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace rondo {

/// Everything else (large objects, code, reservations) goes to V8's own allocator. Any thread.
class HeapPages final : public v8::PageAllocator {
 public:
  static constexpr size_t page_size = size_t{256} << 10;
  static constexpr size_t block_size = size_t{2} << 20;
  /// Free pages that keep their memory: 4 MB. Others give it back to the system at once, and keep their addresses.
  static constexpr size_t max_warm = 16;

  explicit HeapPages(v8::PageAllocator* inner) : inner_(inner) {}
  ~HeapPages() override;

  size_t AllocatePageSize() override { return inner_->AllocatePageSize(); }
  size_t CommitPageSize() override { return inner_->CommitPageSize(); }
  void SetRandomMmapSeed(int64_t seed) override { inner_->SetRandomMmapSeed(seed); }
  void* GetRandomMmapAddr() override { return inner_->GetRandomMmapAddr(); }
  void* AllocatePages(void* hint, size_t length, size_t alignment, Permission permissions) override;
  bool FreePages(void* address, size_t length) override;
  bool ReleasePages(void* address, size_t length, size_t new_length) override;
  bool SetPermissions(void* address, size_t length, Permission permissions) override;
  bool RecommitPages(void* address, size_t length, Permission permissions) override;
  bool DiscardSystemPages(void* address, size_t length) override { return inner_->DiscardSystemPages(address, length); }
  bool DecommitPages(void* address, size_t length) override;
  bool SealPages(void* address, size_t length) override { return inner_->SealPages(address, length); }
  bool ReserveForSharedMemoryMapping(void* address, size_t length) override {
    return inner_->ReserveForSharedMemoryMapping(address, length);
  }
  std::unique_ptr<SharedMemory> AllocateSharedPages(size_t length, const void* original) override {
    return inner_->AllocateSharedPages(length, original);
  }
  bool CanAllocateSharedPages() override { return inner_->CanAllocateSharedPages(); }

  /// For tests: blocks held, and free pages that keep their memory.
  size_t blocks();
  size_t warm_pages();

 private:
  using Address = uintptr_t;
  struct Block {
    uint32_t used = 0;        // a bit for each page that V8 has
    uint32_t protected_ = 0;  // ... whose permissions were changed since
  };

  Block* block_of(Address page);
  void note_protection(void* address);
  bool add_block();
  void drop_block(Address block);

  v8::PageAllocator* inner_;
  std::mutex mutex_;
  std::unordered_map<Address, Block> blocks_;  // by address
  std::vector<Address> warm_, cold_;           // free pages: the memory is there, or it comes (zeroed) when touched
};

}  // namespace rondo
