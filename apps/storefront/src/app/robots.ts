import type { MetadataRoute } from 'next'

export default function robots(): MetadataRoute.Robots {
  const own = ['/account', '/checkout', '/order', '/cart', '/search', '/suggest', '/plain']
  return { rules: { userAgent: '*', allow: '/', disallow: own.flatMap((path) => [path, `/de${path}`]) } }
}
