import type { ExchangeDeed, ExchangeRecord } from '../../domain/integrations/port.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { slugOf } from '../../kernel/slugs.ts'
import type { Attribute, Category, Gone, Picture, Product } from './items.ts'
import type { PimSettings } from './settings.ts'

/** Texts in the languages of the shop; undefined where there is none. */
export function textsOf(texts: Readonly<Record<string, string>> | undefined, { locales }: PimSettings) {
  const found = Object.entries(texts ?? {}).flatMap(([locale, text]) =>
    locales[locale] && text !== '' ? [[locales[locale], text] as const] : [],
  )
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

const said = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

/** A record about one thing of the PIM. The same revision of it is the same word: an older one that comes later is stale. */
const record = (kind: string, code: string, revision: number, deeds: ExchangeDeed[]): ExchangeRecord => ({
  at: { column: kind, value: code },
  serial: String(revision),
  deeds: deeds.map((deed) => ({ ...deed, about: `${kind} ${code}` })),
})

const anyOf = (texts: Readonly<Record<string, string>> | undefined, { language }: PimSettings, otherwise: string) =>
  texts?.[language] ?? Object.values(texts ?? {})[0] ?? otherwise

export function categoryRecord(item: Category | Gone, settings: PimSettings): ExchangeRecord {
  const { code, revision } = item
  if (item.deleted)
    // products and links may still name it: it is shown no more
    return record('category', code, revision, [
      { entity: 'category', mode: 'update', ifThere: true, given: { code, active: false } },
    ])
  const name = textsOf(item.label, settings) ?? { [settings.language]: code }
  const given = { code, name, active: true, position: item.order, parent: item.parent ? { code: item.parent } : null }
  return record('category', code, revision, [
    {
      entity: 'category',
      mode: 'upsert',
      merge: ['name'],
      given,
      initially: { slug: slugOf(anyOf(name, settings, code), code) },
    },
  ])
}

const typeOf = { select: 'option', multiselect: 'options', text: 'text', number: 'number', boolean: 'boolean' } as const

export function attributeRecord(item: Attribute | Gone, settings: PimSettings): ExchangeRecord {
  const { code, revision } = item
  if (item.deleted)
    return record('attribute', code, revision, [
      { entity: 'attribute', mode: 'update', ifThere: true, given: { code, visible: false, filterable: false } },
    ])
  const label = textsOf(item.label, settings) ?? { [settings.language]: code }
  return record('attribute', code, revision, [
    {
      entity: 'attribute',
      mode: 'upsert',
      merge: ['label'],
      given: said({ code, label, unit: item.unit }),
      initially: { type: typeOf[item.type] },
    },
    ...item.options.map((option, position): ExchangeDeed => ({
      entity: 'attributeOption',
      mode: 'upsert',
      merge: ['label'],
      given: {
        attribute: { code },
        code: option.code,
        label: textsOf(option.label, settings) ?? { [settings.language]: option.code },
        position,
      },
    })),
  ])
}

const weightOf = ({ weight }: Product): string | undefined =>
  weight &&
  new Decimal(weight.amount)
    .times(weight.unit === 'g' ? '0.001' : '1')
    .toDecimalPlaces(6)
    .toFixed()

export const pictureKeyOf = ({ id, revision }: Picture, { system }: PimSettings): string =>
  `${system}/${id.toLowerCase()}-${revision}`

/** A product with its texts, unit, values and places; what it is no longer in, and pictures that it has no longer, go. Pictures that it has are records of their own. */
export function productRecord(item: Product | Gone, settings: PimSettings): ExchangeRecord {
  if (item.deleted)
    return record('product', item.code, item.revision, [
      {
        entity: 'product',
        mode: 'update',
        ifThere: true,
        given: { sku: item.code, status: 'disabled', discontinued: true },
      },
    ])
  const { sku, revision } = item
  const product = { sku }
  const unit = settings.units[item.unit]
  if (unit === undefined)
    return {
      ...record('product', sku, revision, []),
      objections: [
        {
          column: 'unit',
          value: item.unit,
          code: 'CODE_NOT_MAPPED',
          params: { code: item.unit, field: 'unit', setting: 'units' },
        },
      ],
    }
  const name = textsOf(item.name, settings) ?? { [settings.language]: sku }
  return record('product', sku, revision, [
    {
      entity: 'product',
      mode: 'upsert',
      merge: ['name', 'shortDescription', 'description'],
      given: said({
        sku,
        name,
        shortDescription: textsOf(item.summary, settings),
        description: textsOf(item.description, settings),
        status: item.enabled ? 'enabled' : 'disabled',
        discontinued: false,
        primaryUnit: { code: unit },
        gtin: item.ean ?? null,
        attributeValues: item.values,
        variantAttributes: item.axes,
        parent: item.model === undefined ? null : { sku: item.model },
      }),
      initially: {
        type: item.kind === 'model' ? 'configurable' : 'simple',
        slug: slugOf(anyOf(name, settings, ''), sku),
      },
      from: { primaryUnit: { column: 'unit', value: item.unit }, parent: { column: 'model', value: item.model ?? '' } },
    },
    {
      entity: 'productUnit',
      mode: 'upsert',
      given: said({ product, unit: { code: unit }, weightKg: weightOf(item) }),
      initially: { conversion: '1' },
    },
    ...item.categories.map((code, at): ExchangeDeed => ({
      entity: 'productCategory',
      mode: 'upsert',
      given: { product, category: { code }, main: at === 0 },
      from: { category: { column: 'categories', value: code } },
    })),
    {
      rest: 'productCategory',
      scope: { path: 'product.sku', op: 'eq', value: sku },
      keep: item.categories.map((code) => ({ product, category: { code } })),
    },
    {
      rest: 'productImage',
      scope: {
        and: [
          { path: 'product.sku', op: 'eq', value: sku },
          // those that people put here stay
          { path: 'key', op: 'starts', value: `${settings.system}/` },
        ],
      },
      keep: item.pictures.map((picture) => ({ product, key: pictureKeyOf(picture, settings) })),
    },
  ])
}

/** A picture of a product that has been fetched. */
export function pictureRecord(
  { sku, revision, name }: Product,
  picture: Picture,
  position: number,
  size: { width: number; height: number },
  settings: PimSettings,
): ExchangeRecord {
  const alt = textsOf(picture.alt, settings) ?? textsOf(name, settings) ?? { [settings.language]: sku }
  return record('picture', `${sku} ${picture.id}`, revision, [
    {
      entity: 'productImage',
      mode: 'upsert',
      given: {
        product: { sku },
        key: pictureKeyOf(picture, settings),
        alt,
        position,
        roles: position === 0 ? ['main', 'listing'] : ['additional'],
        width: size.width,
        height: size.height,
      },
    },
  ])
}
