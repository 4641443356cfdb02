import { expect, journey } from '../ground/journey.ts'
import { mailsTo } from '../ground/mails.ts'

const forgotten = 'a sentence long forgotten'
const fresh = 'a sentence to be remembered'

journey(
  'who forgot the password sets a new one by the mail’s link, and the old one and the link are good for nothing then',
  async ({ page, email, addresses }) => {
    await page.goto('/register')
    await page.getByLabel('First name').fill('Grace')
    await page.getByLabel('Last name').fill('Hopper')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(forgotten)
    await page.getByRole('button', { name: 'Open the account' }).click()
    await expect(page.getByRole('heading', { name: 'Good day, Grace' })).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()

    await page.getByRole('link', { name: /forgot/i }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Reset your password' })).toBeVisible()
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByRole('status').filter({ hasText: /\w/ }).first()).toBeVisible()
    const linkOf = (): string | undefined =>
      mailsTo(addresses.mailFolder, email)
        .map((text) => /https?:\/\/\S+\/reset-password\?token=\S+/.exec(text)?.[0])
        .find((link) => link !== undefined)
    await expect.poll(linkOf, { timeout: 15_000 }).toBeTruthy()
    const { pathname, search } = new URL(linkOf() ?? '')

    await page.goto(pathname + search)
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Save' }).click()
    // The browser itself knows what the API would refuse.
    expect(await page.getByLabel('Password').evaluate((input: HTMLInputElement) => input.validity.tooShort)).toBe(true)
    await page.getByLabel('Password').fill(fresh)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { name: 'Good day, Grace' })).toBeVisible()

    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(forgotten)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
    await page.goto(pathname + search)
    await page.getByLabel('Password').fill(`${fresh} again`)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('This link was used already, or is too old.')).toBeVisible()
  },
)
