// node:constants, deprecated: the constants of os, fs and crypto in one object.
import crypto from './crypto.js';
import fs from './fs.js';
import os from './os.js';

const { dlopen, errno, priority, signals } = os.constants;
const { defaultCipherList, ...ofCrypto } = crypto.constants;

export default Object.freeze({ ...dlopen, ...errno, ...priority, ...signals, ...fs.constants, ...ofCrypto });
