#include "modules/worker_threads/channel.h"

#include <algorithm>

#include "modules/worker_threads/message.h"

namespace rondo::modules::worker_threads {

ChannelEnd::ChannelEnd(std::shared_ptr<ChannelGroup> group) : group_(std::move(group)) {
  std::lock_guard lock(group_->mutex_);
  group_->ends_.push_back(this);
}

bool ChannelEnd::post(std::shared_ptr<Message> message) {
  {
    std::lock_guard lock(group_->mutex_);
    if (!open_) return true;
    bool within = false;
    for (ChannelEnd* end : group_->ends_)
      within = within || std::ranges::any_of(message->ports, [end](const auto& port) { return port.get() == end; });
    if (!within) {
      for (ChannelEnd* end : group_->ends_) {
        if (end == this) continue;
        end->incoming_.push_back(message);
        if (end->wake_) end->wake_();
      }
      return true;
    }
  }
  close();
  return false;
}

std::shared_ptr<Message> ChannelEnd::take() {
  std::lock_guard lock(group_->mutex_);
  if (incoming_.empty()) return nullptr;
  std::shared_ptr<Message> message = std::move(incoming_.front());
  incoming_.pop_front();
  return message;
}

size_t ChannelEnd::waiting() const {
  std::lock_guard lock(group_->mutex_);
  return incoming_.size();
}

bool ChannelEnd::over() const {
  std::lock_guard lock(group_->mutex_);
  return ended_ && incoming_.empty();
}

bool ChannelEnd::open() const {
  std::lock_guard lock(group_->mutex_);
  return open_;
}

void ChannelEnd::close() {
  std::lock_guard lock(group_->mutex_);
  if (!open_) return;
  open_ = false;
  wake_ = {};
  std::erase(group_->ends_, this);
  if (group_->broadcast_) return;
  for (ChannelEnd* end : group_->ends_) {
    end->ended_ = true;
    if (end->wake_) end->wake_();
  }
}

void ChannelEnd::on_arrival(std::function<void()> wake) {
  std::lock_guard lock(group_->mutex_);
  if (!open_) return;
  wake_ = std::move(wake);
  if (wake_ && (ended_ || !incoming_.empty())) wake_();
}

std::pair<std::shared_ptr<ChannelEnd>, std::shared_ptr<ChannelEnd>> make_channel() {
  auto group = std::make_shared<ChannelGroup>(false);
  auto first = std::make_shared<ChannelEnd>(group);
  return {std::move(first), std::make_shared<ChannelEnd>(std::move(group))};
}

std::shared_ptr<ChannelGroup> BroadcastNames::group(const std::string& name) {
  std::lock_guard lock(mutex_);
  std::erase_if(groups_, [](const auto& entry) { return entry.second.expired(); });
  for (auto& [known, group] : groups_)
    if (known == name)
      if (auto alive = group.lock()) return alive;
  auto made = std::make_shared<ChannelGroup>(true);
  groups_.emplace_back(name, made);
  return made;
}

void ThreadInboxes::open(uint32_t thread, std::shared_ptr<ChannelEnd> end) {
  std::lock_guard lock(mutex_);
  ends_.emplace_back(thread, std::move(end));
}

void ThreadInboxes::close(uint32_t thread) {
  std::shared_ptr<ChannelEnd> end;  // goes once the lock does
  std::lock_guard lock(mutex_);
  auto it = std::ranges::find(ends_, thread, &std::pair<uint32_t, std::shared_ptr<ChannelEnd>>::first);
  if (it == ends_.end()) return;
  end = std::move(it->second);
  ends_.erase(it);
}

std::shared_ptr<ChannelEnd> ThreadInboxes::find(uint32_t thread) {
  std::lock_guard lock(mutex_);
  auto it = std::ranges::find(ends_, thread, &std::pair<uint32_t, std::shared_ptr<ChannelEnd>>::first);
  return it == ends_.end() ? nullptr : it->second;
}

}  // namespace rondo::modules::worker_threads
