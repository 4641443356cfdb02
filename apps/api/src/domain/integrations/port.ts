import type { PostAnswer } from '../../kernel/public-internet.ts'

/** A message to a subscriber, as it travels. */
export interface Letter {
  url: string
  /** The same for every attempt: subscribers know repetitions by it. */
  id: string
  body: string
  /** When it is sent; signed with it. */
  at: Date
  /** `whsec_…`; each of them signs. */
  secrets: readonly string[]
}

/** Whoever brings messages to subscribers. */
export interface Courier {
  /** What stands against sending to an address, as the rest of a sentence about it; undefined: nothing. */
  problemOf(url: string): Promise<string | undefined>
  /** Sends once, follows no redirect, and answers whatever comes of it; never throws. */
  send(letter: Letter): Promise<PostAnswer>
  close(): void
}

/** Where something stands in what came, for people who look for it. */
export interface Whereabouts {
  /** Counted from 1. */
  line?: number
  /** The column, or the segment and field: `E1MARAM/GEWEI`. */
  column?: string
  value?: string
}

/**
 * One thing that a record of the outside asks for. Members of `given` are as at the doors: links by natural key or external reference. `about`: what it is about over there, for
 * records that may be overtaken (see `serial`).
 */
export type ExchangeDeed =
  | {
      entity: string
      mode: 'upsert' | 'create' | 'update' | 'delete'
      id?: string
      /** What the other system calls the row; it is remembered. */
      external?: { system: string; id: string }
      given: Record<string, unknown>
      /** Members of which `given` holds a part that is added to what the row has: one language of a text, one member of a document. */
      merge?: readonly string[]
      /** Fields (no links) that are said of a row that is new, and of no other: what people or a PIM may change afterwards. */
      initially?: Record<string, unknown>
      /** update, delete: where the row is not there, or what names it, there is nothing to do; else that is refused. */
      ifThere?: boolean
      /** Where members came from, for problems: `{ 'price.amount': { column: 'E1KONP/KBETR', value: '12.00-' } }`. */
      from?: Readonly<Record<string, Whereabouts>>
      about?: string
    }
  /** Wherever `input` takes an id, a natural key or external reference names the row too: see `Records.inputOf`. */
  | { action: string; input: Record<string, unknown>; from?: Readonly<Record<string, Whereabouts>>; about?: string }
  | RestDeed

/**
 * Of rows that fulfil a filter, those that are not named go: pictures of a product that it has no more. `scope` is written as the filter of a list, `keep` as `given` of a deed, with the
 * natural key of each row that stays.
 */
export interface RestDeed {
  /** The entity. */
  rest: string
  scope: Readonly<Record<string, unknown>>
  keep: readonly Record<string, unknown>[]
  from?: Readonly<Record<string, Whereabouts>>
  about?: string
}

/** What was wrong with a record before any of it was tried. */
export interface ExchangeObjection extends Whereabouts {
  /** Of the catalogue of refusals. */
  code: string
  params?: Record<string, unknown>
  /** What to do about it. */
  advice?: string
}

/** One record of the outside: its deeds are done in their order, all of them or none. */
export interface ExchangeRecord {
  at: Whereabouts
  /** What makes it this one (an IDoc's sender and number): a record of the same key is done once, whatever file it comes in. */
  key?: string
  /** Of two deeds that are `about` the same, that of the record of the lower serial is stale, and skipped when it comes later. */
  serial?: string
  deeds: readonly ExchangeDeed[]
  objections?: readonly ExchangeObjection[]
  /** How the other system hears what became of it, where it wants to: see `ExchangeModule.acknowledge`. */
  acknowledge?: Readonly<Record<string, unknown>>
}

/** What a decoder is told. */
export interface Decoding {
  fileName: string
  /** The connector, with `entity`, `messageType`, `settings` and its profile. */
  connector: ConnectorSaid
  /** Whose integration it is: what comes belongs to this organization. */
  organizationId: string
  /** The settings of the integration. */
  settings: Readonly<Record<string, unknown>>
  /** out: the languages of the house, in which texts are written where the profile names no columns. */
  languages?: readonly string[]
}

/** A connector, as far as modules and formats need it. */
export interface ConnectorSaid {
  code: string
  entity: string | null
  messageType: string | null
  format: string
  mode: string
  /** Whether a file may delete rows by its own word. */
  deletes?: boolean
  settings: Readonly<Record<string, unknown>>
  profile: FileProfileSaid
}

/** How files are written; see the entity `fileProfile`. */
export interface FileProfileSaid {
  delimiter: string
  quote: string
  encoding: 'utf8' | 'latin1' | 'windows1252' | 'utf16le'
  header: boolean
  decimalSign: 'point' | 'comma'
  groupSign: 'none' | 'point' | 'comma' | 'space' | 'apostrophe'
  dateFormat: string
  trueValues: readonly string[]
  emptyMeans: 'unchanged' | 'cleared'
  otherColumns: 'refuse' | 'ignore'
  guardFormulas: boolean
  columns: readonly ColumnMappingSaid[]
}

/** How a field comes by its value; see the shape `ColumnMapping`. */
export interface ColumnMappingSaid {
  /** A column of the entity’s layout: `sku`, `name.de`, `prices[web|piece|EUR].amount`. */
  field: string
  column?: string | null
  constant?: string | null
  fallback?: string | null
  factor?: string | null
  values?: Readonly<Record<string, string>> | null
  otherValues?: 'keep' | 'refuse' | 'empty' | null
  lookup?: string | null
}

/**
 * A format of files. Decoding is a stream with bounded memory; it throws `UnreadableFile` where the file as a whole cannot be read, and tells what is wrong
 * with one record as objections.
 */
