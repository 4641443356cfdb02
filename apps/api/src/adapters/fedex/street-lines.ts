const LONGEST = 35
const MOST = 3

/** Street lines as FedEx takes them: at most three of 35 characters, broken between words. What does not fit in is left out. */
export function streetLines(...given: readonly (string | null | undefined)[]): string[] {
  const lines: string[] = []
  for (const text of given) {
    let line = ''
    for (const word of (text ?? '').trim().split(/\s+/)) {
      const longer = line ? `${line} ${word}` : word
      if (longer.length <= LONGEST) line = longer
      else {
        if (line) lines.push(line)
        line = word.slice(0, LONGEST)
      }
    }
    if (line) lines.push(line)
  }
  return lines.slice(0, MOST)
}
