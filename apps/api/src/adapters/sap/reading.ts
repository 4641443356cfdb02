import type { ExchangeDeed, ExchangeObjection, Whereabouts } from '../../domain/integrations/port.ts'
import { first, type Segment } from './idoc/segment.ts'
import type { SapSettings } from './settings.ts'
import { dateOf, numberOf, textOf, ValueProblem } from './values.ts'

/** Where a value comes from: a segment and its field. */
export type Source = readonly [segment: Segment, field: string]

type RowDeed = Extract<ExchangeDeed, { entity: string }>

const whereabouts = ([segment, field]: Source): Whereabouts => ({
  line: segment.line,
  column: `${segment.name}/${field}`,
  ...(segment.fields[field] === undefined ? {} : { value: segment.fields[field] }),
})

const withoutUnsaid = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

/** One IDoc being understood: what it asks for, and what is wrong with it, all of it together. */
export class Reading {
  readonly deeds: ExchangeDeed[] = []
  readonly objections: ExchangeObjection[] = []
  #about: { about?: string } = {}

  constructor(
    readonly settings: SapSettings,
    /** Whose customers and invoices they are. */
    readonly organizationId: string,
    /** Who says so, in what kind of message: begins the name of whatever it is about. */
    private readonly said = '',
  ) {}

  /** What the deeds that follow are about, where a later message about it replaces an earlier one; see `ExchangeRecord.serial`. */
  isAbout(object: string | undefined): void {
    this.#about = object === undefined ? {} : { about: `${this.said} ${object}` }
  }

  text(segment: Segment | undefined, field: string): string | undefined {
    return textOf(segment?.fields[field])
  }

  /** Reads a value that may be badly written; then it is objected to, and undefined. */
  read<Value>(segment: Segment, field: string, read: (value: string | undefined) => Value): Value | undefined {
    try {
      return read(segment.fields[field])
    } catch (problem) {
      if (!(problem instanceof ValueProblem)) throw problem
      this.object([segment, field], 'FIELD_INVALID', { field: `${segment.name}/${field}`, problem: problem.message })
      return undefined
    }
  }

  number(segment: Segment, field: string): string | undefined {
    return this.read(segment, field, numberOf)
  }

  date(segment: Segment, field: string): ReturnType<typeof dateOf> {
    return this.read(segment, field, dateOf)
  }

  /** What must be there. */
  required(segment: Segment | undefined, field: string, where: Segment): string | undefined {
    const value = textOf(segment?.fields[field])
    if (value === undefined)
      this.object([segment ?? where, field], 'FIELD_REQUIRED', { field: `${(segment ?? where).name}/${field}` })
    return value
  }

  /** A segment that must be there. */
  segment(document: Segment, name: string): Segment | undefined {
    const found = first(document, name)
    if (!found)
      this.objections.push({ line: document.line, column: name, code: 'FIELD_REQUIRED', params: { field: name } })
    return found
  }

  /** Their code in ours. Objected to where the settings do not say it. */
  code(
    segment: Segment,
    field: string,
    setting: 'plants' | 'units' | 'materialTaxes' | 'paymentTerms',
  ): string | undefined {
    const code = textOf(segment.fields[field])
    if (code === undefined) return undefined
    const ours = this.settings[setting][code]
    if (ours === undefined)
      this.object([segment, field], 'CODE_NOT_MAPPED', { code, field: `${segment.name}/${field}`, setting })
    return ours
  }

  object(source: Source, code: string, params: Record<string, unknown>, advice?: string): void {
    this.objections.push({ ...whereabouts(source), code, params, ...(advice ? { advice } : {}) })
  }

  /** A row to be written; members that are undefined are not said. */
  row(
    deed: Omit<RowDeed, 'from' | 'given'> & { given: Record<string, unknown> },
    from: Readonly<Record<string, Source>> = {},
  ): void {
    this.deeds.push({ ...deed, given: withoutUnsaid(deed.given), from: sources(from), ...this.#about })
  }

  act(action: string, input: Record<string, unknown>, from: Readonly<Record<string, Source>> = {}): void {
    this.deeds.push({ action, input: withoutUnsaid(input), from: sources(from), ...this.#about })
  }
}

const sources = (from: Readonly<Record<string, Source>>) =>
  Object.fromEntries(Object.entries(from).map(([member, source]) => [member, whereabouts(source)]))
