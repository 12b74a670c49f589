// --experimental-test-coverage and what belongs to it.
import { codes } from '../../errors.js';
import { options } from '../../options.js';
import { defaultPatterns } from '../runner/files.js';
import { validateArray, validateBoolean, validateInteger, validateString } from '../../validators.js';

/** A share that an option asks for. @throws {RangeError} ERR_OUT_OF_RANGE */
function least(name) {
  const share = Number(options[name] ?? 0);
  validateInteger(share, `--${name}`, 0, 100);
  return share;
}

/** @returns {object} what the command line asks for, as settings of run(); test files do not count where nothing is said of that */
export const coverageSettings = () => ({
  coverage: Boolean(options['experimental-test-coverage']),
  coverageIncludeGlobs: options['test-coverage-include'],
  coverageExcludeGlobs: options['test-coverage-exclude'] ?? defaultPatterns(),
  lineCoverage: least('test-coverage-lines'),
  branchCoverage: least('test-coverage-branches'),
  functionCoverage: least('test-coverage-functions'),
});

function checkGlobs(globs, name) {
  if (globs === undefined || typeof globs === 'string') return globs === undefined ? undefined : [globs];
  if (!Array.isArray(globs)) throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'Array'], globs);
  validateArray(globs, name);
  for (const [i, glob] of globs.entries()) validateString(glob, `${name}[${i}]`);
  return globs;
}

/**
 * @param {object} settings  of run()
 * @returns {object} those of coverage
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
export function checkCoverage({ coverage = false, ...settings }) {
  validateBoolean(coverage, 'options.coverage');
  if (!coverage) return { coverage };
  const { lineCoverage = 0, branchCoverage = 0, functionCoverage = 0 } = settings;
  validateInteger(lineCoverage, 'options.lineCoverage', 0, 100);
  validateInteger(branchCoverage, 'options.branchCoverage', 0, 100);
  validateInteger(functionCoverage, 'options.functionCoverage', 0, 100);
  return {
    coverage,
    coverageIncludeGlobs: checkGlobs(settings.coverageIncludeGlobs, 'options.coverageIncludeGlobs'),
    coverageExcludeGlobs: checkGlobs(settings.coverageExcludeGlobs, 'options.coverageExcludeGlobs'),
    lineCoverage,
    branchCoverage,
    functionCoverage,
  };
}
