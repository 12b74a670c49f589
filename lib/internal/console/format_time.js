// Durations as console.timeEnd prints them.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const pad = (number) => String(number).padStart(2, '0');

/**
 * @param {number} ms
 * @returns {string} `1.234ms`, `1.500s`, `1:00.300 (m:ss.mmm)` or `1:06:40.457 (h:mm:ss.mmm)`
 */
export function formatTime(ms) {
  if (ms < second) return `${Number(ms.toFixed(3))}ms`;
  if (ms < minute) return `${(ms / second).toFixed(3)}s`;
  const hours = Math.floor(ms / hour);
  const minutes = Math.floor((ms % hour) / minute);
  const seconds = ((ms % minute) / second).toFixed(3).padStart(6, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${seconds} (h:mm:ss.mmm)` : `${minutes}:${seconds} (m:ss.mmm)`;
}
