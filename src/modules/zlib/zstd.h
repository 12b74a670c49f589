// The names of zstd's errors, which programs see as codes and as constants.
#pragma once
#include <zstd.h>
#include <zstd_errors.h>

// clang-format off
#define RONDO_ZSTD_ERRORS(X) \
  X(no_error) X(GENERIC) X(prefix_unknown) X(version_unsupported) X(frameParameter_unsupported) \
  X(frameParameter_windowTooLarge) X(corruption_detected) X(checksum_wrong) X(literals_headerWrong) \
  X(dictionary_corrupted) X(dictionary_wrong) X(dictionaryCreation_failed) X(parameter_unsupported) \
  X(parameter_combination_unsupported) X(parameter_outOfBound) X(tableLog_tooLarge) \
  X(maxSymbolValue_tooLarge) X(maxSymbolValue_tooSmall) X(stabilityCondition_notRespected) X(stage_wrong) \
  X(init_missing) X(memory_allocation) X(workSpace_tooSmall) X(dstSize_tooSmall) X(srcSize_wrong) \
  X(dstBuffer_null) X(noForwardProgress_destFull) X(noForwardProgress_inputEmpty)
// clang-format on
