import { readdir, readFile, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import {
  TooManyPictures,
  UnreadablePicture,
  type Measured,
  type Original,
  type PictureFormat,
  type PictureSizes,
  type PictureType,
} from '../../kernel/media.ts'
import { replaceFile } from './disk-store.ts'
import { turnstile } from './turnstile.ts'

export interface PictureSizesOptions {
  /** Sizes are kept below `<folder>/sizes`. */
  folder: string
  /** How many pictures are made at the same time; more wait. */
  atOnce: number
  /** How many may wait; more are refused with TooManyPictures. */
  waiting: number
}

/** Dots per inch at which an SVG's own units are pixels. */
const svgDensity = 72

const encoders: Record<PictureFormat, (picture: Sharp) => Sharp> = {
  // effort 2 takes a third of the time of the standard 4, for some per cent more bytes
  avif: (picture) => picture.avif({ quality: 58, effort: 2 }),
  webp: (picture) => picture.webp({ quality: 82, alphaQuality: 90, effort: 3 }),
  png: (picture) => picture.png({ compressionLevel: 8, palette: true, quality: 90, effort: 3 }),
}

/** Pictures made by libvips when they are first asked for, and kept as files. Two who ask for the same one wait for the same work. */
export function pictureSizes({ folder, atOnce, waiting }: PictureSizesOptions): PictureSizes {
  // every answer is kept on disk, so libvips need not remember operations
  sharp.cache(false)
  const enter = turnstile(atOnce, waiting)
  const underway = new Map<string, Promise<Buffer>>()

  async function make(original: Original, width: number, format: PictureFormat, file: string): Promise<Buffer> {
    const kept = await readFile(file).catch(() => undefined)
    if (kept) return kept
    const leave = await enter()
    if (!leave) throw new TooManyPictures()
    try {
      const made = await encode(await original.read(), original, width, format)
      await replaceFile(file, made)
      await dropOldVersions(file, original.version)
      return made
    } finally {
      leave()
    }
  }

  return {
    resize(original, width, format) {
      const file = join(folder, 'sizes', original.key, `${original.version}.${width}.${format}`)
      const known = underway.get(file)
      if (known) return known
      const work = make(original, width, format, file).finally(() => underway.delete(file))
      underway.set(file, work)
      return work
    },
    async measure(bytes) {
      const leave = await enter()
      if (!leave) throw new TooManyPictures()
      try {
        return await measure(bytes)
      } finally {
        leave()
      }
    },
    sizeOf: async (original) => sizeOf(await original.read()),
  }
}

/** libvips' names of formats. */
const types: Partial<Record<string, PictureType>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  heif: 'image/avif',
}

async function sizeOf(bytes: Buffer): Promise<Measured> {
  try {
    const { format, compression, autoOrient } = await sharp(bytes).metadata()
    const mediaType = format === 'heif' && compression !== 'av1' ? undefined : types[format]
    if (!mediaType) throw new Error(`${format} is no format that pictures are kept in`)
    return { mediaType, width: autoOrient.width, height: autoOrient.height }
  } catch (error) {
    throw new UnreadablePicture('this cannot be read as a picture', { cause: error })
  }
}

async function measure(bytes: Buffer): Promise<Measured> {
  const measured = await sizeOf(bytes)
  try {
    // what breaks off shows only when it is read to its end
    await sharp(bytes, { failOn: 'error' }).resize({ width: 96 }).png().toBuffer()
    return measured
  } catch (error) {
    throw new UnreadablePicture('this cannot be read as a picture', { cause: error })
  }
}

async function encode(
  bytes: Buffer,
  { key, mediaType }: Original,
  width: number,
  format: PictureFormat,
): Promise<Buffer> {
  try {
    const svg = mediaType === 'image/svg+xml'
    const own = svg ? ((await sharp(bytes).metadata()).width ?? width) : width
    // drawn at the size that is asked for, so that lines stay sharp; photographs are never blown up
    const density = Math.min(2_400, Math.max(1, (svgDensity * width) / own))
    const picture = sharp(bytes, svg ? { density } : {})
      .rotate()
      .resize({ width, withoutEnlargement: !svg })
    return await encoders[format](picture).toBuffer()
  } catch (error) {
    throw new UnreadablePicture(`the original of '${key}' cannot be read as ${mediaType}`, { cause: error })
  }
}

/** Sizes of an original that was replaced are of no use to anybody. */
async function dropOldVersions(file: string, version: string): Promise<void> {
  const folder = dirname(file)
  const stale = (await readdir(folder)).filter((name) => name !== basename(file) && !name.startsWith(`${version}.`))
  await Promise.all(stale.map((name) => unlink(join(folder, name)).catch(() => undefined)))
}
