// What is exchanged with the systems around the house (docs/guides/files.md):
//   npm run exchange -- status [--watch] [--last 20]
//   npm run exchange -- run <connector> [--trial] [--full] [--row <id> …]
//   npm run exchange -- import <file> <connector> [--trial]
//   npm run exchange -- export <connector> [--full] [--row <id> …] [--to <file>]
//   npm run exchange -- cancel | resume | confirm <run>
// A connector is named by its code, or as <integration>/<code> where two have the same. The work is done by the worker.
import { exchange } from './exchange/command.ts'

process.exitCode = await exchange(process.argv.slice(2), {
  env: process.env,
  tell: (line) => console.log(line),
  complain: (what) => console.error(what),
  clear: () => void process.stdout.write('\u001B[2J\u001B[H'),
  untilEnough: () => {
    const enough = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => enough.abort())
    return enough.signal
  },
})
