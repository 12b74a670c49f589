// Hands the loop's timer and check phases what they call, in every Runtime.

import { binding } from '../binding.js';
import { onStart } from '../start.js';
import { immediateInfo, processImmediates } from './immediate.js';
import { processTimers } from './lists.js';

const { setUp } = binding('timers');

onStart(() => setUp(processTimers, processImmediates, immediateInfo));
