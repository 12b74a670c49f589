import { test } from '../harness.js';
import { check } from './hint_check.js';
import { otherMembers } from './hint_corpus.js';

test(`${otherMembers.length} members that nobody has get no hint`, () =>
  check(otherMembers.map((source) => [source, undefined])));
