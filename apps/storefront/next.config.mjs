import { randomUUID } from 'node:crypto'
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'
import nextPwa from 'next-pwa'

const buildId = process.env.BUILD_ID || randomUUID()

/** What the worker must have before the first offline moment: two offline pages and the icons (see sw/sw.js). */
const shell = ['/offline', '/de/offline', '/icons/icon-192.png', '/icons/icon-512.png']

/** Addresses that are files, not pages. */
const files = '(?:sw\\.js|manifest\\.webmanifest|robots\\.txt|icon\\.svg|favicon\\.ico|workbox-)'

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(self "https://js.stripe.com")',
  },
]

/** @type {import('next').NextConfig} */
const base = {
  poweredByHeader: false,
  generateBuildId: () => buildId,
  // The repository's check runs tsc over this workspace; a build must not do it a second time.
  typescript: { ignoreBuildErrors: true },
  // Pictures are resized by the API and written as <picture>; next/image is not used.
  images: { unoptimized: true },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
  // English is the default and has no prefix; the pages live in app/[locale]. By path and not in proxy.ts, because a
  // rewrite there compares host names, and 127.0.0.1 and localhost are two.
  redirects: async () => [
    { source: '/en', destination: '/', permanent: true },
    { source: '/en/:path*', destination: '/:path*', permanent: true },
  ],
  rewrites: async () => ({
    beforeFiles: [
      { source: '/', destination: '/en' },
      { source: `/:path((?!(?:_next|plain|media|icons|de|en)(?:/|$)|${files}).+)`, destination: '/en/:path' },
    ],
    afterFiles: [],
    fallback: [],
  }),
}

/** Our small components stand in one chunk: webpack would otherwise copy them into every page's own. */
function shareUi(config, { isServer }) {
  if (!isServer)
    config.optimization.splitChunks.cacheGroups.ui = {
      test: /[\\/]apps[\\/]storefront[\\/]src[\\/](ui|i18n)[\\/]/,
      name: 'ui',
      chunks: 'all',
      enforce: true,
    }
  return config
}

export default (phase) => {
  if (phase !== PHASE_PRODUCTION_BUILD) return base
  // Only while building: with the plugin always on, `next dev` (Turbopack) stops at its webpack key.
  process.env.SW_BUILD_ID = buildId
  const withPwa = nextPwa({
    dest: 'public',
    register: false,
    swSrc: 'sw/sw.js',
    buildExcludes: [/\/app\/api\//, /_global-error/, /manifest\.webmanifest/, /polyfills-/, /_ssgManifest/, /sw\.js$/],
    additionalManifestEntries: shell.map((url) => ({ url, revision: buildId })),
  })
  return withPwa({ ...base, env: { SW_BUILD_ID: buildId }, webpack: shareUi })
}
