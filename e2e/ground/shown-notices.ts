import type { BrowserContext, Page, Worker } from '@playwright/test'

/** What the shop has on the screen of a device outside of its pages. */
export interface ShownNotice {
  title: string
  body: string
  tag: string
}

/** The worker's side of notices. A browser without a window shows none: what it was to show is kept in the worker. */
export class ShownNotices {
  private constructor(
    private readonly context: BrowserContext,
    private readonly worker: Worker,
  ) {}

  static async of(context: BrowserContext): Promise<ShownNotices> {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
    await worker.evaluate(keepNotices)
    return new ShownNotices(context, worker)
  }

  /** Has the push service wake the worker, as with what came for it. */
  async deliver(page: Page, data: string): Promise<void> {
    const devtools = await this.context.newCDPSession(page)
    const known = new Promise<string>((resolve) =>
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [registration] = registrations
        if (registration) resolve(registration.registrationId)
      }),
    )
    await devtools.send('ServiceWorker.enable')
    const origin = new URL(page.url()).origin
    await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await known, data })
    await devtools.detach()
  }

  shown(): Promise<ShownNotice[]> {
    return this.worker.evaluate(() =>
      (globalThis as unknown as { kept: ShownNotice[] }).kept.map(({ title, body, tag }) => ({ title, body, tag })),
    )
  }

  /** Clicks on the notice that was shown last. */
  async click(): Promise<void> {
    await this.worker.evaluate(() => {
      const { kept } = globalThis as unknown as { kept: { close(): void }[] }
      const event = new Event('notificationclick')
      const work: Promise<unknown>[] = []
      Object.assign(event, { notification: kept.at(-1), waitUntil: (done: Promise<unknown>) => work.push(done) })
      globalThis.dispatchEvent(event)
      // What only a real click may do (a tab comes to the front) is refused to this one.
      return Promise.allSettled(work)
    })
  }
}

/** In the worker: notices are kept by their tags, as a browser shows them. */
function keepNotices(): void {
  interface Kept extends ShownNotice {
    data: unknown
    close(): void
  }
  const scope = globalThis as unknown as { kept: Kept[]; registration: ServiceWorkerRegistration }
  scope.kept = []
  scope.registration.showNotification = (title, { body = '', tag = '', data }: NotificationOptions = {}) => {
    const notice: Kept = { title, body, tag, data, close: () => drop((one) => one === notice) }
    drop((one) => tag !== '' && one.tag === tag)
    scope.kept.push(notice)
    return Promise.resolve()
  }
  const drop = (which: (one: Kept) => boolean) => {
    scope.kept = scope.kept.filter((one) => !which(one))
  }
}
