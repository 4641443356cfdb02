import { ofOne, type Area, type Change, type ManyGuard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import { isPicture, UnreadablePicture, type Measured, type MediaStore, type PictureSizes } from '../../kernel/media.ts'

interface Pictures {
  store: Pick<MediaStore, 'find'>
  sizes: Pick<PictureSizes, 'sizeOf'>
}

/** Files that are looked at side by side, where many rows are written at once. */
const atOnce = 8

/** Rows that show a picture name one that is there; how large it is they have from the picture itself. */
export function createPictureRows(pictures: Pictures): Area {
  const productImage = productImages(pictures)
  return { guards: { productImage: ofOne(productImage) }, manyGuards: { productImage } }
}

const productImages =
  ({ store, sizes }: Pictures): ManyGuard =>
  async (changes, ctx) => {
    const refused = new Map<number, readonly Refusal[]>()
    const keys = await keysOf(changes, ctx)
    const waiting = [...keys]
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [at, key] = next
          const refusal = hold(changes[at]!.given, await measured(key), ctx)
          if (refusal) refused.set(at, [refusal])
        }
      }),
    )
    return refused

    async function measured(key: string): Promise<Measured | undefined> {
      const original = await store.find(key)
      if (!original || !isPicture(original.mediaType)) return undefined
      return sizes.sizeOf(original).catch((error: unknown) => {
        if (error instanceof UnreadablePicture) return undefined
        throw error
      })
    }
  }

/** The pictures of rows of which the picture or its size is written, by the changes' places. */
async function keysOf(changes: readonly Change[], ctx: Ctx): Promise<Map<number, string>> {
  const writing = changes.flatMap(({ deed, id, given }, at) =>
    deed === 'create' || (deed === 'update' && ['key', 'width', 'height'].some((one) => given[one] !== undefined))
      ? [{ at, id, key: given['key'] }]
      : [],
  )
  const ids = writing.flatMap(({ id, key }) => (typeof key === 'string' ? [] : [id]))
  const rows =
    ids.length === 0
      ? []
      : await ctx.db.selectFrom('productImages').select(['id', 'key']).where('id', 'in', ids).execute()
  const known = new Map(rows.map(({ id, key }) => [id, key]))
  return new Map(
    writing.flatMap(({ at, id, key }) => {
      const named = typeof key === 'string' ? key : known.get(id)
      return named === undefined ? [] : [[at, named]]
    }),
  )
}

/** What is told of the size must be so; what is not told is completed. */
function hold(given: Record<string, unknown>, picture: Measured | undefined, ctx: Ctx): Refusal | undefined {
  if (!picture) {
    // what is only tried out keeps no pictures, and says how large they are
    if (ctx.trial && given['width'] !== undefined && given['height'] !== undefined) return undefined
    const problem = 'names no picture of the media store: put it there first (PUT /admin/api/media/<key>)'
    return refuse('FIELD_INVALID', { field: 'key', problem }, 'key')
  }
  for (const side of ['width', 'height'] as const) {
    const said = given[side] ?? picture[side]
    if (said !== picture[side])
      return refuse(
        'FIELD_INVALID',
        { field: side, problem: `is ${picture[side]} of this picture; left out, it is read from there` },
        side,
      )
    given[side] = picture[side]
  }
  return undefined
}

/**
 * What is put in the place of a picture is one where rows show it, and they have its size from then on. Refuses FIELD_INVALID. Must run in a transaction, under the
 * lock of the key.
 */
export async function followPicture(
  ctx: Ctx,
  key: string,
  size: { width: number; height: number } | undefined,
  dryRun: boolean,
): Promise<void> {
  if (!size) {
    const shown = await ctx.db.selectFrom('productImages').select('id').where('key', '=', key).executeTakeFirst()
    if (!shown) return
    const problem = 'is no picture, and rows of productImages show one under this key: put it under another'
    throw refuse('FIELD_INVALID', { field: 'content-type', problem }, '^content-type')
  }
  if (dryRun) return
  const { width, height } = size
  await ctx.db
    .updateTable('productImages')
    .set({ width, height, updatedAt: ctx.clock.now() })
    .where('key', '=', key)
    .where((row) => row.or([row('width', '!=', width), row('height', '!=', height)]))
    .execute()
}
