// What a caller may choose, and the state of one inspection.
import { plain, withColor } from './style.js';

/** Options of `util.inspect` that hold where a call names none. */
export const defaults = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};

const names = Object.keys(defaults);

/** One run of inspect: its options, and how far it has come. */
export class Session {
  constructor() {
    // Spelt out: a loop over names would make each inspection some microseconds slower.
    this.showHidden = defaults.showHidden;
    this.depth = defaults.depth;
    this.colors = defaults.colors;
    this.customInspect = defaults.customInspect;
    this.showProxy = defaults.showProxy;
    this.maxArrayLength = defaults.maxArrayLength;
    this.maxStringLength = defaults.maxStringLength;
    this.breakLength = defaults.breakLength;
    this.compact = defaults.compact;
    this.sorted = defaults.sorted;
    this.getters = defaults.getters;
    this.numericSeparator = defaults.numericSeparator;
    this.stylize = plain;
    this.userOptions = undefined;
    /** Whether buffers show their bytes. */
    this.contents = true;
    /** Objects being shown now, outermost first. */
    this.seen = [];
    /** Objects that contain themselves, with their numbers. */
    this.circular = undefined;
    /** Columns that every further line is moved to the right. */
    this.indentation = 0;
    /** Depth of the object that was entered last. */
    this.entered = 0;
    /** Characters written so far, by indentation. */
    this.written = undefined;
  }

  /** @param {object} options  what the caller of inspect passed */
  choose(options) {
    for (const key in options) {
      if (!Object.hasOwn(options, key)) continue;
      if (Object.hasOwn(defaults, key) || key === 'stylize') this[key] = options[key];
      else this.userOptions ??= options;
    }
  }

  /** Call once all options are set. */
  settle() {
    if (this.colors && this.stylize === plain) this.stylize = withColor;
    this.maxArrayLength ??= Infinity;
    this.maxStringLength ??= Infinity;
  }

  tooDeep(depth) {
    return this.depth !== null && depth > this.depth;
  }

  /**
   * The options as custom inspection functions get them.
   * @param {number | null} depth  what is left of it
   * @param {boolean} foreign  the function comes from another realm: nothing of ours may reach it
   */
  forUser(depth, foreign) {
    const result = { stylize: this.stylize };
    for (const name of names) result[name] = this[name];
    Object.assign(result, this.userOptions, { depth });
    if (!foreign) return result;
    Object.setPrototypeOf(result, null);
    for (const key of Object.keys(result)) {
      const value = result[key];
      if ((typeof value === 'object' && value !== null) || typeof value === 'function') delete result[key];
    }
    const { stylize } = this;
    result.stylize = Object.setPrototypeOf((text, style) => {
      try {
        const styled = `${stylize(text, style)}`;
        return styled;
      } catch {
        return text;
      }
    }, null);
    return result;
  }
}
