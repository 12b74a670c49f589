#include "bind/module.h"

#include "../engine_fixture.h"

namespace rondo {
namespace {

int32_t add(int32_t a, int32_t b) { return a + b; }
Result<std::string> shout(std::string text) {
  if (text.empty()) return Error::range("ERR_OUT_OF_RANGE", "nothing to shout");
  return text + "!";
}
Task<int32_t> later(int32_t x) {
  return {[x]() -> Result<int32_t> {
            return x < 0 ? Result<int32_t>(Error::generic("ERR_NEGATIVE", "below zero")) : Result<int32_t>(x * 2);
          },
          "Later"};
}
int32_t turns(Runtime& rt) { return rt.loop.alive() ? 1 : 0; }

int counters_alive = 0;
class Counter final : public NativeObject {
 public:
  static Result<Counter*> make(Runtime&, int32_t start) {
    if (start < 0) return Error::range("ERR_OUT_OF_RANGE", "negative");
    return new Counter(start);
  }
  ~Counter() override { counters_alive--; }
  int32_t next() { return ++count_; }
  void call(Runtime&, Callback callback) { callback(count_); }

 private:
  explicit Counter(int32_t start) : count_(start) { counters_alive++; }
  int32_t count_;
};

void describe(Module& m) {
  m.fn<"add", add>();
  m.fn<"shout", shout>();
  m.fn<"later", later>();
  m.fn<"turns", turns>();
  m.constant("ANSWER", int32_t{42});
  m.object("inner", [](Module& inner) { inner.constant("x", std::string_view("y")); });
  m.cls<Counter>("Counter").method<"next", &Counter::next>().method<"call", &Counter::call>();
}

class ModuleTest : public EngineTest {
 protected:
  ModuleTest() {
    v8::Local<v8::Object> target = v8::Object::New(rt_->isolate);
    Module module(*rt_, target);
    describe(module);
    module.finish();
    (void)context_->Global()->Set(context_, js_string(rt_->isolate, "m"), target);
  }
  static void TearDownTestSuite() { EXPECT_EQ(counters_alive, 0); }
};

TEST_F(ModuleTest, calls_functions_and_gives_constants) {
  EXPECT_EQ(text(run("[m.add(2, 3), m.ANSWER, m.inner.x, m.shout('a'), m.turns()].join()")), "5,42,y,a!,0");
}

TEST_F(ModuleTest, refuses_what_does_not_convert) {
  EXPECT_EQ(text(run("try { m.add(1, 'x') } catch (e) { `${e.name} ${e.code} ${e.message}` }")),
            "TypeError ERR_INVALID_ARG_TYPE add: argument 1 must be a 32-bit integer");
  EXPECT_EQ(text(run("try { m.add() } catch (e) { e.code }")), "ERR_INVALID_ARG_TYPE");
  EXPECT_EQ(text(run("try { m.shout('') } catch (e) { `${e.name} ${e.message}` }")), "RangeError nothing to shout");
}

TEST_F(ModuleTest, is_right_in_optimised_code) {
  EXPECT_EQ(
      text(run("let sum = 0; function f(i) { return m.add(i, 1) } for (let i = 0; i < 100000; i++) sum += f(i); sum")),
      "5000050000");
}

TEST_F(ModuleTest, a_task_becomes_a_promise) {
  run("log = []; m.later(21).then((x) => log.push(x)); m.later(-1).catch((e) => log.push(e.code))");
  EXPECT_EQ(rt_->background.requests().size(), 2u);
  rt_->loop.run();
  EXPECT_EQ(text(run("log.sort().join()")), "42,ERR_NEGATIVE");
  EXPECT_EQ(rt_->background.requests().size(), 0u);
}

TEST_F(ModuleTest, classes_hold_native_state) {
  EXPECT_EQ(text(run("c = new m.Counter(5); c.next(); c.call((x) => { seen = x }); [c.next(), seen].join()")), "7,6");
  EXPECT_EQ(text(run("try { new m.Counter(-1) } catch (e) { e.code }")), "ERR_OUT_OF_RANGE");
  EXPECT_EQ(text(run("try { m.Counter(1) } catch (e) { e.code }")), "ERR_CONSTRUCT_CALL_REQUIRED");
  EXPECT_EQ(text(run("try { m.Counter.prototype.next.call({}) } catch (e) { e.name }")), "TypeError");
}

TEST_F(ModuleTest, state_goes_with_its_object) {
  {
    v8::HandleScope inner(rt_->isolate);
    run("for (let i = 0; i < 100; i++) new m.Counter(i); c = undefined");
  }
  rt_->isolate->LowMemoryNotification();
  rt_->isolate->LowMemoryNotification();
  EXPECT_LE(counters_alive, 1);
}

// The engine finds that objects are gone, and calls back later: the Runtime may end in between.
TEST_F(ModuleTest, state_goes_once_though_the_collector_has_yet_to_tell) {
  {
    v8::HandleScope inner(rt_->isolate);
    for (int i = 0; i < 100 && rt_->state<NativeObjects>().collected.empty(); i++)
      run("for (let i = 0; i < 1e5; i++) globalThis.last = i % 100 ? { i } : new m.Counter(i); undefined");
  }
  EXPECT_FALSE(rt_->state<NativeObjects>().collected.empty());
  rt_->tear_down();
  EXPECT_EQ(counters_alive, 0);
}

TEST_F(ModuleTest, lists_its_addresses) {
  std::vector<intptr_t> references;
  Module module(references);
  describe(module);
  EXPECT_EQ(references.size(), 4u + 2u + 3u + 2u);  // functions; add's fast call; class, two methods; next's fast call
}

}  // namespace
}  // namespace rondo
