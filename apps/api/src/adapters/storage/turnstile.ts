/**
 * Lets `atOnce` in at the same time, in the order of their coming, and keeps `waiting` more in line. Call what you get to leave;
 * undefined means that the line is full.
 */
export function turnstile(atOnce: number, waiting: number): () => Promise<(() => void) | undefined> {
  let inside = 0
  const line: (() => void)[] = []

  const leave = () => {
    const next = line.shift()
    if (next) next()
    else inside -= 1
  }

  return async () => {
    if (inside < atOnce) {
      inside += 1
      return leave
    }
    if (line.length >= waiting) return undefined
    await new Promise<void>((enter) => line.push(enter))
    return leave
  }
}
