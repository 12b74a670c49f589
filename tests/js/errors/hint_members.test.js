import { test } from '../harness.js';
import { check } from './hint_check.js';
import { memberMisses } from './hint_corpus.js';

test(`${memberMisses.length} near misses of members get their hint`, () => check(memberMisses));
