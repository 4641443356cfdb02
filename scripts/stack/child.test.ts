import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startChild, tellEnding, untilAnswers } from './child.ts'

const logs = mkdtempSync(join(tmpdir(), 'portico-logs-'))
afterAll(() => rmSync(logs, { recursive: true, force: true }))

const child = (name: string, script: string) =>
  startChild({ name, command: [process.execPath, '-e', script], cwd: logs, env: process.env, logs, echo: false })

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

it('tells the last words of a process that ends unasked', async () => {
  const ending = await child('speaker', 'console.log("first"); console.error("no such table: orders"); process.exit(3)')
    .exited
  expect(ending).toMatchObject({ code: 3, asked: false })
  expect(tellEnding(ending)).toContain('speaker ended with code 3')
  expect(tellEnding(ending)).toContain('  no such table: orders')
})

it('ends a process with its own children, with grace first', async () => {
  const script = `const { spawn } = require('node:child_process')
    const inner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); console.log(inner.pid)
    process.on('SIGTERM', () => { console.log('graceful'); setTimeout(() => process.exit(0), 50) })`
  const running = child('parent', script)
  await new Promise((wait) => setTimeout(wait, 600))
  await running.stop()
  const ending = await running.exited
  expect(ending).toMatchObject({ asked: true, code: 0 })
  expect(ending.lastLines.at(-1)).toBe('graceful')
  expect(lives(Number(ending.lastLines[0]))).toBe(false)
})

it('ends a process whose starter was killed', async () => {
  const script = `import { startChild } from ${JSON.stringify(join(import.meta.dirname, 'child.ts'))}
    const one = startChild({ name: 'orphan', command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'], cwd: '.', env: process.env, logs: ${JSON.stringify(logs)}, echo: false })
    console.log(one.pid)`
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((said) =>
    starter.stdout.on('data', (chunk: Buffer) => said(Number(chunk.toString()))),
  )
  expect(lives(pid)).toBe(true)
  starter.kill('SIGKILL')
  for (let waited = 0; waited < 5_000 && lives(pid); waited += 50) await new Promise((wait) => setTimeout(wait, 50))
  expect(lives(pid)).toBe(false)
})

it('does not wait for the answer of a process that has ended', async () => {
  const ended = child('silent', 'console.log("port is taken"); process.exit(1)')
  await expect(untilAnswers('http://127.0.0.1:9/', ended, 30, () => true)).rejects.toThrow('port is taken')
})
