import { spawn } from 'node:child_process'
import { repositoryRoot } from '../kernel/root.ts'

/** `npm run <name> -- <arguments>`, as an operator runs it; or what npm calls, which is quicker. */
export async function runCommand(
  name: string,
  given: readonly string[],
  env: Record<string, string>,
  npm = false,
): Promise<{ code: number | null; said: string }> {
  const [file, args] = npm
    ? ['npm', ['run', '--silent', name, '--']]
    : [process.execPath, ['--import', 'tsx', `scripts/${name}.ts`]]
  const child = spawn(file, [...args, ...given], {
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