export interface FileFormat {
  code: string
  /** As in file names, without the dot. */
  ending: string
  decode(bytes: AsyncIterable<Uint8Array>, asked: Decoding): AsyncIterable<ExchangeRecord>
  /** Rows (as the back office reads them, with what `reads` says) as a file. */
  encode(rows: AsyncIterable<Readonly<Record<string, unknown>>>, asked: Decoding): AsyncIterable<Uint8Array>
  /** What rows must be read with to be written; where it says nothing, the module's `wanted` does. */
  reads?(asked: Decoding): RowsRead
}

/** What must be read of rows. */
export interface RowsRead {
  /** Members, as a list's include. */
  wanted: WantedMembers
  /** Rows along the way whose names in a system outside are needed as well; they stand in the row as `':external': { sap: '4711' }`. */
  outside: readonly { path: readonly string[]; entity: string; system: string }[]
}

export interface WantedMembers {
  [member: string]: WantedMembers
}

/** The file as a whole cannot be read. */
export class UnreadableFile extends Error {
  constructor(
    /** Of the catalogue of refusals. */
    readonly code: string,
    readonly params: Record<string, unknown> = {},
    readonly at: Whereabouts = {},
  ) {
    super(code)
  }
}

/** A call to the other system that brought nothing, in words for people; whatever else a module throws is a fault of the house. */
export class CallFailed extends Error {
  constructor(
    /** A sentence: `The PIM answered 503 to GET /v1/products.` */
    message: string,
    readonly details: {
      /** How long the other system asks to wait; the next attempt is not made before. */
      retryAfterSeconds?: number | undefined
      /** Nothing gets better until somebody does something (credentials are refused): the integration is paused at once. */
      pauses?: boolean
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: details.cause })
  }
}

/** The media store, for modules that bring pictures. Keys are as `isMediaKey` has them, sizes in pixels. */
export interface PictureKeeper {
  /** What is kept under a key; undefined: nothing. */
  find(key: string): Promise<{ width: number; height: number } | undefined>
  /** Puts a picture there; in a trial it is only looked at. Throws UnreadablePicture. */
  keep(key: string, bytes: Buffer): Promise<{ width: number; height: number }>
  /** No picture may have more bytes. */
  mostBytes: number
}

/** What a connection check found. */
export interface Finding {
  ok: boolean
  /** What was tried. */
  what: string
  /** What came of it; where it is not ok: what to do. */
  detail: string
}

/** A page of records that were fetched by a call, and the cursor behind them. */
export interface Fetched {
  records: readonly ExchangeRecord[]
  /** Kept in the transaction that applies the records; undefined: that was the last page. */
  cursor?: unknown
  more: boolean
  /** It was called for from the start, because the other system does not know the cursor any more. */
  anew?: true
}

/** What a call to the other system needs. */
export interface Calling extends Decoding {
  credentials: Readonly<Record<string, unknown>>
  pictures: PictureKeeper
  signal: AbortSignal
}

/** What a module may look at of the house while it checks an integration. */
export interface Surroundings {
  /** Of codes, those that a row of the entity has: `known('warehouse', ['main', 'gone'])`. */
  known(entity: string, codes: readonly string[]): Promise<ReadonlySet<string>>
  /** What was refused of its files in the last thirty days, the most frequent first. */
  refusedLately: readonly { code: string; column: string | null; value: string | null; count: number }[]
}

/** What a module can exchange. */
export type ExchangeMessage = { type: string; entity?: string; doc: string } & (
  | {
      direction: 'in'
      /** All that it does: an entity (`product`: whatever plain writes it has), or one deed or action of it (`productUnit.delete`, `shipment.enter`). Who makes a connector for it must have the right to. */
      writes: readonly string[]
    }
  | { direction: 'out' }
)

/** An integration module: what it knows of one kind of system. A folder under `adapters/` and a line in `build.ts`. */
export interface ExchangeModule {
  code: string
  name: string
  /** The house speaks with it by its configuration: the integration is there by itself, exchanges no files, and is watched. See docs/decisions/042. */
  configured?: true
  /** JSON Schema (2020-12) of an integration's settings, for people and for the guard. */
  settings: Readonly<Record<string, unknown>>
  /** JSON Schema of a connector's settings. */
  connectorSettings?: Readonly<Record<string, unknown>>
  /** JSON Schema of the credentials; none: it needs none. */
  credentials?: Readonly<Record<string, unknown>>
  formats?: readonly FileFormat[]
  /** What it can exchange: message types with their direction, so that a connector that nobody can serve is refused. */
  messages?: readonly ExchangeMessage[]
  check?(asked: Omit<Calling, 'connector' | 'fileName' | 'pictures'> & Surroundings): Promise<readonly Finding[]>
  /** Calls for what is new since a cursor, page by page; for systems that are asked instead of sending files. */
  fetch?(cursor: unknown, asked: Calling): Promise<Fetched>
  /** Pushes rows by a call; for systems that take calls instead of files. */
  push?(rows: readonly Readonly<Record<string, unknown>>[], asked: Calling): Promise<void>
  /** What a row must be read with to be encoded, as a list's include: `['lines', 'addresses', 'customer']`. */
  wanted?(messageType: string): Readonly<Record<string, unknown>>
  /** A file that says what became of the records of one that came in; none: nothing is sent. */
  acknowledge?(
    outcomes: readonly {
      acknowledge: Readonly<Record<string, unknown>>
      refusals: readonly { code: string; message: string }[]
    }[],
    asked: Decoding,
  ): Promise<{ fileName: string; bytes: Buffer } | undefined>
}
