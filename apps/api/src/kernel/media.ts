/** An original in the media store. `version` changes whenever its bytes do. */
export interface Original {
  key: string
  mediaType: MediaType
  version: string
  read(): Promise<Buffer>
}

/** What a picture can be kept as. */
export const mediaTypes = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const
export type MediaType = (typeof mediaTypes)[number]

/** Where originals are kept. Keys are lower-case words of letters, digits, `-`, `_` and `.`, which may be parted by `/` (see `isMediaKey`). */
export interface MediaStore {
  find(key: string): Promise<Original | undefined>
  /** Writes the original, or replaces it. Throws RangeError when the key is none. */
  put(key: string, mediaType: MediaType, bytes: Buffer): Promise<void>
}

/** Formats in which a picture is served. */
export const pictureFormats = ['avif', 'webp', 'png'] as const
export type PictureFormat = (typeof pictureFormats)[number]

/** Originals in the sizes that pages ask for. */
export interface PictureSizes {
  /** The picture `width` pixels wide, made when it is first asked for. Throws UnreadablePicture when the original is damaged, TooManyPictures when too many wait. */
  resize(original: Original, width: number, format: PictureFormat): Promise<Buffer>
}

/** More pictures are waiting to be made than the process can keep in line: ask again later. */
export class TooManyPictures extends Error {}

/** The original cannot be decoded. */
export class UnreadablePicture extends Error {}

/** At most 160 characters, no empty, hidden or climbing parts: safe as a path below a folder. */
export function isMediaKey(key: string): boolean {
  return key.length <= 160 && /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/.test(key) && !key.includes('..')
}
