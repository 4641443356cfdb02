/**
 * Does something that says nothing itself and may take minutes, and tells every `every` milliseconds that it is still being done and for
 * how long. Answers what it answers, throws what it throws, and is silent afterwards.
 */
export async function tellStill<Result>(
  doing: string,
  progress: (line: string) => void,
  work: () => Promise<Result>,
  every = 10_000,
): Promise<Result> {
  const began = Date.now()
  const telling = setInterval(
    () => progress(`still ${doing}, ${Math.round((Date.now() - began) / 1_000)} s so far`),
    every,
  )
  try {
    return await work()
  } finally {
    clearInterval(telling)
  }
}
