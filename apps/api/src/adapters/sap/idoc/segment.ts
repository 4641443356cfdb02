/** A segment of an IDoc: its fields as they stand there, and the segments below it. Fields and segments that nobody here knows are kept all the same. */
export interface Segment {
  name: string
  /** By name; without the blanks around them. */
  fields: Readonly<Record<string, string>>
  children: readonly Segment[]
  /** Where it begins in its file, counted from 1. */
  line: number
}

/** An IDoc: one document, with the record that says what it is. */
export interface Idoc {
  /** EDI_DC40. */
  control: Readonly<Record<string, string>>
  segments: readonly Segment[]
  line: number
  /** Segments of a flat IDoc that nobody here knows how to take apart, but that it cannot be understood without. */
  unread?: readonly Pick<Segment, 'name' | 'line'>[]
}

/** What an IDoc is made of where it is written; lines are nobody's concern then. */
export interface DraftSegment {
  name: string
  fields: Readonly<Record<string, string | undefined>>
  children?: readonly DraftSegment[]
}
export interface DraftIdoc {
  /** The root of the XML: the basic type. */
  control: Readonly<Record<string, string | undefined>>
  segments: readonly DraftSegment[]
}

/** The segments of a name directly below. */
export const all = (of: Pick<Segment, 'children'>, name: string): Segment[] =>
  of.children.filter((segment) => segment.name === name)

export const first = (of: Pick<Segment, 'children'>, name: string): Segment | undefined =>
  of.children.find((segment) => segment.name === name)

/** The segments of a name, below a qualifier: `qualified(header, 'E1EDK02', 'QUALF', '001')`. */
export const qualified = (
  of: Pick<Segment, 'children'>,
  name: string,
  field: string,
  ...values: readonly string[]
): Segment | undefined => {
  for (const value of values) {
    const found = of.children.find((segment) => segment.name === name && segment.fields[field] === value)
    if (found) return found
  }
  return undefined
}

/** The top of an IDoc, as if it were a segment. */
export const top = (idoc: Idoc): Pick<Segment, 'children'> => ({ children: idoc.segments })
