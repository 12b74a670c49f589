import { test } from '../harness.js';
import { check } from './hint_check.js';
import { nameMisses } from './hint_corpus.js';

test(`${nameMisses.length} near misses of names get their hint`, () => check(nameMisses));
