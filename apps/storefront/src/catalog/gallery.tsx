import type { Sellable } from '#lib/shop/catalog.ts'
import { Picture, tintOf } from '#ui/picture.tsx'

/** The product's pictures as a strip that snaps under the finger; thumbnails are links to its pictures. No script. */
export function Gallery({ images, tint, name }: { images: Sellable['images']; tint: string; name: string }) {
  const shown = images.length > 0 ? images : [null]
  return (
    <div className="grid gap-3">
      {/* Reachable by Tab, so that arrow keys scroll it. */}
      <ul
        tabIndex={0}
        aria-label={name}
        className="flex snap-x snap-mandatory overflow-x-auto rounded-lg [scrollbar-width:none]"
      >
        {shown.map((image, i) => (
          <li
            key={image?.id ?? i}
            id={`picture-${i + 1}`}
            className={`w-full shrink-0 snap-center p-[8%] ${tintOf(tint)}`}
          >
            <Picture
              media={image?.key}
              alt={image?.alt || name}
              sizes="(min-width: 64rem) 46vw, (min-width: 48rem) 50vw, 100vw"
              first={i === 0}
              className="max-sm:aspect-[5/4]!"
            />
          </li>
        ))}
      </ul>
      {shown.length > 1 && (
        <ul className="flex gap-3 overflow-x-auto">
          {images.map((image, i) => (
            <li key={image.id}>
              <a
                href={`#picture-${i + 1}`}
                className={`block size-18 rounded-md p-1.5 hover:outline-2 hover:outline-ink ${tintOf(tint)}`}
                aria-label={`${name} ${i + 1}`}
              >
                <Picture media={image.key} alt="" sizes="72px" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
