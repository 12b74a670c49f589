// Who holds which lock of the process, and who waits for it (Web Locks API, "Concepts").
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace rondo::modules::locks {

/// What a request leads to at once.
enum class Outcome : int32_t { granted, waiting, unavailable };

/// What a client hears of one of its requests later.
struct LockEvent {
  uint32_t id;
  bool granted;  ///< false: the lock was stolen
};

/// One for all threads of the process. Requests are numbered by their clients.
class LockTable {
 public:
  /// Called with the table locked, on any thread: it must not block, nor call the table.
  using Notify = std::function<void(LockEvent)>;

  /// A thread that may hold locks. `label` is what query() calls it.
  uint32_t join(std::string label, Notify notify);
  /// It goes: what it holds is free, what it waits for is forgotten.
  void leave(uint32_t client);

  struct Wish {
    std::string name;
    bool shared = false;
    bool if_available = false;  ///< now or not at all
    bool steal = false;         ///< whoever holds it loses it
  };
  Outcome request(uint32_t client, uint32_t id, Wish wish);
  /// A request that waits does no longer. False where it does not wait.
  bool cancel(uint32_t client, uint32_t id);
  void release(uint32_t client, uint32_t id);

  struct Entry {
    std::string name;
    bool shared;
    bool held;
    std::string client;
  };
  /// All locks that are held, and all requests that wait, in their order.
  std::vector<Entry> query();

 private:
  struct Request {
    uint32_t client;
    uint32_t id;
    bool shared;
    bool is(uint32_t other_client, uint32_t other_id) const { return client == other_client && id == other_id; }
  };
  struct Lock {
    std::vector<Request> held;
    std::deque<Request> waiting;
    bool allows(bool shared) const;
  };
  struct Client {
    std::string label;
    Notify notify;
  };
  using Locks = std::map<std::string, Lock>;
  /// Grants what can be granted now. The entry of a lock that nobody wants goes.
  Locks::iterator settle(Locks::iterator entry);

  std::mutex mutex_;
  Locks locks_;
  std::map<uint32_t, Client> clients_;
  uint32_t next_client_ = 0;
};

}  // namespace rondo::modules::locks
