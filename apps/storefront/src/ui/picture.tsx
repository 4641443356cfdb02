import type { PictureWidth } from '#lib/shop/generated/forms.ts'
import { classes } from './classes.ts'

/** Of the widths that the API serves, those that our layouts need. */
const widths = [160, 320, 480, 640, 960, 1280] as const satisfies readonly PictureWidth[]

interface Props {
  /** The picture's key in the media store; without one a plain tile stands. */
  media: string | null | undefined
  alt: string
  /** As in <img sizes>: how wide the picture will stand, so that the browser picks the right file. */
  sizes: string
  /** The page's main picture: fetched first instead of lazily. */
  first?: boolean
  className?: string
}

/** A square picture in AVIF or WebP at the right size, from this origin (next.config.mjs passes /media on to the API). */
export function Picture({ media, alt, sizes, first, className }: Props) {
  if (!media)
    return (
      <div
        className={classes('aspect-square', className)}
        role={alt ? 'img' : undefined}
        aria-label={alt || undefined}
      />
    )
  const set = (format: string) => widths.map((width) => `/media/${media}/${width}.${format} ${width}w`).join(', ')
  return (
    <picture className="contents">
      <source type="image/avif" srcSet={set('avif')} sizes={sizes} />
      <img
        src={`/media/${media}/640.webp`}
        srcSet={set('webp')}
        sizes={sizes}
        alt={alt}
        width={640}
        height={640}
        loading={first ? 'eager' : 'lazy'}
        fetchPriority={first ? 'high' : undefined}
        decoding="async"
        className={classes('aspect-square w-full object-contain', className)}
      />
    </picture>
  )
}

const tints = ['tint-sand', 'tint-sage', 'tint-clay', 'tint-steel', 'tint-straw'] as const

/** The tile colour behind a picture: always the same one for the same key (the picture's, else the article's). */
export function tintOf(key: string): string {
  let sum = 0
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return tints[sum % tints.length] as string
}
