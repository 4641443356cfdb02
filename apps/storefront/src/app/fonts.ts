import localFont from 'next/font/local'

/** Both families together are 45 kB (scripts/subset-fonts.ts cut them), so both are preloaded. SIL Open Font License 1.1. */
export const textFont = localFont({
  src: '../fonts/inter-400-700.woff2',
  weight: '400 700',
  variable: '--font-text',
  display: 'swap',
})

export const headingFont = localFont({
  src: '../fonts/bricolage-grotesque-700.woff2',
  weight: '700',
  variable: '--font-heading',
  display: 'swap',
})
