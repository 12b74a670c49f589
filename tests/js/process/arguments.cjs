console.log(JSON.stringify({ execArgv: process.execArgv, argv: process.argv.slice(2) }));
