/** Words as they stand in an address: small letters and digits of the Latin alphabet, parted by `-`, at most 160. `''` where nothing of that is left. */
export const slugOf = (...words: readonly string[]): string =>
  words
    .join('-')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 160)
    .replace(/^-+|-+$/g, '')
