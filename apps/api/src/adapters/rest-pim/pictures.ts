import type { ExchangeObjection, ExchangeRecord, PictureKeeper } from '../../domain/integrations/port.ts'
import { UnreadablePicture } from '../../kernel/media.ts'
import { NotThere, type PimApi } from './api.ts'
import type { Picture, Product } from './items.ts'
import { pictureKeyOf, pictureRecord } from './records.ts'
import type { PimSettings } from './settings.ts'

/**
 * The pictures of a product as records, fetched where they are not here yet: the revision is a part of the key. Each stands alone, so a broken picture is told and the product is sold.
 */
export async function* picturesOf(
  product: Product,
  { api, keeper, settings }: { api: PimApi; keeper: PictureKeeper; settings: PimSettings },
): AsyncGenerator<ExchangeRecord> {
  for (const [position, picture] of product.pictures.entries()) {
    const found = await sizeOf(picture, { api, keeper, settings })
    if (!('problem' in found)) {
      yield pictureRecord(product, picture, position, found, settings)
      continue
    }
    const objection: ExchangeObjection = {
      column: 'pictures',
      value: picture.url,
      code: 'FIELD_INVALID',
      params: { field: 'pictures', problem: found.problem },
      advice: 'Replace the picture in the PIM; it comes with the next change of the product.',
    }
    yield { at: { column: 'picture', value: `${product.sku} ${picture.id}` }, deeds: [], objections: [objection] }
  }
}

async function sizeOf(
  picture: Picture,
  { api, keeper, settings }: { api: PimApi; keeper: PictureKeeper; settings: PimSettings },
): Promise<{ width: number; height: number } | { problem: string }> {
  const key = pictureKeyOf(picture, settings)
  const kept = await keeper.find(key)
  if (kept) return kept
  try {
    const bytes = await api.bytes(picture.url, keeper.mostBytes)
    return bytes ? await keeper.keep(key, bytes) : { problem: 'is on another server than the PIM' }
  } catch (error) {
    if (error instanceof NotThere) return { problem: 'is not there' }
    if (error instanceof UnreadablePicture) return { problem: 'cannot be read as a picture' }
    throw error
  }
}
