export default [
  {
    files: ['**/*.js'],
    rules: {
      'no-undef': 'error',
      'no-var': 'error',
      eqeqeq: 'warn',
      'prefer-const': 'error',
      'prefer-arrow-callback': 'error',
      'no-restricted-syntax': ['error', { selector: 'FunctionExpression', message: 'Use an arrow function.' }],
      quotes: ['error', 'single'],
      semi: ['error', 'always'],
    },
  },
];
