import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The repository's root: every step runs there. */
export const root = join(import.meta.dirname, '..', '..')

/** A command with a name that people know it by; `command` is looked up in node_modules/.bin first. */
export interface Step {
  name: string
  command: string
  args: string[]
  env?: Record<string, string>
}

export interface StepResult {
  name: string
  passed: boolean
  seconds: number
  output: string
}

const bin = join(root, 'node_modules', '.bin')

/**
 * Runs one step to its end and never throws: a command that cannot start is a failed step.
 * @param echo receives output while it comes; without it the output is only collected
 */
export function runStep(step: Step, echo?: (text: string) => void): Promise<StepResult> {
  const started = performance.now()
  return new Promise((resolve) => {
    let output = ''
    const hear = (data: Buffer): void => {
      output += data.toString()
      echo?.(data.toString())
    }
    const end = (passed: boolean): void =>
      resolve({ name: step.name, passed, seconds: (performance.now() - started) / 1000, output })
    const child = spawn(step.command, step.args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `${bin}:${process.env['PATH']}`,
        TURBO_TELEMETRY_DISABLED: '1',
        NEXT_TELEMETRY_DISABLED: '1',
        ...step.env,
      },
    })
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => {
      output += `${step.command} could not be started: ${error.message}\n`
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

export const seconds = (value: number): string => `${value.toFixed(1)} s`
