/** Versions of a row, one of which a write is made from; undefined: whichever it is at. */
export type FromVersions = string | readonly string[] | undefined

export const isFrom = (versions: FromVersions, now: string): boolean =>
  versions === undefined || [versions].flat().includes(now)
