/** Colours of the illustrations: what a product's colour attribute looks like, and the neutrals that every motif shares. */

/** Option codes of the attribute `color` (and a few materials) as sRGB hex. */
export const palette = {
  red: '#d94a3d',
  orange: '#ef8a2b',
  yellow: '#f4c237',
  lime: '#b9d531',
  green: '#43a067',
  olive: '#6f7a45',
  teal: '#1f8f8c',
  blue: '#2f6fc4',
  navy: '#2c4672',
  purple: '#7d5fb8',
  pink: '#e27a9b',
  brown: '#8a5a3c',
  black: '#363c45',
  anthracite: '#505863',
  grey: '#98a2ad',
  silver: '#c3ccd4',
  white: '#f3f2ee',
  clear: '#cfe4ec',
  beech: '#e2b780',
  oak: '#c99a62',
  kraft: '#cba070',
  brass: '#d8b04c',
  copper: '#cf7f4a',
} as const

const isName = (name: string): name is keyof typeof palette => Object.hasOwn(palette, name)

/**
 * A colour by its name in the palette, or as it is when given as `#rrggbb`.
 * @throws Error that names the known colours
 */
export function colourOf(name: string): string {
  if (/^#[0-9a-f]{6}$/i.test(name)) return name
  if (isName(name)) return palette[name]
  throw new Error(`pictures: no colour '${name}'; give #rrggbb or one of: ${Object.keys(palette).join(', ')}`)
}

export const ink = '#2b333e'
export const rubber = '#3c444f'
export const steel = '#bcc6cf'
export const gunmetal = '#7d8894'
export const wood = '#dba968'

const channels = (hex: string): [number, number, number] => {
  const n = Number.parseInt(hex.slice(1), 16)
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255]
}

/**
 * Mixes two sRGB colours.
 * @param share 0 gives `from`, 1 gives `to`.
 */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from)
  const b = channels(to)
  return `#${a
    .map((v, i) =>
      Math.round(v + ((b[i] ?? 0) - v) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

/** Towards the light: used for rims that face the lamp (above, left). */
export const lighter = (hex: string, share = 0.35): string => mix(hex, '#ffffff', share)

/** Away from the light; shadows lean to blue so that yellow does not turn to mud. */
export const darker = (hex: string, share = 0.22): string => mix(hex, '#1d2536', share)

/** Whether dark ink reads better than white on this colour (WCAG relative luminance above 0.4). */
export function isPale(hex: string): boolean {
  const [r, g, b] = channels(hex).map((v) => {
    const s = v / 255
    return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.4
}
