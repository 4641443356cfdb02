import type { Entity } from '@portico/schema'
import type { External } from '../external.ts'

/** What a row is called outside, as a mark that a rehearsal keeps. */
export const externalName = ({ name }: Entity, { system, id }: External): string =>
  `name ${name} ${JSON.stringify([system, id])}`

/** What a row is called by its natural key, in whichever spelling the key is given; none where it is not whole. */
export function keyName(entity: Entity, key: Readonly<Record<string, unknown>>): readonly string[] {
  const values = (entity.naturalKey ?? []).map(
    (member) => key[member] ?? key[`${member}Id`] ?? entity.fields[member]?.default,
  )
  return values.length === 0 || values.includes(undefined)
    ? []
    : [`name ${entity.name} ${JSON.stringify(values.map(plain))}`]
}

/** `7` and "7" name the same; members of a key in any order. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([member, one]): [string, unknown] => [member, plain(one)])
        .sort(([one], [other]) => (one < other ? -1 : 1))
    : String(value)
