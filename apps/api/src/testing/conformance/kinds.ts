import type { Field, FieldKind } from '@portico/schema'
import { Decimal } from '../../kernel/decimal.ts'

/** What the suite knows of a kind of field, and of nothing else: every entity is made of these. */
export interface KindFixture {
  /** A value that the field takes, as a client writes it in JSON; `n` tells one from another. Undefined: nobody writes such a field. */
  sample(field: Field, n: number): unknown
  /** What the field is changed to, so that it is another than this one; undefined: the kind alone cannot tell. */
  other(field: Field, value: unknown, n: number): unknown
  /** The same in a file: a text for each column. */
  cells(key: string, value: unknown): Record<string, string>
  /** A value that no field of the kind takes. */
  wrong: unknown
  /** What a filter compares a row's value with; undefined: it cannot be compared. */
  compared(value: unknown): unknown
  /** Something greater, and something less, than what a filter compares with; or at least something else. */
  beside?(compared: never, field: Field): { more: unknown; less?: unknown }
  /** One way to write equal values, so that they can be held side by side. */
  plain(value: unknown): unknown
}

const letter = (n: number) => String.fromCharCode(65 + (Math.floor(n) % 26))

const formats: Record<NonNullable<Field['format']>, (n: number) => string> = {
  email: (n) => `sample${n}@example.com`,
  url: (n) => `https://example.com/${n}`,
  slug: (n) => `sample-${n}`,
  currency: () => 'EUR',
  country: () => 'DE',
  locale: (n) => `fr-${letter(n / 26)}${letter(n)}`,
  mediaKey: (n) => `samples/file-${n}`,
}

/** Formats that stand for a few things only, as one and the other of them. */
const either: Partial<Record<NonNullable<Field['format']>, readonly [string, string]>> = {
  currency: ['EUR', 'USD'],
  country: ['DE', 'US'],
}

const word = (field: Field, n: number): string => {
  if (field.format) return formats[field.format](n)
  // a time of the day
  if (field.pattern?.includes(':')) return `09:${String(n % 60).padStart(2, '0')}`
  if (field.pattern?.includes('{')) return String(40_000_000 + n)
  const letters = `sample${n}`.padEnd(field.min ?? 0, 'abcdefghij')
  return field.max !== undefined && field.max < letters.length ? letters.slice(-field.max) : letters
}

const same = (value: unknown) => value
const one = (key: string, value: unknown) => ({ [key]: String(value) })
const json = (key: string, value: unknown) => ({ [key]: JSON.stringify(value) })
const text: KindFixture = {
  sample: word,
  other: (field, value, n) => {
    const [one, another] = either[field.format ?? 'slug'] ?? []
    return one === undefined ? word(field, n) : value === one ? another : one
  },
  cells: one,
  wrong: { not: 'a text' },
  compared: String,
  beside: (compared: string) => ({ more: `${compared}0`, less: compared.slice(0, -1) }),
  plain: same,
}
const amount = (value: unknown) => new Decimal(String(value)).toFixed()
const beside = (compared: string) => ({
  more: new Decimal(compared).plus(1).toFixed(),
  less: new Decimal(compared).minus(1).toFixed(),
})
const up = ({ max }: Field, value: number): number => (max === undefined || value + 1 <= max ? value + 1 : value - 1)
const number: Omit<KindFixture, 'sample'> = {
  other: (field, value) => String(up(field, Number(value ?? 0))),
  cells: (key, value) => ({ [key]: amount(value) }),
  wrong: 'many',
  compared: amount,
  beside,
  plain: amount,
}
const moved = (compared: string, days: number) => new Date(Date.parse(compared) + days * 86_400_000).toISOString()
const moment = (value: unknown) => new Date(String(value)).toISOString()
const amountOf = (value: unknown) => (value as { amount: string }).amount

