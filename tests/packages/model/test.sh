# findOne, change, save, findOne again, catch: on a model class as a beginner writes it.
cp "$HERE/model.js" .
cat > a.js <<'JS'
const Users = require('./model.js');
Users.findOne({})
  .then((user) => {
    console.log('found', user.name, user.gender);
    user.gender = 'm';
    return user.save();
  })
  .then((user) => console.log('saved', user))
  .then(() => Users.findOne({ gender: 'm' }))
  .then((user) => {
    console.log('again', user.name);
    return Users.findOne({ gender: 'x' });
  })
  .then((user) => user.name)
  .catch((error) => console.log(error.name + ':', error.message));
JS
"$RONDO" a.js > out.txt
diff out.txt - <<'OUT'
found Kim f
saved Users { name: 'Kim', gender: 'm' }
again Kim
TypeError: Cannot read properties of null (reading 'name')
OUT
