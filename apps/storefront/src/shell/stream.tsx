import { Suspense, type ReactNode } from 'react'
import { isPlain } from './plain.ts'

/** Sends `fallback` first and its children when they are ready; without script, all at once. */
export async function Stream({ fallback, children }: { fallback?: ReactNode; children: ReactNode }) {
  return (await isPlain()) ? children : <Suspense fallback={fallback}>{children}</Suspense>
}
