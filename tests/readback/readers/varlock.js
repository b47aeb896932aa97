// Prints what varlock loads from a folder with a `.env.schema` and a `.env.local`: records of NAME=VALUE, each ended
// by a NUL. Where the second file is given with names, the schema is made of these, each a text.
const { execFileSync } = require('child_process')
const fs = require('fs')
const os = require('os')
const path = require('path')

const [file, schema, ...names] = process.argv.slice(2)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-varlock-'))
try {
  const texts = '# @defaultSensitive=false @defaultRequired=false\n# ---\n' + names.map((name) => `# @type=string\n${name}=\n`).join('')
  fs.writeFileSync(path.join(folder, '.env.schema'), schema === '-' ? texts : fs.readFileSync(schema))
  fs.copyFileSync(file, path.join(folder, '.env.local'))
  const cli = path.join(process.env.NODE_PATH, 'varlock', 'bin', 'cli.js')
  // No cache, no telemetry and nobody's settings: the folder is the home too.
  const env = { PATH: process.env.PATH, HOME: folder, VARLOCK_TELEMETRY_DISABLED: 'true', CI: '1' }
  const options = { cwd: folder, env, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] }
  const read = JSON.parse(execFileSync(process.execPath, [cli, 'load', '--format', 'json'], options))
  const written = (value) => (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value))
  // What is empty is left out of the answer.
  const found = names.length ? names : Object.keys(read)
  process.stdout.write(found.map((name) => `${name}=${written(read[name])}\0`).join(''))
} catch (error) {
  process.stderr.write(`${error.stdout || ''}${error.stderr || error}`)
  process.exitCode = 1
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
