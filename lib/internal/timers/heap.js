// A binary heap of timer lists, the earliest expiry first and, of several at the same time, the one made first. Each list knows its place, so that a list whose timers
// were all cleared leaves without a search.

const lists = [];

function before(a, b) {
  return a.expiry < b.expiry || (a.expiry === b.expiry && a.order < b.order);
}

function place(list, at) {
  lists[at] = list;
  list.place = at;
}

function up(list, at) {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(list, lists[parent])) break;
    place(lists[parent], at);
    at = parent;
  }
  place(list, at);
}

function down(list, at) {
  for (;;) {
    let child = 2 * at + 1;
    if (child >= lists.length) break;
    if (child + 1 < lists.length && before(lists[child + 1], lists[child])) child++;
    if (!before(lists[child], list)) break;
    place(lists[child], at);
    at = child;
  }
  place(list, at);
}

/** @returns {object|undefined} the list that expires first */
export function first() {
  return lists[0];
}

export function insert(list) {
  up(list, lists.length);
}

/** The list's expiry has moved to a later time. */
export function postpone(list) {
  down(list, list.place);
}

export function remove(list) {
  const at = list.place;
  const last = lists.pop();
  if (last === list) return;
  if (at > 0 && before(last, lists[(at - 1) >> 1])) up(last, at);
  else down(last, at);
}
