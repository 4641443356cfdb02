import { all, type Segment } from '../idoc/segment.ts'

/** A text of SAPscript, line by line; its tag column says how lines belong together: `*` and `/` begin a line, blank goes on after a space, `=` without one. */
export function longText(header: Segment, line: string): string {
  let text = ''
  for (const { fields } of all(header, line)) {
    const format = fields['TDFORMAT'] ?? ''
    const before = text === '' || format === '=' ? '' : format === '' ? ' ' : '\n'
    text += before + (fields['TDLINE'] ?? '')
  }
  return text.trim()
}

/** A text as lines of 70 characters, broken between words where there are any. */
export function textLines(text: string, width = 70): { TDLINE: string; TDFORMAT: string }[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = []
    let rest = paragraph.trim()
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width)
      const end = space > 0 ? space : width
      lines.push(rest.slice(0, end))
      rest = rest.slice(end).trimStart()
    }
    lines.push(rest)
    return lines.map((line, at) => ({ TDLINE: line, TDFORMAT: at === 0 ? '*' : '' }))
  })
}
