import type { QuestionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import type { LabelFiles } from './label-parts.ts'
import type { LabelFormat } from './port.ts'

/** Label printers' languages have no media types that are registered. */
const TYPES: Readonly<Record<LabelFormat, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  zpl: 'application/octet-stream',
  epl: 'application/octet-stream',
}

/** The label of a parcel, as it was bought. One that was given back is told no more: nobody must stick it on. */
export const parcelLabel =
  (files: LabelFiles): QuestionVerb<'shipmentParcel.label'> =>
  async ({ id }, ctx) => {
    const parcel = await ctx.db
      .selectFrom('shipmentParcels')
      .select(['trackingNumber', 'labelFormat', 'state'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!parcel) throw refuse('NOT_FOUND', { what: 'shipmentParcel' }, 'id')
    const { trackingNumber, labelFormat: format, state } = parcel
    if (!format || (state !== 'bought' && state !== 'delivered')) throw refuse('LABELS_MISSING')
    const bytes = await files.read(id, format)
    if (!bytes) throw refuse('LABELS_MISSING')
    return { name: `${trackingNumber}.${format}`, mediaType: TYPES[format], content: bytes.toString('base64') }
  }
