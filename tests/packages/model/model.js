const rows = [
  { name: 'Kim', gender: 'f' },
  { name: 'Alex', gender: 'd' },
];

module.exports = class Users {
  constructor(row) {
    Object.assign(this, row);
  }
  static async findOne(query) {
    await new Promise((resolve) => setImmediate(resolve));
    const row = rows.find((row) => Object.entries(query).every(([key, value]) => row[key] === value));
    return row ? new Users(row) : null;
  }
  async save() {
    const at = rows.findIndex(({ name }) => name === this.name);
    rows[at] = { ...this };
    return this;
  }
};
