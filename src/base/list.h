// An intrusive doubly linked list: membership costs no allocation, and an element leaves by itself when it dies.
#pragma once
#include <cstddef>

namespace rondo {

class ListNode {
 public:
  ListNode() = default;
  ListNode(const ListNode&) = delete;
  ListNode& operator=(const ListNode&) = delete;
  ~ListNode() { unlink(); }

  bool linked() const { return next_ != this; }
  void unlink() {
    prev_->next_ = next_;
    next_->prev_ = prev_;
    prev_ = next_ = this;
  }

 private:
  template <class T>
  friend class List;
  ListNode* prev_ = this;
  ListNode* next_ = this;
};

/// A list of T, which derives from ListNode. The list owns nothing.
template <class T>
class List {
 public:
  bool empty() const { return !head_.linked(); }
  void push_back(T* element) {
    ListNode* node = element;
    node->unlink();
    node->prev_ = head_.prev_;
    node->next_ = &head_;
    head_.prev_->next_ = node;
    head_.prev_ = node;
  }
  T* front() const { return empty() ? nullptr : static_cast<T*>(head_.next_); }
  size_t size() const {
    size_t n = 0;
    for (const ListNode* p = head_.next_; p != &head_; p = p->next_) n++;
    return n;
  }
  /// Calls fn(T&) for each element; fn may unlink the one that it is given.
  template <class F>
  void each(F&& fn) {
    for (ListNode *p = head_.next_, *next; p != &head_; p = next) {
      next = p->next_;
      fn(*static_cast<T*>(p));
    }
  }

 private:
  ListNode head_;
};

}  // namespace rondo
