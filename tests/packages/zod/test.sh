# zod checks and explains.
cat > a.ts <<'TS'
import assert from 'node:assert';
import { z } from 'zod';
const User = z.object({ name: z.string().min(1), age: z.number().int().positive(), tags: z.array(z.string()).default([]) });
type User = z.infer<typeof User>;
const user: User = User.parse({ name: 'Ada', age: 36 });
assert.deepEqual(user, { name: 'Ada', age: 36, tags: [] });
const { success, error } = User.safeParse({ name: '', age: -1 });
assert.equal(success, false);
assert.deepEqual(error!.issues.map(({ path }) => path.join('.')), ['name', 'age']);
TS
"$RONDO" a.ts
