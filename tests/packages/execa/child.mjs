console.log('argument', process.argv[2], process.execArgv);
