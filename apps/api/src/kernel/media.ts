/** What a picture can be kept as. */
export const pictureTypes = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const
export type PictureType = (typeof pictureTypes)[number]

/** What a document can be kept as; it is handed out as it came. */
export const documentTypes = [
  'application/pdf',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
  'text/plain',
] as const
export type DocumentType = (typeof documentTypes)[number]

export const mediaTypes = [...pictureTypes, ...documentTypes] as const
export type MediaType = PictureType | DocumentType

export const isPicture = (type: MediaType): type is PictureType => (pictureTypes as readonly string[]).includes(type)

/** The ending of a file's name. */
export const endings: Record<MediaType, string> = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/csv': 'csv',
  'text/plain': 'txt',
}

/** An original in the media store. `version` changes whenever its bytes do. */
export interface Original {
  key: string
  mediaType: MediaType
  version: string
  read(): Promise<Buffer>
}

/** Where originals are kept. Keys are lower-case words of letters, digits, `-`, `_` and `.`, which may be parted by `/` (see `isMediaKey`). */
export interface MediaStore {
  find(key: string): Promise<Original | undefined>
  /** Writes the original, or replaces it. Throws RangeError when the key is none. */
  put(key: string, mediaType: MediaType, bytes: Buffer): Promise<void>
}

/** Formats in which a picture is served. */
export const pictureFormats = ['avif', 'webp', 'png'] as const
export type PictureFormat = (typeof pictureFormats)[number]

/** What a picture is, by its bytes; sizes in pixels, as it is looked at. */
export interface Measured {
  mediaType: PictureType
  width: number
  height: number
}

/** Originals in the sizes that pages ask for. */
export interface PictureSizes {
  /** The picture `width` pixels wide, made when it is first asked for. Throws UnreadablePicture when the original is damaged, TooManyPictures when too many wait. */
  resize(original: Original, width: number, format: PictureFormat): Promise<Buffer>
  /** Reads a picture whole. Throws UnreadablePicture when it is none, or damaged; TooManyPictures when too many wait. */
  measure(bytes: Buffer): Promise<Measured>
  /** How large a picture is that was read whole when it was kept: by its beginning. Throws UnreadablePicture when it is none. */
  sizeOf(original: Original): Promise<Measured>
}

/** More pictures are waiting to be made than the process can keep in line: ask again later. */
export class TooManyPictures extends Error {}

/** The original cannot be decoded. */
export class UnreadablePicture extends Error {}

/** At most 160 characters, no empty, hidden or climbing parts: safe as a path below a folder. */
export function isMediaKey(key: string): boolean {
  return key.length <= 160 && /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/.test(key) && !key.includes('..')
}
