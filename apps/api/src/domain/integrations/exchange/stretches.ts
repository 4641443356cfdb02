import type { Entity, Model } from '@portico/schema'
import { externalName, keyName } from '../../../engine/records/batch/names.ts'
import type { ExchangeDeed, ExchangeRecord } from '../port.ts'
import type { RowDeed } from './row-names.ts'

/** What deeds have in common that are done by the same statements. */
export const kindOf = (deed: ExchangeDeed): string =>
  'action' in deed ? `do ${deed.action}` : 'rest' in deed ? `rest ${deed.rest}` : `${deed.mode} ${deed.entity}`

/** How the only deed of a record is done; undefined: it has several. */
const onlyKind = ({ deeds }: ExchangeRecord): string | undefined => (deeds.length === 1 ? kindOf(deeds[0]!) : undefined)

/**
 * Records, in their order, in stretches of those that may be done beside each other: what becomes of them is what would become of them one after the other. Records of one deed of one kind
 * are done in their order anyway; others only where none of them speaks of a row that another one speaks of. What an action changes only the action knows: a record with one that is not of
 * that sort is done by itself.
 */
export function stretchesOf(model: Model, records: readonly ExchangeRecord[]): ExchangeRecord[][] {
  const stretches: ExchangeRecord[][] = []
  let now: Stretch | undefined
  for (const record of records) {
    if (!now?.takes(record)) {
      now = new Stretch(model, record)
      stretches.push(now.records)
    }
  }
  return stretches
}

const acts = ({ deeds }: ExchangeRecord): boolean => deeds.some((deed) => 'action' in deed)

class Stretch {
  readonly records: ExchangeRecord[]
  /** The kind of all of them, as long as each has one deed and they are alike. */
  #kind: string | undefined
  /** Made where it is asked for the first time: most files are of one kind. */
  #spoken: Spoken | undefined

  constructor(
    private readonly model: Model,
    first: ExchangeRecord,
  ) {
    this.records = [first]
    this.#kind = onlyKind(first)
  }

  /** Takes a record in, where it may be done beside those that are in it. */
  takes(record: ExchangeRecord): boolean {
    const kind = onlyKind(record)
    if (this.#kind === undefined || kind !== this.#kind) {
      if (acts(record) || acts(this.records[0]!)) return false
      this.#kind = undefined
      if (!this.#spoken) {
        this.#spoken = new Spoken(this.model)
        for (const one of this.records) this.#spoken.add(one)
      }
      if (this.#spoken.hears(record)) return false
      this.#spoken.add(record)
    }
    this.records.push(record)
    return true
  }
}

/** By what rows were named, and by deeds of which kind; see `Spoken`. */
interface Manners {
  kind: string | undefined
  manners: readonly string[]
}

/** What records have spoken of. */
class Spoken {
  /** By the names of rows: the kind of the deeds about them, where they were the only ones of their records. */
  readonly #rows = new Map<string, string | undefined>()
  /** Rows that deeds link to; of those in `#unlinked` it is worked out where one is deleted, which few files do. */
  readonly #linked = new Set<string>()
  #unlinked: RowDeed[] = []
  readonly #deleted = new Set<string>()
  /** By entity: in which manners its rows were named. */
  readonly #manners = new Map<string, Map<string, Manners>>()
  /** Entities of which some record takes away what it does not name, and those of which rows were written by a record that does not. */
  readonly #rested = new Set<string>()
  readonly #unrested = new Set<string>()

  constructor(private readonly model: Model) {}

