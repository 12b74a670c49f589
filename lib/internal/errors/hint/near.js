// Which of the names that exist was meant by one that does not.

/** Edits between two words: one is a letter left out, put in, replaced, or swapped with its neighbour. */
export function distance(a, b) {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}

const bare = (name) => name.toLowerCase().replace(/[_$-]/g, '');

const isSubstitution = (a, b) => {
  if (a.length !== b.length) return false;
  let differing = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differing++;
  return differing === 1;
};

/** In short words a letter more or less is soon another word. */
function allowed(length) {
  if (length < 3) return 0;
  if (length < 6) return 1;
  return length < 12 ? 2 : 3;
}

/** How far `candidate` is from `name`; Infinity where it is another word. */
function farness(name, candidate, shortest) {
  if (bare(name) === bare(candidate)) return 0.5;
  const edits = distance(name, candidate);
  if (edits > allowed(Math.min(name.length, candidate.length))) return Infinity;
  if (name.length < shortest && isSubstitution(name, candidate)) return Infinity;
  // two edits and another beginning: chance
  if (edits > 1 && name[0].toLowerCase() !== candidate[0].toLowerCase()) return Infinity;
  return edits;
}

/**
 * @param {string} name
 * @param {Iterable<string>} candidates
 * @param {number} [shortest]  letters of a word in which one may be replaced
 * @returns {string | undefined} the one that was surely meant
 */
export function nearest(name, candidates, shortest = 5) {
  let best;
  let least = Infinity;
  let tied = false;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > 3) continue;
    const far = farness(name, candidate, shortest);
    if (far > least || far === Infinity) continue;
    tied = far === least && candidate !== best;
    least = far;
    best = candidate;
  }
  return tied ? undefined : best;
}

const endings = /^(?:s|es|d|ed|r|er|ers|ing|y|ly|\d+)$/;

/** Whether two names are forms of one word (item, items; parse, parser) or numbered (x1, x2): both may be meant. */
export function areForms(a, b) {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.startsWith(short) && endings.test(long.slice(short.length))) return true;
  if (a.replace(/\d+/g, '') === b.replace(/\d+/g, '')) return true;
  return a !== b && a.slice(1) === b.slice(1) && a[0].toLowerCase() === b[0].toLowerCase();
}
