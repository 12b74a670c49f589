#include "background/stream_batch.h"

#include <ctime>

#include "background/stream_io.h"

namespace rondo {

namespace {

constexpr size_t room_size = 64 * 1024;
// one more line of the cache than a power of two: else what begins each room would have the same few places in it
constexpr size_t room_stride = room_size + 64;

// The kernel's clock of ticks (1 to 4 ms): reading it costs next to nothing.
int64_t coarse_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
  return t.tv_nsec;
}

}  // namespace

std::span<uint8_t> StreamBatch::room() {
  if (!room_) room_ = std::make_unique_for_overwrite<uint8_t[]>(room_size);
  return {room_.get(), room_size};
}

std::span<uint8_t> StreamBatch::room_of(size_t i) {
  if (i == 0) return room();
  if (!rooms_) rooms_ = std::make_unique_for_overwrite<uint8_t[]>(room_stride * (SocketCalls::most - 1));
  return {rooms_.get() + room_stride * (i - 1), room_size};
}

void StreamBatch::readable(Place& place) {
  if (place.linked()) return;
  reads_++;
  readable_.push_back(&place);
  if (++waiting_ >= SocketCalls::most || !several_) read();
}

void StreamBatch::end_poll() {
  read();
  several_ = reads_ > 1;
  reads_ = 0;
}

// Readers may close or pause any stream, those of this group too: each asks itself what it does with what has come.
void StreamBatch::read() {
  if (reading_) return;
  reading_ = true;
  while (!readable_.empty()) {
    std::array<Stream*, SocketCalls::most> group;
    size_t count = 0;
    for (Place* first; count < group.size() && (first = readable_.front());) {
      Stream* stream = first->stream;
      if (stream->holds_back()) {
        if (count > 0) break;  // its reader may close the descriptors of calls that are not made yet
        first->unlink();
        stream->give_kept();
        continue;
      }
      first->unlink();
      if (stream->receive(calls_, room_of(count))) group[count++] = stream;
    }
    std::array<int, SocketCalls::most> received;
    std::ranges::copy(calls_.run(), received.begin());
    for (size_t i = 0; i < count; i++) group[i]->received(received[i], room_of(i));
  }
  waiting_ = 0;
  reading_ = false;
}

void StreamBatch::gathers(Place& place) {
  if (gathering_count_++ == 0) gathering_since_ = coarse_ns();
  gathering_.push_back(&place);
}

void StreamBatch::flush_due() {
  if (gathering_count_ > 0 && (gathering_count_ >= SocketCalls::most || coarse_ns() != gathering_since_)) flush();
}

void StreamBatch::flush() {
  struct Sent {
    Stream* stream;
    std::unique_ptr<std::string> text;
    int result;
  };
  gathering_count_ = 0;
  while (!gathering_.empty()) {
    std::array<Sent, SocketCalls::most> group;
    size_t count = 0;
    for (Place* first; count < group.size() && (first = gathering_.front());) {
      Stream* stream = first->stream;
      if (!stream->sends_together()) {
        if (count > 0) break;  // as above
        stream->flush();
        continue;
      }
      group[count] = {stream, stream->take_gathered(), 0};
      stream->send(calls_, *group[count++].text);
    }
    const std::span<const int> results = calls_.run();
    for (size_t i = 0; i < count; i++) group[i].result = group[i].stream->sent(std::move(group[i].text), results[i]);
    // whoever hears of a failure may write to any of them: what was left of it has its place by now
    for (size_t i = 0; i < count; i++) group[i].stream->tell_failure(group[i].result);
  }
}

std::unique_ptr<std::string> StreamBatch::take_buffer() {
  if (free_buffers_.empty()) return std::make_unique<std::string>();
  auto buffer = std::move(free_buffers_.back());
  free_buffers_.pop_back();
  return buffer;
}

void StreamBatch::give_buffer(std::unique_ptr<std::string> buffer) {
  constexpr size_t most_buffers = 64, most_bytes = 256 * 1024;
  if (free_buffers_.size() >= most_buffers || buffer->capacity() > most_bytes) return;
  buffer->clear();
  free_buffers_.push_back(std::move(buffer));
}

}  // namespace rondo
