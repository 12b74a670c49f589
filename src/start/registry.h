// The bindings of src/modules/: which there are, and the addresses in them.
#pragma once
#include <v8.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace rondo {

class Runtime;

/// The addresses that the start-up snapshot refers to: every bound function. The order is that of the build.
void append_references(std::vector<intptr_t>& references);

/// A new object for `binding('name')`; empty if there is no such binding.
v8::MaybeLocal<v8::Object> make_binding(Runtime& rt, std::string_view name);

}  // namespace rondo
