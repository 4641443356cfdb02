/** Rows of two columns under a heading, in a frame. */
export function table(heading: string, rows: readonly (readonly string[])[]): string {
  const left = Math.max(heading.length, ...rows.map(([name = '']) => name.length))
  const right = Math.max(...rows.map(([, value = '']) => value.length), 0)
  const line = (name: string, value: string) => `│ ${name.padEnd(left)}  ${value.padEnd(right)} │`
  const rule = '─'.repeat(left + right + 4)
  return [
    `┌${rule}┐`,
    line(heading, ''),
    `├${rule}┤`,
    ...rows.map(([name = '', value = '']) => line(name, value)),
    `└${rule}┘`,
  ].join('\n')
}
