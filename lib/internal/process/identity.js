// Users and groups of the process (POSIX).
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { systemErrors } from '../errors/system.js';
import { validateArray, validateUint32 } from '../validators.js';

const native = binding('process');

/** The error of a call of the C library, in its words: `EPERM, Operation not permitted`. @param {number} errno  negative */
function callFailed(errno, syscall) {
  const [code, text] = systemErrors().get(errno) ?? ['UNKNOWN', 'unknown error'];
  const error = new Error(`${code}, ${text[0].toUpperCase()}${text.slice(1)}`);
  return Object.assign(error, { errno: -errno, code, syscall });
}

function validateId(id, name) {
  if (typeof id === 'number') validateUint32(id, name);
  else if (typeof id !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string'], id);
}

function setter(which, kind) {
  return (id) => {
    validateId(id, 'id');
    if (typeof id === 'number') id |= 0;
    const error = typeof id === 'number' ? native.setId(which, id >>> 0, '') : native.setId(which, 0, id);
    if (error === 1) throw new codes.ERR_UNKNOWN_CREDENTIAL(kind, id);
    if (error < 0) throw callFailed(error, `set${which}`);
  };
}

/** The functions of `process` about users and groups; absent in Workers where they would change the whole process. */
export function getIdFunctions() {
  return {
    getuid: () => native.getIds()[0],
    geteuid: () => native.getIds()[1],
    getgid: () => native.getIds()[2],
    getegid: () => native.getIds()[3],
    getgroups: () => native.groups(),
    setuid: setter('uid', 'User'),
    seteuid: setter('euid', 'User'),
    setgid: setter('gid', 'Group'),
    setegid: setter('egid', 'Group'),
    setgroups(groups) {
      validateArray(groups, 'groups');
      const ids = groups.map((group, i) => {
        validateId(group, `groups[${i}]`);
        if (typeof group === 'number') return group;
        const { gid } = findGroup(group);
        return gid;
      });
      const error = native.setGroups(ids);
      if (error < 0) throw callFailed(error, 'setgroups');
    },
    initgroups(user, extraGroup) {
      validateId(user, 'user');
      validateId(extraGroup, 'extraGroup');
      const error =
        typeof extraGroup === 'number'
          ? native.initGroups(String(user), '', extraGroup)
          : native.initGroups(String(user), extraGroup, 0);
      if (error === 1) throw new codes.ERR_UNKNOWN_CREDENTIAL('User', user);
      if (error === 2) throw new codes.ERR_UNKNOWN_CREDENTIAL('Group', extraGroup);
      if (error < 0) throw callFailed(error, 'initgroups');
    },
  };
}

function findGroup(name) {
  const gid = native.findGroup(name);
  if (gid < 0) throw new codes.ERR_UNKNOWN_CREDENTIAL('Group', name);
  return { gid };
}
