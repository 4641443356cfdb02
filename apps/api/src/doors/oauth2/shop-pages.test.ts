import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, createFrontend, pkce, type AppForPeople } from '../../testing/app-sign-in.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
let frontend: AppForPeople
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  frontend = await createFrontend(shop)
})
afterAll(() => shop.close())

const who = (token: string) => shop.caller(token).ask<{ email: string } | null>('customerUserCurrent', null, 'email')

describe('the sign-in page of the shop', () => {
  it('speaks the reader’s language, names the shop, and leads to where one gets a password', async () => {
    const page = async (headers: Record<string, string>, more = {}) => {
      const browser = new Browser(shop.url)
      const { address } = await browser.follow(frontend.authorizeUrl(pkce().challenge, more))
      return (await browser.go(address, { headers })).text()
    }
    const english = await page({ 'accept-language': 'fr, en;q=0.5' })
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('href="https://shop.test/reset-password"')
    for (const german of [
      await page({ 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' }),
      await page({ 'accept-language': 'en' }, { ui_locales: 'de' }),
    ]) {
      expect(german).toContain('<html lang="de">')
      expect(german).toContain('Passwort vergessen?')
      expect(german).toContain('href="https://shop.test/de/reset-password"')
      expect(german).toContain('Frontend one')
    }
  })

  it('says what is wrong to readers and to machines that read to them, and keeps the address that was typed', async () => {
    const browser = new Browser(shop.url)
    const { address } = await browser.follow(frontend.authorizeUrl(pkce().challenge))
    const wrong = await browser.submit(
      address,
      { step: 'login', email: 'lea@example.com', password: 'no' },
      { 'accept-language': 'de' },
    )
    const text = await wrong.text()
    expect(wrong.status).toBe(401)
    expect(text).toContain('role="alert">E-Mail-Adresse oder Passwort stimmt nicht.')
    expect(text).toContain('value="lea@example.com"')
    expect(text).toMatch(/id="password"[^>]*aria-describedby="problem"[^>]*autofocus/)
  })

  it('lets another person sign in for the same request', async () => {
    await granted(
      shop
        .caller()
        .act(
          'customerUserRegister',
          { email: 'pia@example.com', password: frontend.person.password, firstName: 'Pia', lastName: 'Prim' },
          'token',
        ),
    )
    const { verifier, challenge } = pkce()
    const browser = new Browser(shop.url)
    const login = await browser.follow(frontend.authorizeUrl(challenge))
    const sent = await browser.submit(login.address, { step: 'login', ...frontend.person })
    const consent = await browser.follow(sent.headers.get('location')!)
    expect(await consent.response.text()).toContain('Lea Lind')
    const another = await browser.submit(consent.address, { step: 'another' })
    const again = await browser.follow(another.headers.get('location')!)
    const second = await browser.submit(again.address, {
      step: 'login',
      email: 'pia@example.com',
      password: frontend.person.password,
    })
    // the library ends the former session by a form that the browser sends by itself
    const form = await (await browser.follow(second.headers.get('location')!)).response.text()
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)![1]!
    const ended = await browser.submit('/shop/oauth2/sign-out/confirm', {
      xsrf: field('xsrf'),
      logout: field('logout'),
    })
    const page = await browser.follow(ended.headers.get('location')!)
    expect(await page.response.clone().text()).toContain('Pia Prim')
    const allowed = await browser.submit(page.address, { step: 'allow' })
    const back = new URL((await browser.follow(allowed.headers.get('location')!)).address)
    const { body } = await frontend.exchange(back.searchParams.get('code')!, verifier)
    expect(await granted(who(body.access_token))).toEqual({ email: 'pia@example.com' })
  })

  it('is not shown to people who sign in to an app of the house’s own: they are not asked for consent', async () => {
    const redirect = 'https://own.example/callback'
    await clerk.change('apiClient', frontend.app.id, { trusted: true, redirectUris: [redirect] })
    const browser = new Browser(shop.url)
    const login = await browser.follow(frontend.authorizeUrl(pkce().challenge, { redirect_uri: redirect }))
    const sent = await browser.submit(login.address, { step: 'login', ...frontend.person })
    const back = new URL((await browser.follow(sent.headers.get('location')!)).address)
    expect([back.origin + back.pathname, Boolean(back.searchParams.get('code'))]).toEqual([redirect, true])
    await clerk.change('apiClient', frontend.app.id, { trusted: false, redirectUris: [frontend.redirect] })
  })
})
