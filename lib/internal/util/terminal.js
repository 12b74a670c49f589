// Whether output to a stream should have colours.

/**
 * @param {{ isTTY?: boolean, getColorDepth?: () => number }} [stream]
 * @returns {boolean}  FORCE_COLOR decides first, then NO_COLOR and NODE_DISABLE_COLORS, then what the terminal can do
 */
export function shouldColor(stream) {
  const { FORCE_COLOR, NO_COLOR, NODE_DISABLE_COLORS } = process.env;
  if (FORCE_COLOR !== undefined) return ['', '1', '2', '3', 'true'].includes(FORCE_COLOR);
  if (NO_COLOR !== undefined || NODE_DISABLE_COLORS !== undefined) return false;
  if (!stream?.isTTY) return false;
  return typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true;
}
