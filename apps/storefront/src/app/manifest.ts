import type { MetadataRoute } from 'next'
import { getMessages, getT } from '#i18n/request.ts'
import { readFront } from '#lib/shop/website.ts'

/** Asked of the API at each reading: the shop's name is the merchant's. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [{ name }, t, { nav }] = await Promise.all([readFront(), getT('site'), getMessages()])
  return {
    id: '/',
    name,
    short_name: name,
    description: t('description'),
    start_url: '/?source=pwa',
    scope: '/',
    display: 'standalone',
    background_color: '#f5f1e8',
    theme_color: '#f5f1e8',
    categories: ['shopping', 'business'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: nav.search, url: '/search?source=pwa', icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }] },
      { name: nav.cart, url: '/cart?source=pwa', icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }] },
    ],
  }
}
