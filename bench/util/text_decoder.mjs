// ns of processor time each: text from bytes.
import { measure, print } from '../measure.mjs';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const inputs = [
  ['TextDecoder, 32 B ASCII', 'x'.repeat(32), 500_000],
  ['TextDecoder, 4 KB ASCII', 'x'.repeat(4096), 100_000],
  ['TextDecoder, 4 KB Latin and CJK', 'aé日'.repeat(683), 50_000],
];
for (const [name, text, times] of inputs) {
  const bytes = encoder.encode(text);
  await measure(name, times, (n) => {
    let length = 0;
    for (let i = 0; i < n; i++) length += decoder.decode(bytes).length;
    return length;
  });
}
print();
