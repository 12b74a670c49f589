// --test-rerun-failures: what has passed in an earlier run is not run again. A file holds, for each run, what had passed by its end
// (Node: "Test runner", "Rerunning failed tests").
import { load } from '../builtins.js';
import { codes } from '../errors.js';

const ID = /^(.*):(\d+):(\d+)(?::\(\d+\))?$/s;

/** @returns {object[]} of each run, test -> { name, passed_on_attempt, children } */
function readAttempts(path) {
  let text;
  try {
    text = load('fs').readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  let attempts;
  try {
    attempts = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (Array.isArray(attempts) && attempts.every((each) => each !== null && typeof each === 'object')) return attempts;
  throw new codes.ERR_INVALID_STATE(`'${path}' does not hold the attempts of a test run`);
}

export class Attempts {
  #path;
  #cwd;
  #earlier;
  #passed = {};
  #counts = new Map();

  /** @param {string} path  @param {string} cwd */
  constructor(path, cwd) {
    this.#path = load('path').resolve(cwd, path);
    this.#cwd = cwd;
    this.#earlier = readAttempts(this.#path);
  }

  /** The number of this run, from 0. */
  get number() {
    return this.#earlier.length;
  }

  /**
   * A test's name in the file: its place, and its number there where the place declares several.
   * @param {{ file: string, line: number, column: number } | undefined} location
   * @returns {string | undefined}
   */
  idAt(location) {
    if (location === undefined) return undefined;
    const place = `${load('path').relative(this.#cwd, location.file)}:${location.line}:${location.column}`;
    const count = this.#counts.get(place) ?? 0;
    this.#counts.set(place, count + 1);
    return count === 0 ? place : `${place}:(${count})`;
  }

  /** @returns {{ name: string, passed_on_attempt: number, children?: string[] } | undefined} what is known of a test that has passed before */
  find(id) {
    const last = this.#earlier.at(-1);
    return last !== undefined && id !== undefined && Object.hasOwn(last, id) ? last[id] : undefined;
  }

  /**
   * The subtests of a test that is not run again.
   * @param {{ children?: string[] }} found
   * @returns {{ name: string, location: { file: string, line: number, column: number } }[]}
   */
  childrenOf({ children }) {
    const described = [];
    for (const id of children ?? []) {
      const name = this.find(id)?.name;
      const [, file, line, column] = ID.exec(id) ?? [];
      if (name === undefined || file === undefined) continue;
      described.push({ name, location: { file: load('path').resolve(this.#cwd, file), line: +line, column: +column } });
    }
    return described;
  }

  /** What its events tell of a test. */
  detailsOf({ earlier, passed }) {
    const since = passed ? { passed_on_attempt: earlier?.passed_on_attempt ?? this.number } : undefined;
    return { attempt: this.number, ...since };
  }

  /** @returns {{ id: string, passed: object }} what is to be noted of a test that has passed */
  describe({ id, name, earlier, queue }) {
    const children = queue.tests.filter((test) => test.passed).map((test) => test.id);
    const since = earlier?.passed_on_attempt ?? this.number;
    return { id, passed: { passed_on_attempt: since, name, ...(children.length > 0 && { children }) } };
  }

  /** @param {{ id: string | undefined, passed: object }} description  of a test that has passed */
  note({ id, passed }) {
    if (id !== undefined) this.#passed[id] = passed;
  }

  /** At the end of the run. */
  write() {
    load('fs').writeFileSync(this.#path, `${JSON.stringify([...this.#earlier, this.#passed], null, 2)}\n`);
  }
}
