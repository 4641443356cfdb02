import { Decimal } from '../../../kernel/decimal.ts'
import { slugOf } from '../../../kernel/slugs.ts'
import { all, type Segment } from '../idoc/segment.ts'
import type { Reading, Source } from '../reading.ts'
import type { SapSettings } from '../settings.ts'
import { centimetresOf, flagOf, keptNumber, kilogramsOf, languageOf, textOf } from '../values.ts'
import { longText } from './long-text.ts'
import { deleted, materialField, type InboundMessage } from './message.ts'
import { oneOf } from './one-of.ts'
import { isOurs } from './sales-areas.ts'

/** Texts by language; the last word in a language counts. */
function texts(
  segments: readonly Segment[],
  settings: SapSettings,
  letter: string,
  text: (segment: Segment) => string | undefined,
): Record<string, string> | undefined {
  const found = segments.flatMap((segment) => {
    const language = languageOf(segment.fields['SPRAS_ISO'], segment.fields[letter], settings.languages)
    const said = deleted(segment) ? undefined : text(segment)
    return language && said ? [[language, said] as const] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

const gtinOf = (segment: Segment): string | undefined => {
  const code = textOf(segment.fields['EAN11'])
  // numbers of the house's own stand there as well
  return code && /^\d{8,14}$/.test(code) ? code : undefined
}

/** Weight and size, as a unit of the product has them. */
const measures = (segment: Segment, reading: Reading) => ({
  weightKg: reading.read(segment, 'BRGEW', (value) => kilogramsOf(value, segment.fields['GEWEI'])),
  lengthCm: reading.read(segment, 'LAENG', (value) => centimetresOf(value, segment.fields['MEABM'])),
  widthCm: reading.read(segment, 'BREIT', (value) => centimetresOf(value, segment.fields['MEABM'])),
  heightCm: reading.read(segment, 'HOEHE', (value) => centimetresOf(value, segment.fields['MEABM'])),
  gtin: gtinOf(segment),
})

const measured = (segment: Segment): Record<string, Source> => ({
  weightKg: [segment, 'BRGEW'],
  lengthCm: [segment, 'LAENG'],
  widthCm: [segment, 'BREIT'],
  heightCm: [segment, 'HOEHE'],
  gtin: [segment, 'EAN11'],
})

function readUnits(material: Segment, sku: string, base: string, reading: Reading): void {
  const product = { sku }
  reading.row(
    {
      entity: 'productUnit',
      mode: 'upsert',
      given: { product, unit: { code: base }, conversion: '1', ...measures(material, reading) },
    },
    { unit: [material, 'MEINS'], ...measured(material) },
  )
  const seen = new Set([base])
  for (const unit of all(material, 'E1MARMM')) {
    const code = reading.settings.units[textOf(unit.fields['MEINH']) ?? '']
    // a unit that the shop does not know is one that it does not sell in
    if (!code || seen.has(code)) continue
    seen.add(code)
    const given = { product, unit: { code } }
    const from: Record<string, Source> = { unit: [unit, 'MEINH'], conversion: [unit, 'UMREZ'], ...measured(unit) }
    if (deleted(unit)) {
      reading.row({ entity: 'productUnit', mode: 'delete', ifThere: true, given }, from)
      continue
    }
    const [holds, parts] = [reading.number(unit, 'UMREZ'), reading.number(unit, 'UMREN') ?? '1']
    if (holds === undefined || new Decimal(parts).isZero()) continue
    const conversion = new Decimal(holds).dividedBy(parts).toDecimalPlaces(6).toFixed()
    reading.row(
      { entity: 'productUnit', mode: 'upsert', given: { ...given, conversion, ...measures(unit, reading) } },
      from,
    )
  }
}

/** Whether the statuses of the material, of all systems or of ours, keep it from being sold. */
function isBlocked(material: Segment, areas: readonly Segment[], reading: Reading): boolean {
  const statuses = [
    reading.text(material, 'MSTAE'),
    reading.text(material, 'MSTAV'),
    ...areas.map((area) => reading.text(area, 'VMSTA')),
  ]
  return (
    statuses.some((status) => status !== undefined && reading.settings.blockedStatuses.includes(status)) ||
    (areas.length > 0 && areas.every(({ fields }) => flagOf(fields['LVORM'])))
  )
}

function readProduct(material: Segment, sku: string, base: string, reading: Reading): void {
  const { settings } = reading
  const areas = all(material, 'E1MVKEM').filter((area) => isOurs(area, settings))
  const name = texts(all(material, 'E1MAKTM'), settings, 'SPRAS', (segment) => textOf(segment.fields['MAKTX']))
  const tax =
    Object.keys(settings.materialTaxes).length > 0
      ? oneOf(all(material, 'E1MLANM'), { key: 'ALAND', value: 'TAXM1', setting: 'taxCountry' }, reading)
      : undefined
  const taxCode = tax && reading.code(tax, 'TAXM1', 'materialTaxes')
  const minimum = areas
    .map((area) => reading.number(area, 'AUMNG'))
    .find((least) => least !== undefined && new Decimal(least).greaterThan(0))
  const blocked = isBlocked(material, areas, reading)
  const onSale = { status: 'enabled', discontinued: false }
  reading.row(
    {
      entity: 'product',
      mode: 'upsert',
      merge: ['name', 'description'],
      given: {
        sku,
        name,
        description: texts(all(material, 'E1MTXHM'), settings, 'TDSPRAS', (segment) => longText(segment, 'E1MTXLM')),
        primaryUnit: { code: base },
        ...(settings.putBack === 'sap' ? onSale : {}),
        ...(blocked ? { status: 'disabled' } : {}),
        gtin: gtinOf(material),
        minimumQuantity: minimum,
        taxCode: taxCode ? { code: taxCode } : undefined,
      },
      initially: {
        ...(settings.putBack === 'sap' || blocked ? {} : onSale),
        slug: slugOf(name?.[settings.language] ?? Object.values(name ?? {})[0] ?? '', sku),
        ...(name ? {} : { name: { [settings.language]: sku } }),
      },
    },
    {
      sku: [material, materialField(material)],
      primaryUnit: [material, 'MEINS'],
      gtin: [material, 'EAN11'],
      status: [material, 'MSTAE'],
      ...(tax ? { taxCode: [tax, 'TAXM1'] as const } : {}),
    },
  )
}

function readMaterial(material: Segment, reading: Reading): void {
  const { settings } = reading
  const number = reading.required(material, materialField(material), material)
  if (number === undefined) return
  const sku = keptNumber(number, settings.materialNumbers)
  if (deleted(material) || flagOf(material.fields['LVORM'])) {
    // what was bought stays bought: a material is not deleted here, it is sold no more
    reading.row(
      { entity: 'product', mode: 'update', ifThere: true, given: { sku, status: 'disabled', discontinued: true } },
      { sku: [material, materialField(material)] },
    )
    return
  }
  const base = reading.required(material, 'MEINS', material) && reading.code(material, 'MEINS', 'units')
  if (!base) return
  readProduct(material, sku, base, reading)
  readUnits(material, sku, base, reading)
  const category = settings.materialGroups[reading.text(material, 'MATKL') ?? '']
  if (!category) return
  reading.row(
    {
      entity: 'productCategory',
      mode: 'upsert',
      given: { product: { sku }, category: { code: category } },
      initially: { main: true },
    },
    { category: [material, 'MATKL'] },
  )
}

/** MATMAS05: materials as products, with their units, texts, weights, codes and places. */
export const materials: InboundMessage = {
  type: 'MATMAS05',
  doc: 'Materials: products with names, texts, units, weights, EAN, tax classes, status; the deletion flag takes them off sale.',
  entity: 'product',
  writes: ['product.create', 'product.update', 'productUnit', 'productCategory.create', 'productCategory.update'],
  messages: ['MATMAS'],
  root: 'E1MARAM',
  read: readMaterial,
  object: (material) => material.fields[materialField(material)],
}
