import { spawn } from 'node:child_process'
import { repositoryRoot } from '../kernel/root.ts'

/** `npm run keys -- <command>`, as an operator runs it; or what npm calls, which is quicker. */
export async function runKeys(
  command: string,
  env: Record<string, string>,
  npm: boolean,
): Promise<{ code: number | null; said: string }> {
  const [file, args] = npm
    ? ['npm', ['run', '--silent', 'keys', '--']]
    : [process.execPath, ['--import', 'tsx', 'scripts/keys.ts']]
  const child = spawn(file, [...args, command], {
    cwd: repositoryRoot(),
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}