/** A new kind of field is a compile error here until it has its fixture; then every entity that has such a field is tried with it at every door. */
export const kinds = {
  id: {
    ...text,
    sample: () => undefined,
    other: () => undefined,
    wrong: 7,
    beside: () => ({ more: '00000000-0000-7000-8000-000000000000' }),
  },
  text,
  longText: {
    ...text,
    sample: (_field, n) => `Text ${n}\nof two lines`,
    other: (_field, _value, n) => `Other text ${n}\nof two lines`,
  },
  localized: {
    ...text,
    sample: (_field, n) => ({ en: `Sample ${n}`, de: `Muster ${n}` }),
    other: (_field, _value, n) => ({ en: `Changed ${n}`, de: `Anders ${n}` }),
    cells: (key, value) =>
      Object.fromEntries(Object.entries(value as object).map(([code, said]) => [`${key}.${code}`, String(said)])),
    wrong: 'in no language',
    compared: (value) => Object.values(value as Record<string, string>)[0],
  },
  textList: {
    ...text,
    sample: ({ format }) => (format ? [formats[format](1)] : ['192.0.2.1', '192.0.2.2']),
    other: ({ format }, _value, n) => (format ? [formats[format](n)] : [`192.0.2.${n % 250}`]),
    cells: (key, value) => ({
      [key]: (value as string[]).length === 0 ? '[]' : (value as string[]).join('|'),
    }),
    wrong: [{ not: 'a text' }],
    compared: (value) => (value as string[])[0],
  },
  choice: {
    ...text,
    sample: (field) => field.values?.[0],
    other: (field, value) => field.values?.find((one) => one !== value),
    wrong: 'noneOfThem',
    beside: (compared: string, field) => ({ more: field.values?.find((value) => value !== compared) }),
  },
  boolean: {
    ...text,
    sample: () => true,
    other: (_field, value) => value !== true,
    wrong: 'perhaps',
    compared: same,
    beside: (compared: boolean) => ({ more: !compared }),
  },
  integer: {
    ...number,
    sample: (field, n) => Math.min(Math.max(field.min ?? 0, n), field.max ?? n),
    other: (field, value) => up(field, (value as number | undefined) ?? field.min ?? 0),
    compared: same,
    beside: (compared: number) => ({ more: compared + 1, less: compared - 1 }),
    plain: same,
  },
  decimal: {
    ...number,
    sample: (field) => String(Math.min(Math.max(field.min ?? 0, 1), field.max ?? 1)),
  },
  quantity: { ...number, sample: (field) => String(Math.max(field.min ?? 0, 2)) },
  money: {
    sample: () => ({ amount: '19.99', currency: 'EUR' }),
    other: (_field, value) => ({
      amount: new Decimal(amountOf(value ?? { amount: '0' })).plus('10.02').toFixed(),
      currency: (value as { currency: string } | undefined)?.currency ?? 'EUR',
    }),
    cells: (key, value) => ({ [key]: amount(amountOf(value)) }),
    wrong: { amount: 'much', currency: 'EUR' },
    compared: (value) => amount(amountOf(value)),
    beside,
    plain: (value) => ({ ...(value as object), amount: amount(amountOf(value)) }),
  },
  date: {
    ...text,
    sample: () => '2026-11-23',
    other: (_field, value) => (value === undefined ? '2026-11-23' : moved(value as string, 1).slice(0, 10)),
    wrong: 'tomorrow',
    beside: (compared: string) => ({ more: moved(compared, 1).slice(0, 10), less: moved(compared, -1).slice(0, 10) }),
  },
  instant: {
    sample: () => '2026-11-23T09:30:00.000Z',
    other: (_field, value) => (value === undefined ? '2026-11-23T09:30:00.000Z' : moved(value as string, 1)),
    cells: (key, value) => ({ [key]: moment(value) }),
    wrong: 'soon',
    compared: moment,
    beside: (compared: string) => ({ more: moved(compared, 1), less: moved(compared, -1) }),
    plain: moment,
  },
  // what a document may hold its shape says, or nobody
  json: {
    sample: () => ({}),
    other: () => undefined,
    cells: json,
    wrong: undefined,
    compared: () => undefined,
    plain: same,
  },
  secret: {
    sample: () => undefined,
    other: () => undefined,
    cells: () => ({}),
    wrong: 'a secret',
    compared: () => undefined,
    plain: () => undefined,
  },
} satisfies Record<FieldKind, KindFixture>

export const kindOf = (field: Field): KindFixture => kinds[field.kind]
