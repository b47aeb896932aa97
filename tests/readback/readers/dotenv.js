// Prints what a version of npm's dotenv reads from a file, expanded by a version of dotenv-expand where one is
// named: records of NAME=VALUE, each ended by a NUL.
const fs = require('fs')
const [file, dotenv, expand] = process.argv.slice(2)
const all = Object.entries(require(dotenv).parse(fs.readFileSync(file)))
// dotenv-expand is quadratic in the number of variables, so it gets a few at a time.
const step = expand ? 50 : all.length
let read = []
for (let at = 0; at < all.length; at += step) {
  const some = all.slice(at, at + step)
  const parsed = Object.fromEntries(some)
  read = read.concat(expand ? Object.entries(require(expand).expand({ parsed, processEnv: {} }).parsed) : some)
}
process.stdout.write(read.map(([name, value]) => `${name}=${value}\0`).join(''))
