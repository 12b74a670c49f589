# dotenv from a file, by a function and by -r.
printf 'A=1\nexport B="two\\nlines" # note\nC=\x27raw $A\x27\nEMPTY=\nKEPT=file\nMULTI="a\nb"\n' > .env
echo 'console.log(["A", "B", "C", "EMPTY", "KEPT", "MULTI"].map((name) => process.env[name]))' > a.cjs
echo 'const { parsed, error } = require("dotenv").config({ path: [".none", ".env"], quiet: true, override: true }); console.log(parsed, error?.code, process.env.KEPT, require("dotenv").parse("X=y"))' > b.cjs
for program in "$RONDO" "$NODE"; do
  { KEPT=before DOTENV_CONFIG_QUIET=true "$program" -r dotenv/config a.cjs; KEPT=before "$program" b.cjs; } > "$(basename "$program").txt"
done
diff rondo.txt node.txt
grep -q "'before'" rondo.txt
