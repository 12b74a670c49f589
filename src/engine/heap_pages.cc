#include "engine/heap_pages.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace rondo {

namespace {

constexpr uintptr_t start_of_block(uintptr_t page) { return page & ~(HeapPages::block_size - 1); }
constexpr uint32_t bit_of(uintptr_t page) {
  return uint32_t{1} << ((page & (HeapPages::block_size - 1)) / HeapPages::page_size);
}
void* pointer(uintptr_t address) { return reinterpret_cast<void*>(address); }
uintptr_t number(void* address) { return reinterpret_cast<uintptr_t>(address); }

}  // namespace

HeapPages::~HeapPages() {
  for (auto& [address, block] : blocks_)
    if (block.used == 0) inner_->FreePages(pointer(address), block_size);
}

HeapPages::Block* HeapPages::block_of(Address page) {
  auto found = blocks_.find(start_of_block(page));
  return found == blocks_.end() ? nullptr : &found->second;
}

bool HeapPages::add_block() {
  void* start = inner_->AllocatePages(inner_->GetRandomMmapAddr(), block_size, block_size, kReadWrite);
  if (!start) return false;
  // Not the first two: V8 makes a part of one read-only, which would split a huge page, and the rest are of the young generation, of which a
  // small program fills little. Without huge pages everything works, by small ones.
  if (blocks_.size() >= 2) madvise(start, block_size, MADV_HUGEPAGE);
  blocks_.emplace(number(start), Block{});
  for (Address page = number(start) + block_size; page > number(start);) cold_.push_back(page -= page_size);
  return true;
}

void HeapPages::drop_block(Address block) {
  std::erase_if(cold_, [block](Address page) { return start_of_block(page) == block; });
  blocks_.erase(block);
  inner_->FreePages(pointer(block), block_size);
}

void* HeapPages::AllocatePages(void* hint, size_t length, size_t alignment, Permission permissions) {
  if (length != page_size || alignment != page_size || permissions != kReadWrite)
    return inner_->AllocatePages(hint, length, alignment, permissions);
  Address page;
  bool used_before;
  {
    std::scoped_lock lock(mutex_);
    used_before = !warm_.empty();
    if (!used_before && cold_.empty() && !add_block()) return nullptr;
    std::vector<Address>& from = used_before ? warm_ : cold_;
    page = from.back();
    from.pop_back();
    block_of(page)->used |= bit_of(page);
  }
  if (used_before) std::memset(pointer(page), 0, page_size);  // as memory of the system is
  return pointer(page);
}

bool HeapPages::FreePages(void* address, size_t length) {
  const Address page = number(address);
  std::scoped_lock lock(mutex_);
  Block* block = block_of(page);
  if (!block) return inner_->FreePages(address, length);
  const uint32_t bit = bit_of(page);
  const bool was_protected = block->protected_ & bit;
  block->used &= ~bit;
  block->protected_ &= ~bit;
  if (was_protected && !inner_->SetPermissions(address, page_size, kReadWrite)) return false;  // it stays unused
  if (warm_.size() < max_warm) {
    warm_.push_back(page);
    return true;
  }
  if (!inner_->DiscardSystemPages(address, page_size)) return false;
  cold_.push_back(page);
  const bool any_warm = std::ranges::any_of(
      warm_, [block = start_of_block(page)](Address other) { return start_of_block(other) == block; });
  if (block->used == 0 && !any_warm) drop_block(start_of_block(page));
  return true;
}

bool HeapPages::ReleasePages(void* address, size_t length, size_t new_length) {
  std::scoped_lock lock(mutex_);
  // The end of a page that V8 fills no more: a part of a huge page can't be given back without losing it.
  if (block_of(number(address))) return true;
  return inner_->ReleasePages(address, length, new_length);
}

void HeapPages::note_protection(void* address) {
  std::scoped_lock lock(mutex_);
  if (Block* block = block_of(number(address))) block->protected_ |= bit_of(number(address));
}

bool HeapPages::SetPermissions(void* address, size_t length, Permission permissions) {
  note_protection(address);
  return inner_->SetPermissions(address, length, permissions);
}

bool HeapPages::RecommitPages(void* address, size_t length, Permission permissions) {
  note_protection(address);
  return inner_->RecommitPages(address, length, permissions);
}

bool HeapPages::DecommitPages(void* address, size_t length) {
  note_protection(address);
  return inner_->DecommitPages(address, length);
}

size_t HeapPages::blocks() {
  std::scoped_lock lock(mutex_);
  return blocks_.size();
}

size_t HeapPages::warm_pages() {
  std::scoped_lock lock(mutex_);
  return warm_.size();
}

}  // namespace rondo
