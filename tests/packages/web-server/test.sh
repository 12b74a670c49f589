# A small web server on polka and sirv, under load.
mkdir public
echo '<h1>hello</h1>' > public/index.html
head -c 100000 /dev/zero | tr '\0' x > public/big.txt
cp "$HERE"/*.mjs .
"$RONDO" load.mjs
