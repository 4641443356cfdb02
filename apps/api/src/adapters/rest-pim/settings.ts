import { z } from 'zod'

const code = z.string().min(1).max(60)

/** What an administrator says of the PIM. Each member is explained where it stands: the JSON Schema of it is shown at the doors. */
const settings = z.strictObject({
  baseUrl: z
    .string()
    .max(400)
    .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/)
    .describe('Where its API begins, as `https://pim.example.com/v1`. Pictures are fetched from this server only.'),
  system: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .default('pim')
    .describe('What it is called here: pictures are kept as `<system>/<id>-<revision>`.'),
  pageSize: z.int().min(1).max(500).default(100).describe('Items that are asked for at once.'),
  locales: z
    .record(z.string().min(2).max(20), z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/))
    .default({ en_US: 'en', de_DE: 'de' })
    .describe('Its locales as languages of the shop: `{"de_DE": "de"}`. Texts in others are left aside.'),
  language: z.string().max(5).default('en').describe('The language of which addresses of new pages are made.'),
  units: z.record(code, code).default({}).describe('Its units as ours: `{"PCE": "piece"}`.'),
})

export type PimSettings = z.infer<typeof settings>

/** Settings as they stand in the database, which may lack what is new. */
export const settingsOf = (given: unknown): PimSettings => settings.parse(given)

const credentials = z.strictObject({ apiKey: z.string().min(1).max(400).describe('Sent as `Authorization: Bearer`.') })
export const keyOf = (given: unknown): string => credentials.parse(given).apiKey

const jsonSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) as Readonly<Record<string, unknown>>
export const settingsSchema = jsonSchema(settings)
export const credentialsSchema = jsonSchema(credentials)
