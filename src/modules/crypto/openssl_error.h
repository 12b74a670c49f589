// What OpenSSL says went wrong. It keeps that in a queue per thread: ask on the thread where the call failed.
#pragma once
#include <string_view>

#include "base/error.h"

namespace rondo::modules::crypto {

/// The first error of this thread's queue, which is empty afterwards: code ERR_OSSL_..., library, reason, and what else was in the
/// queue as opensslErrorStack. `fallback` is the message where the queue has nothing.
Error openssl_error(std::string_view fallback);

/// The same error under another message; the first error's own is then part of opensslErrorStack.
Error openssl_error_as(std::string_view message);

/// The message of the first error in the queue, which is empty afterwards; empty where there is none.
std::string openssl_reason();

}  // namespace rondo::modules::crypto
