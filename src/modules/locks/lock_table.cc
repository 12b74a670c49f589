#include "modules/locks/lock_table.h"

#include <algorithm>
#include <utility>

namespace rondo::modules::locks {

bool LockTable::Lock::allows(bool shared) const {
  return held.empty() || (shared && std::ranges::all_of(held, [](const Request& each) { return each.shared; }));
}

uint32_t LockTable::join(std::string label, Notify notify) {
  std::lock_guard guard(mutex_);
  clients_.emplace(next_client_, Client{std::move(label), std::move(notify)});
  return next_client_++;
}

void LockTable::leave(uint32_t client) {
  std::lock_guard guard(mutex_);
  clients_.erase(client);
  auto is_his = [client](const Request& each) { return each.client == client; };
  for (auto entry = locks_.begin(); entry != locks_.end();) {
    std::erase_if(entry->second.held, is_his);
    std::erase_if(entry->second.waiting, is_his);
    entry = settle(entry);
  }
}

Outcome LockTable::request(uint32_t client, uint32_t id, Wish wish) {
  std::lock_guard guard(mutex_);
  auto entry = locks_.try_emplace(std::move(wish.name)).first;
  Lock& lock = entry->second;
  if (wish.steal) {
    for (const Request& each : std::exchange(lock.held, {})) clients_.at(each.client).notify({each.id, false});
  } else if (!lock.waiting.empty() || !lock.allows(wish.shared)) {
    if (wish.if_available) return Outcome::unavailable;
    lock.waiting.push_back({client, id, wish.shared});
    return Outcome::waiting;
  }
  lock.held.push_back({client, id, wish.shared});
  return Outcome::granted;
}

bool LockTable::cancel(uint32_t client, uint32_t id) {
  std::lock_guard guard(mutex_);
  for (auto entry = locks_.begin(); entry != locks_.end(); ++entry) {
    if (std::erase_if(entry->second.waiting, [=](const Request& each) { return each.is(client, id); }) == 0) continue;
    settle(entry);
    return true;
  }
  return false;
}

void LockTable::release(uint32_t client, uint32_t id) {
  std::lock_guard guard(mutex_);
  for (auto entry = locks_.begin(); entry != locks_.end(); ++entry) {
    if (std::erase_if(entry->second.held, [=](const Request& each) { return each.is(client, id); }) == 0) continue;
    settle(entry);
    return;
  }
}

LockTable::Locks::iterator LockTable::settle(Locks::iterator entry) {
  Lock& lock = entry->second;
  while (!lock.waiting.empty() && lock.allows(lock.waiting.front().shared)) {
    Request next = lock.waiting.front();
    lock.waiting.pop_front();
    lock.held.push_back(next);
    clients_.at(next.client).notify({next.id, true});
  }
  return lock.held.empty() ? locks_.erase(entry) : std::next(entry);
}

std::vector<LockTable::Entry> LockTable::query() {
  std::lock_guard guard(mutex_);
  std::vector<Entry> entries;
  for (const auto& [name, lock] : locks_) {
    for (const Request& each : lock.held) entries.push_back({name, each.shared, true, clients_.at(each.client).label});
    for (const Request& each : lock.waiting)
      entries.push_back({name, each.shared, false, clients_.at(each.client).label});
  }
  return entries;
}

}  // namespace rondo::modules::locks
