// Where messages wait between threads: the only objects that threads share. Each group has one lock for the queues of all its ends.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace rondo::modules::worker_threads {

struct Message;
class ChannelEnd;

/// Ends that hear each other: the two of a MessageChannel, or all BroadcastChannels of a name.
class ChannelGroup {
 public:
  /// `broadcast`: ends come and go, and one that goes ends nothing.
  explicit ChannelGroup(bool broadcast) : broadcast_(broadcast) {}
  bool broadcast() const { return broadcast_; }

 private:
  friend class ChannelEnd;
  const bool broadcast_;
  std::mutex mutex_;
  std::vector<ChannelEnd*> ends_;  // the open ones
};

/// One end, owned by the port that is its face in some thread, or by the message in which it travels.
class ChannelEnd {
 public:
  explicit ChannelEnd(std::shared_ptr<ChannelGroup> group);
  ~ChannelEnd() { close(); }
  ChannelEnd(const ChannelEnd&) = delete;
  ChannelEnd& operator=(const ChannelEnd&) = delete;

  /// Gives `message` to every other end. False where the message holds the end it would go to, so that nobody could ever read it: it is
  /// dropped and the channel is closed.
  bool post(std::shared_ptr<Message> message);
  /// The next message for this end, if there is one.
  std::shared_ptr<Message> take();
  size_t waiting() const;
  /// Whether nothing waits and nothing will come any more.
  bool over() const;
  bool open() const;
  /// Leaves the group: nothing comes any more, and the other end of a MessageChannel is over once it has read what waits there.
  void close();
  /// Calls `wake`, on the thread of whoever posts or closes, for each message and at the end. It must not block.
  void on_arrival(std::function<void()> wake);

 private:
  std::shared_ptr<ChannelGroup> group_;
  std::deque<std::shared_ptr<Message>> incoming_;
  std::function<void()> wake_;
  bool open_ = true;
  bool ended_ = false;  // the other end has closed
};

/// Both ends of a new MessageChannel.
std::pair<std::shared_ptr<ChannelEnd>, std::shared_ptr<ChannelEnd>> make_channel();

/// The groups of BroadcastChannels by their names, one for the process.
class BroadcastNames {
 public:
  std::shared_ptr<ChannelGroup> group(const std::string& name);

 private:
  std::mutex mutex_;
  std::vector<std::pair<std::string, std::weak_ptr<ChannelGroup>>> groups_;
};

/// Where a thread of the process hears from those that know only its number.
class ThreadInboxes {
 public:
  /// `end` is what others post to.
  void open(uint32_t thread, std::shared_ptr<ChannelEnd> end);
  void close(uint32_t thread);
  std::shared_ptr<ChannelEnd> find(uint32_t thread);

 private:
  std::mutex mutex_;
  std::vector<std::pair<uint32_t, std::shared_ptr<ChannelEnd>>> ends_;
};

}  // namespace rondo::modules::worker_threads
