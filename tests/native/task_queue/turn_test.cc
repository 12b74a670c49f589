#include "task_queue/turn.h"

#include "../engine_fixture.h"

namespace rondo {
namespace {

class TurnTest : public EngineTest {
 protected:
  v8::Local<v8::Function> function(std::string_view source) { return value<v8::Function>(source); }
};

TEST_F(TurnTest, drains_microtasks_when_the_outermost_closes) {
  run("log = []");
  auto fn = function("(function () { Promise.resolve().then(() => log.push('micro')); log.push('call') })");
  {
    Turn outer(rt_->tasks);
    {
      Turn inner(rt_->tasks);
      (void)inner.call(fn, v8::Undefined(rt_->isolate), {});
    }
    EXPECT_EQ(text(run("log.join()")), "call");
  }
  EXPECT_EQ(text(run("log.join()")), "call,micro");
}

TEST_F(TurnTest, asks_javascript_for_ticks_only_where_there_are_any) {
  auto fields = value<v8::Uint32Array>("fields = new Uint32Array(2)");
  rt_->tasks.set_up(fields, function("runs = 0; (function () { runs++; fields[0] = 0 })"));
  {
    Turn turn(rt_->tasks);
  }
  EXPECT_EQ(text(run("runs")), "0");
  run("fields[0] = 1");
  {
    Turn turn(rt_->tasks);
  }
  EXPECT_EQ(text(run("runs")), "1");
}

TEST_F(TurnTest, gives_faults_to_the_handler_and_goes_on) {
  std::string seen;
  rt_->tasks.on_fault([&](v8::Local<v8::Value> error, v8::Local<v8::Message>, bool) { seen += text(error); });
  {
    Turn turn(rt_->tasks);
    EXPECT_TRUE(turn.call(function("(function () { throw 'a' })"), v8::Undefined(rt_->isolate), {}).IsEmpty());
    EXPECT_FALSE(turn.call(function("(function () { return 1 })"), v8::Undefined(rt_->isolate), {}).IsEmpty());
  }
  EXPECT_EQ(seen, "a");
}

TEST_F(TurnTest, does_not_enter_after_stop) {
  rt_->tasks.stop();
  Turn turn(rt_->tasks);
  EXPECT_FALSE(turn);
  EXPECT_TRUE(turn.call(function("(function () { return 1 })"), v8::Undefined(rt_->isolate), {}).IsEmpty());
}

TEST_F(TurnTest, carries_the_async_context) {
  v8::Local<v8::Value> frame = js_string(rt_->isolate, "frame");
  {
    Turn turn(rt_->tasks, frame);
    EXPECT_EQ(text(rt_->isolate->GetContinuationPreservedEmbedderData()), "frame");
  }
  EXPECT_TRUE(rt_->isolate->GetContinuationPreservedEmbedderData()->IsUndefined());
}

}  // namespace
}  // namespace rondo
