import { z } from 'zod'

const code = z.string().min(1).max(64)
const texts = z.record(z.string(), z.string())
const gone = z.looseObject({ code, revision: z.number(), deleted: z.literal(true) })

const picture = z.looseObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/),
  revision: z.number(),
  url: z.string().min(1).max(2_000),
  alt: texts.optional(),
})

const product = z.looseObject({
  sku: code,
  revision: z.number(),
  deleted: z.literal(false).optional(),
  kind: z.enum(['single', 'model']).default('single'),
  model: code.optional(),
  axes: z.array(z.string()).default([]),
  enabled: z.boolean().default(true),
  unit: code,
  ean: z.string().optional(),
  weight: z.looseObject({ amount: z.string(), unit: z.enum(['g', 'kg']) }).optional(),
  name: texts,
  summary: texts.optional(),
  description: texts.optional(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  categories: z.array(code).default([]),
  pictures: z.array(picture).default([]),
})

const category = z.looseObject({
  code,
  revision: z.number(),
  deleted: z.literal(false).optional(),
  parent: code.optional(),
  label: texts,
  order: z.number().int().default(0),
})

const attribute = z.looseObject({
  code,
  revision: z.number(),
  deleted: z.literal(false).optional(),
  type: z.enum(['select', 'multiselect', 'text', 'number', 'boolean']),
  label: texts,
  unit: z.string().optional(),
  options: z.array(z.looseObject({ code, label: texts })).default([]),
})

export type Picture = z.infer<typeof picture>
export type Product = z.infer<typeof product>
export type Category = z.infer<typeof category>
export type Attribute = z.infer<typeof attribute>
export type Gone = z.infer<typeof gone>

/** What items of a kind are like; members that we do not know are let be. */
export const itemOf = { products: product, categories: category, attributes: attribute }
export type Kind = keyof typeof itemOf

/** What is told of something that was taken away; undefined for what is there. */
export const goneOf = (given: unknown): Gone | undefined => gone.safeParse(given).data

/** A page: items are looked at one by one, so that a strange one does not take the others down. */
export const pageOf = z.looseObject({ items: z.array(z.unknown()), cursor: z.string(), more: z.boolean() })
export const accountOf = z.looseObject({ name: z.string().default(''), locales: z.array(z.string()).default([]) })
