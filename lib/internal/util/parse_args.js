// util.parseArgs: the arguments of a program.
import { codes } from '../errors.js';
import {
  validateArray,
  validateBoolean,
  validateBooleanArray,
  validateObject,
  validateString,
  validateStringArray,
  validateUnion,
} from '../validators.js';

const {
  ERR_INVALID_ARG_VALUE,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL,
  ERR_PARSE_ARGS_UNKNOWN_OPTION,
} = codes;

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** What follows the program's file, or the code of -e. */
function programArguments() {
  const { argv, execArgv } = process;
  const evaluates = execArgv.some((arg) => /^(?:-e|-p|-pe|--eval|--print)(?:=|$)/.test(arg));
  return argv.slice(evaluates ? 1 : 2);
}

function validateDefault(value, name, { type, multiple }) {
  if (type === 'string') (multiple ? validateStringArray : validateString)(value, name);
  else (multiple ? validateBooleanArray : validateBoolean)(value, name);
}

function validateOptions(options) {
  for (const [name, config] of Object.entries(options)) {
    const path = `options.${name}`;
    validateObject(config, path);
    validateUnion(own(config, 'type'), `${path}.type`, ['string', 'boolean']);
    if (Object.hasOwn(config, 'short')) {
      validateString(config.short, `${path}.short`);
      if (config.short.length !== 1) {
        throw new ERR_INVALID_ARG_VALUE(`${path}.short`, config.short, 'must be a single character');
      }
    }
    if (Object.hasOwn(config, 'multiple')) validateBoolean(config.multiple, `${path}.multiple`);
    const fallback = own(config, 'default');
    if (fallback !== undefined)
      validateDefault(fallback, `${path}.default`, { type: config.type, multiple: own(config, 'multiple') });
  }
}

/** Names an option by its short form. */
function longName(short, options) {
  for (const [name, config] of Object.entries(options)) {
    if (own(config, 'short') === short) return name;
  }
  return short;
}

const typeOf = (name, options) => own(own(options, name) ?? {}, 'type');

/** Splits arguments into tokens; what they mean is not judged yet. */
class Tokenizer {
  constructor(args, options) {
    this.args = args;
    this.options = options;
    this.index = 0;
    this.tokens = [];
  }

  option(index, name, rawName, value, inlineValue) {
    this.tokens.push({ kind: 'option', name, rawName, index, value, inlineValue });
  }

  /** An option, whose value may be the next argument. */
  takeOption(index, name, rawName) {
    if (typeOf(name, this.options) === 'string' && this.args[this.index] != null) {
      this.option(index, name, rawName, this.args[this.index++], false);
    } else {
      this.option(index, name, rawName, undefined, undefined);
    }
  }

  long(arg, index) {
    const equals = arg.indexOf('=', 2);
    if (equals > 2) {
      const name = arg.slice(2, equals);
      this.option(index, name, `--${name}`, arg.slice(equals + 1), true);
    } else {
      this.takeOption(index, arg.slice(2), arg);
    }
  }

  /** `-f`, `-abc`, `-fVALUE` */
  short(arg, index) {
    for (let i = 1; i < arg.length; i++) {
      const name = longName(arg[i], this.options);
      const last = i === arg.length - 1;
      if (last) {
        this.takeOption(index, name, `-${arg[i]}`);
      } else if (typeOf(name, this.options) === 'string') {
        this.option(index, name, `-${arg[i]}`, arg.slice(i + 1), true);
        return;
      } else {
        this.option(index, name, `-${arg[i]}`, undefined, undefined);
      }
    }
  }

  run() {
    while (this.index < this.args.length) {
      const index = this.index++;
      const arg = this.args[index];
      if (arg === '--') {
        this.tokens.push({ kind: 'option-terminator', index });
        while (this.index < this.args.length) {
          this.tokens.push({ kind: 'positional', index: this.index, value: this.args[this.index++] });
        }
      } else if (arg.startsWith('--') && arg.length > 2) {
        this.long(arg, index);
      } else if (arg.startsWith('-') && arg.length > 1) {
        this.short(arg, index);
      } else {
        this.tokens.push({ kind: 'positional', index, value: arg });
      }
    }
    return this.tokens;
  }
}

/** How an option is called in errors: `-f, --foo`. */
function display(name, options) {
  const short = own(own(options, name) ?? {}, 'short');
  return short === undefined ? `--${name}` : `-${short}, --${name}`;
}

/** Strictly, an option is known, and has a value just if it takes one. */
function checkUsage(token, options, allowPositionals) {
  const { name, rawName, value } = token;
  const config = own(options, name);
  if (config === undefined) throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(rawName, allowPositionals);
  if (config.type === 'string' && typeof value !== 'string') {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${display(name, options)} <value>' argument missing`);
  }
  if (config.type === 'boolean' && value !== undefined) {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${display(name, options)}' does not take an argument`);
  }
}

/** `--with --foo`: was the value forgotten? */
function checkAmbiguity({ rawName, name, value, inlineValue }) {
  if (inlineValue !== false || !value.startsWith('-') || value.length < 2) return;
  const inline = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
  throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
    `Option '${rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${rawName}'?\n` +
      `To specify an option argument starting with a dash use ${inline}.`,
  );
}

function store(values, name, value, options) {
  if (name === '__proto__') return;
  if (own(own(options, name) ?? {}, 'multiple')) (values[name] ??= []).push(value);
  else values[name] = value;
}

/** `--no-color` of the boolean option `color`. */
function negate(token, options, strict) {
  if (!token.rawName.startsWith('--no-') || token.value !== undefined) return false;
  const name = token.name.slice(3);
  const type = typeOf(name, options);
  if (type !== 'boolean' && (strict || type !== undefined)) return false;
  token.name = name;
  return true;
}

/**
 * @param {{ args?: string[], options?: object, strict?: boolean, allowPositionals?: boolean, allowNegative?: boolean, tokens?: boolean }} [config]
 * @returns {{ values: object, positionals: string[], tokens?: object[] }}
 * @throws {TypeError} ERR_PARSE_ARGS_UNKNOWN_OPTION, ERR_PARSE_ARGS_INVALID_OPTION_VALUE, ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL,
 *   ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE  Node util.parseArgs since v18.3.0
 */
export function parseArgs(config = {}) {
  const args = own(config, 'args') ?? programArguments();
  const strict = own(config, 'strict') ?? true;
  const allowPositionals = own(config, 'allowPositionals') ?? !strict;
  const returnTokens = own(config, 'tokens') ?? false;
  const allowNegative = own(config, 'allowNegative') ?? false;
  const options = own(config, 'options') ?? { __proto__: null };
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateObject(options, 'options');
  validateOptions(options);

  const tokens = new Tokenizer(args, options).run();
  const values = { __proto__: null };
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!allowPositionals) throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      const negated = allowNegative && negate(token, options, strict);
      if (strict) {
        checkUsage(token, options, allowPositionals);
        checkAmbiguity(token);
      }
      store(values, token.name, negated ? false : (token.value ?? true), options);
    }
  }
  for (const [name, option] of Object.entries(options)) {
    const fallback = own(option, 'default');
    if (fallback !== undefined && name !== '__proto__' && values[name] === undefined) values[name] = fallback;
  }
  return returnTokens ? { values, positionals, tokens } : { values, positionals };
}
