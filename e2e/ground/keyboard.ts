import type { Locator, Page } from '@playwright/test'

/** Presses Tab until the element has the focus, as somebody without a mouse does. @throws Error when it is never reached */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await target.waitFor()
  const focused = (): Promise<boolean> => target.evaluate((element) => element === element.ownerDocument.activeElement)
  for (let presses = 0; presses < most; presses++) {
    if (await focused()) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} presses of Tab did not reach ${target.toString()}`)
}
