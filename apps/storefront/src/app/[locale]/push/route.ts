import { refusalText } from '#i18n/refusal-text.ts'
import { addDevice, readDevices, removeDevice } from '#lib/shop/notices.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'
import { readWebsite } from '#lib/shop/website.ts'
import type { DeviceDeed } from '#notices/device-deed.ts'

const unkept = { headers: { 'cache-control': 'no-store' } }

/** The key that a browser subscribes with: asked by the service worker when its subscription has run out. */
export async function GET(): Promise<Response> {
  return Response.json({ serverKey: (await readWebsite()).pushKey }, unkept)
}

/**
 * What this device is to be told, asked by the pages and by the service worker. In JSON, which a page of somebody else cannot send
 * here (https://fetch.spec.whatwg.org/#cors-safelisted-request-header), and with the visitor's cookie.
 */
export async function POST(request: Request): Promise<Response> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return new Response(null, { status: 415 })
  const deed = (await request.json().catch(() => null)) as DeviceDeed | null
  try {
    switch (deed?.do) {
      case 'ask':
        return Response.json(await readDevices(deed.endpoint), unkept)
      case 'add':
        await addDevice(deed.device)
        return Response.json(await readDevices(deed.device.endpoint), unkept)
      case 'remove':
        await removeDevice(deed.endpoint)
        return Response.json({ on: false, others: 0 }, unkept)
      default:
        return new Response(null, { status: 400 })
    }
  } catch (problem) {
    const status = problem instanceof ShopRefusal ? 409 : 503
    return Response.json({ problem: await refusalText(problem) }, { status, ...unkept })
  }
}
