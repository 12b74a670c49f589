const one: number = 1;
console.log(one);
