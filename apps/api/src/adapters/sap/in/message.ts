import type { Segment } from '../idoc/segment.ts'
import type { Reading } from '../reading.ts'

/** What is read of an IDoc of one kind of message. */
export interface InboundMessage {
  /** As a connector names it. */
  type: string
  doc: string
  entity: string
  /** See `ExchangeMessage`. */
  writes: readonly string[]
  /** MESTYP of its IDocs, one of. */
  messages: readonly string[]
  /** The segment that each of its objects begins with. */
  root: string
  /** Reads one object: what it asks for, and what is wrong with it, goes into `reading`. */
  read(root: Segment, reading: Reading, control: Readonly<Record<string, string>>): void
  /** What the object is called, for messages of which a later one replaces an earlier one. */
  object?(root: Segment): string | undefined
}

/** 003: what is named is deleted (MSGFN). */
export const deleted = (segment: Segment) => segment.fields['MSGFN'] === '003'

/** Segments of a name anywhere below. */
export function below(segment: Pick<Segment, 'children'>, name: string): Segment[] {
  return segment.children.flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)])
}

/** MATNR_LONG where there is one (40 characters, S/4HANA), else MATNR (18). */
export const materialField = ({ fields }: Segment): string => (fields['MATNR_LONG'] ? 'MATNR_LONG' : 'MATNR')
