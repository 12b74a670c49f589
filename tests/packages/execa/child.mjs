import { getOneMessage, sendMessage } from 'execa';

const { n } = await getOneMessage();
await sendMessage({ twice: n * 2, big: 'x'.repeat(100_000) });
console.log('argument', process.argv[2], process.execArgv);
