# marked on the command line and as a library.
printf '# Title\n\n- *a*\n- `b`\n\n| x | y |\n| - | - |\n| 1 | 2 |\n' > a.md
"$RONDO" node_modules/marked/bin/marked.js -i a.md -o a.html
grep -q '<h1>Title</h1>' a.html
grep -q '<td>1</td>' a.html
[ "$(echo '**x**' | "$RONDO" node_modules/marked/bin/marked.js)" = '<p><strong>x</strong></p>' ]
