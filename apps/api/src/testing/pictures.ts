import sharp from 'sharp'
import type { ApiClient } from './client.ts'

/** What rows that show a picture can name, once it was kept. */
export const picture = { key: 'samples/picture', width: 3, height: 2 }

/** A picture of this size. */
export const drawn = ({ width, height }: { width: number; height: number }, background = '#886644'): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

/** Puts a picture into the media store, through the door. */
export async function keepPicture({ fetch }: Pick<ApiClient, 'fetch'>, { key, ...size } = picture): Promise<void> {
  const answer = await fetch(`/admin/api/media/${key}`, {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(await drawn(size)),
  })
  if (!answer.ok) throw new Error(await answer.text())
}
