// What most files include and none of ours changes: compiled once.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <uv.h>
#include <v8-fast-api-calls.h>
#include <v8.h>
