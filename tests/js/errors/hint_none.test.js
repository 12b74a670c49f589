import { test } from '../harness.js';
import { check } from './hint_check.js';
import { otherErrors } from './hint_corpus.js';

test(`${otherErrors.length} errors of other kinds get no hint`, () =>
  check(otherErrors.map((source) => [source, undefined])));
