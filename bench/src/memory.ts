import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Resident memory of a process in bytes: from /proc where there is one, else by `ps`. 0 when the process is gone. */
async function resident(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
  } catch {
    const ps = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '0' }))
    return Number(ps.stdout.trim()) * 1024
  }
}

/** Watches how much memory a process takes at most. Call the result to stop watching and learn it, in bytes. */
export function watchMemory(pid: number): () => number {
  let peak = 0
  const timer = setInterval(() => {
    void resident(pid).then((bytes) => {
      peak = Math.max(peak, bytes)
    })
  }, 250)
  return () => {
    clearInterval(timer)
    return peak
  }
}
