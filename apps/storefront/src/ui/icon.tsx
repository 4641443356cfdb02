import type { SVGProps } from 'react'

/** Line drawings on a 24 px field, 1.75 px strokes with square joints, like marking-out on sheet metal. */
const drawings = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21',
  cart: 'M2.5 4H5l2.2 11.5h10.6L20 7.5H6M9 20.2h.01M16.5 20.2h.01',
  user: 'M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  home: 'M4 11 12 4.5 20 11v9h-5.5v-5.5h-5V20H4v-9Z',
  grid: 'M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z',
  close: 'M5.5 5.5 18.5 18.5M18.5 5.5 5.5 18.5',
  chevron: 'm9 5.5 6.5 6.5L9 18.5',
  down: 'm5.5 9 6.5 6.5L18.5 9',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'm4.5 12.5 5 5 10-11',
  truck:
    'M2.5 6h11.5v10.5H2.5zM14 10h4l3.5 3.5v3H14M6.5 19.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM17 19.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z',
  trash: 'M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5 7.5 20h9l1-13.5M10 10.5v6M14 10.5v6',
  alert: 'M12 3.5 22 20.5H2L12 3.5ZM12 10v5M12 17.6v.4',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v6M12 7.5v.4',
  contrast: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 3v18M12 7.5h7.6M12 12h8.8M12 16.5h7.6',
  offline:
    'M3 3l18 18M8.5 12.5A6 6 0 0 1 11 11.2M5 9a11 11 0 0 1 4-2.3M19 9a11 11 0 0 0-6-2.9M15.8 12.7l-.3-.2M12 18.5h.01',
  lock: 'M5.5 10.5h13V20.5h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3',
  box: 'M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5v-9ZM3.5 7.5 12 12l8.5-4.5M12 12v9',
  filter: 'M3 6h18M6.5 12h11M10 18h4',
  card: 'M2.5 5.5h19v13h-19zM2.5 9.5h19M6 15h4',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  sheet: 'M5.5 3h9L18.5 7v14h-13V3ZM9 9h4M9 13h6M9 17h6',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2ZM9.8 20.8h4.4',
  print: 'M7 9V3.5h10V9M7 16.5H3.5V9h17v7.5H17M7 13.5h10v7H7z',
} as const

export type IconName = keyof typeof drawings

/** Decorative: the text beside it says the same. `size` in px. */
export function Icon({ name, size = 24, ...rest }: { name: IconName; size?: number } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 20 ? 2 : 1.75}
      strokeLinejoin="miter"
      strokeLinecap="square"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      <path d={drawings[name]} />
    </svg>
  )
}