  /** Whether a record speaks of what was spoken of, so that it matters which of them comes first. */
  hears(record: ExchangeRecord): boolean {
    const kind = onlyKind(record)
    const rested = restsOf(record)
    return record.deeds.some((deed) => {
      if ('action' in deed) return true
      if ('rest' in deed) return this.#unrested.has(deed.rest) || this.#rows.has(restName(deed))
      const called = namesByManner(this.model, deed)
      const names = [...called.values()]
      const again = names.some((name) => this.#rows.has(name) && (kind === undefined || this.#rows.get(name) !== kind))
      return (
        again ||
        (!rested.has(deed.entity) && this.#rested.has(deed.entity)) ||
        (deed.mode === 'delete' && names.some((name) => this.#isLinked(name))) ||
        (this.#deleted.size > 0 && linkNames(this.model, deed).some((name) => this.#deleted.has(name))) ||
        this.#otherwiseNamed(deed, kind, [...called.keys()])
      )
    })
  }

  /** Whether a row of its entity was named in other manners only: by its number outside, by its id. It may be the same one. */
  #otherwiseNamed({ entity }: RowDeed, kind: string | undefined, manners: readonly string[]): boolean {
    if (manners.length === 0) return false
    return [...(this.#manners.get(entity)?.values() ?? [])].some(
      (other) =>
        (kind === undefined || other.kind !== kind) && !other.manners.some((manner) => manners.includes(manner)),
    )
  }

  #isLinked(name: string): boolean {
    for (const deed of this.#unlinked) for (const one of linkNames(this.model, deed)) this.#linked.add(one)
    this.#unlinked = []
    return this.#linked.has(name)
  }

  add(record: ExchangeRecord): void {
    const kind = onlyKind(record)
    const rested = restsOf(record)
    for (const deed of record.deeds) {
      if ('action' in deed) continue
      if ('rest' in deed) {
        this.#rested.add(deed.rest)
        this.#rows.set(restName(deed), undefined)
        continue
      }
      const called = namesByManner(this.model, deed)
      const names = [...called.values()]
      for (const name of names) this.#rows.set(name, kind)
      this.#unlinked.push(deed)
      if (deed.mode === 'delete') for (const name of names) this.#deleted.add(name)
      if (!rested.has(deed.entity)) this.#unrested.add(deed.entity)
      const manners = [...called.keys()]
      if (manners.length === 0) continue
      const known = this.#manners.get(deed.entity) ?? new Map<string, Manners>()
      this.#manners.set(deed.entity, known.set(`${kind ?? ''} ${manners.join()}`, { kind, manners }))
    }
  }
}

const restsOf = ({ deeds }: ExchangeRecord): ReadonlySet<string> =>
  new Set(deeds.flatMap((deed) => ('rest' in deed ? [deed.rest] : [])))

const restName = ({ rest, scope }: Extract<ExchangeDeed, { rest: string }>): string =>
  `rest ${rest} ${JSON.stringify(scope)}`

const idName = (entity: string, id: string): string => `id ${entity} ${id}`

/** What the row of a deed is called, by the manner of it: by its key, by its id, or as a system outside does. */
function namesByManner(model: Model, { entity: name, id, external, given }: RowDeed): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const entity = model.entities.get(name)
  if (id !== undefined) found.set('id', idName(name, id))
  if (!entity) return found
  for (const key of keyName(entity, given)) found.set('key', key)
  if (external) found.set(`outside ${external.system}`, externalName(entity, external))
  return found
}

/** The rows that a deed names besides its own, as far as its own words tell. */
function linkNames(model: Model, { entity: name, given }: RowDeed): readonly string[] {
  const entity = model.entities.get(name)
  return Object.entries(entity?.relations ?? {}).flatMap(([member, { relation, to }]) => {
    if (relation !== 'one') return []
    const key = given[member] ?? given[`${member}Id`]
    if (typeof key === 'string') return [idName(to, key)]
    return typeof key === 'object' && key !== null ? namesBy(model.entities.get(to), key) : []
  })
}

function namesBy(entity: Entity | undefined, key: object): readonly string[] {
  const { external } = key as { external?: RowDeed['external'] }
  if (!entity) return []
  return external ? [externalName(entity, external)] : keyName(entity, key as Record<string, unknown>)
}
