import { randomUUID } from 'node:crypto'
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'
import nextPwa from 'next-pwa'

const buildId = process.env.BUILD_ID || randomUUID()
const apiUrl = process.env.PORTICO_API_URL || 'http://127.0.0.1:4000'

/** What the worker must have before the first offline moment: two offline pages and the icons (see sw/sw.js). */
const shell = ['/offline', '/de/offline', '/icons/icon-192.png', '/icons/icon-512.png']

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(self "https://js.stripe.com")' },
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
  rewrites: async () => [{ source: '/media/:path*', destination: `${apiUrl}/media/:path*` }],
}

export default (phase) => {
  if (phase !== PHASE_PRODUCTION_BUILD) return base
  // Only while building: with the plugin always on, `next dev` (Turbopack) stops at its webpack key.
  process.env.SW_BUILD_ID = buildId
  const withPwa = nextPwa({
    dest: 'public',
    register: false,
    swSrc: 'sw/sw.js',
    buildExcludes: [
      /\/app\/api\//,
      /_global-error/,
      /manifest\.webmanifest/,
      /polyfills-/,
      /_ssgManifest/,
      /sw\.js$/,
    ],
    additionalManifestEntries: shell.map((url) => ({ url, revision: buildId })),
  })
  return withPwa({ ...base, env: { SW_BUILD_ID: buildId } })
}
