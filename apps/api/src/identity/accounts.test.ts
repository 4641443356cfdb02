import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, cartFields } from '../testing/buyer.ts'
import type { Caller } from '../testing/caller.ts'
import { granted } from '../testing/caller.ts'
import { skus } from '../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { still } from '../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const password = 'a door of oak and brass'
const person = (name: string) => ({ email: `${name}@example.com`, password, firstName: name, lastName: 'Tester' })
const sessionFields = 'token expiresAt customerUser { id email customer { name } }'

async function registered(name: string): Promise<Caller> {
  const caller = shop.caller()
  await granted(caller.act('customerUserRegister', person(name), sessionFields))
  return caller
}
const signIn = (caller: Caller, email: string, secret = password) =>
  caller.act<{ token: string; customerUser: { id: string } }>(
    'customerUserSignIn',
    { email, password: secret },
    sessionFields,
  )
const me = async (caller: Caller) =>
  (await caller.send<{ email: string }>('{ customerUserCurrent { email } }')).value?.email

describe('a visitor', () => {
  it('has no token before the first write, and gets it in the header and in the body', async () => {
    const caller = shop.caller()
    const looked = await caller.send('{ cartCurrent { id } }')
    expect(looked).toMatchObject({ value: null, errors: [] })
    expect(looked.headers.get('portico-token')).toBeNull()
    const added = await caller.act('cartAddLine', { sku: skus.drill, quantity: '1' }, cartFields)
    expect(added.headers.get('portico-token')).toMatch(/^pt_[\w-]{43}$/)
    expect(added.extensions).toMatchObject({ token: caller.token, tokenExpiresAt: expect.any(String) as string })
    const again = await caller.act('cartAddLine', { sku: skus.drill, quantity: '1' }, cartFields)
    expect(again.headers.get('portico-token')).toBeNull()
    expect(again.value).toMatchObject({ itemCount: 1, lines: [{ quantity: '2' }] })
  })

  it('stays one within a request of several mutations, and keeps the token of the first when the second is refused', async () => {
    const caller = shop.caller()
    const both = await caller.send(
      `mutation { a: cartAddLine(input: { sku: "${skus.drill}" }) { id itemCount } b: cartAddLine(input: { sku: "${skus.cable}", quantity: "1.5" }) { id itemCount }
        c: cartAddLine(input: { sku: "NOTHING" }) { id } }`,
    )
    expect(both.error?.code).toBe('NOT_FOUND')
    expect(both.headers.get('portico-token')).not.toBeNull()
    const cart = await granted(caller.send<{ itemCount: number }>('{ cartCurrent { itemCount } }'))
    expect(cart.itemCount).toBe(2)
  })

  it('gets no token of a first write that is refused', async () => {
    const refused = await still(shop.database, () => shop.caller().act('cartAddLine', { sku: 'NOTHING' }, 'id'))
    expect(refused.error).toMatchObject({ code: 'NOT_FOUND', status: 404 })
    expect(refused.headers.get('portico-token')).toBeNull()
    expect(refused.extensions.token).toBeUndefined()
  })
})

describe('a token', () => {
  it('that we never gave, gave back, or that is too old, is refused with 401', async () => {
    for (const token of ['pt_nobody', 'x'.repeat(300)]) {
      const refused = await shop.caller(token).send('{ cartCurrent { id } }')
      expect([refused.status, refused.error?.code]).toEqual([401, 'SESSION_INVALID'])
    }
    const basic = await shop.caller(undefined, { authorization: 'Basic abc' }).send('{ cartCurrent { id } }')
    expect([basic.status, basic.error?.code]).toEqual([401, 'SESSION_INVALID'])
    const old = new Buyer(shop)
    await granted(old.add())
    shop.clock.advance({ days: 31 })
    const expired = await still(shop.database, () => old.add())
    expect([expired.status, expired.error?.code]).toEqual([401, 'SESSION_EXPIRED'])
  })

  it('that is used lives on', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    for (let day = 0; day < 3; day += 1) {
      shop.clock.advance({ days: 20 })
      expect((await buyer.caller.send('{ cartCurrent { id } }')).value).not.toBeNull()
    }
  })

  it('is stored as a hash only', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    const rows = await shop.database.db.selectFrom('sessions').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(buyer.caller.token)
    expect(shop.logged()).not.toContain(buyer.caller.token)
  })
})

describe('an account', () => {
  it('is opened once for an e-mail address, also when two open it at the same moment', async () => {
    const callers = [shop.caller(), shop.caller(), shop.caller()]
    const answers = await Promise.all(
      callers.map((caller) => caller.act('customerUserRegister', person('race'), 'token')),
    )
    expect(answers.map(({ error }) => error?.code ?? 'in').sort()).toEqual(['EMAIL_TAKEN', 'EMAIL_TAKEN', 'in'])
    const upper = await still(shop.database, () =>
      shop.caller().act('customerUserRegister', { ...person('race'), email: 'RACE@example.com' }, 'token'),
    )
    expect(upper.error).toMatchObject({ code: 'EMAIL_TAKEN', status: 409, path: 'email' })
  })

  it('wants a password that is worth one', async () => {
    const attempt = (secret: string) =>
      still(shop.database, () =>
        shop.caller().act('customerUserRegister', { ...person('weak'), password: secret }, 'token'),
      )
    expect((await attempt('short')).error).toMatchObject({ code: 'FIELD_INVALID', path: 'password' })
    for (const secret of ['aaaaaaaaaaaa', '1234567890', 'weak@example.com1'])
      expect((await attempt(secret)).error?.code).toBe('PASSWORD_TOO_WEAK')
  })

  it('is entered by the right password and in no other way, and ends by signing out', async () => {
    await registered('ina')
    const caller = shop.caller()
    for (const [email, secret] of [
      ['ina@example.com', 'a wrong password'],
      ['nobody@example.com', password],
    ] as const) {
      const refused = await still(shop.database, () => signIn(caller, email, secret))
      expect(refused.error).toMatchObject({ code: 'CREDENTIALS_WRONG', status: 401 })
    }
    const session = await granted(signIn(caller, 'INA@example.com'))
    expect(session.token).toBe(caller.token)
    expect(await me(caller)).toBe('ina@example.com')
    await granted(caller.send('mutation { customerUserSignOut { done } }'))
    const after = await caller.send('{ customerUserCurrent { email } }')
    expect([after.status, after.error?.code]).toEqual([401, 'SESSION_INVALID'])
  })

  it('takes as long to refuse an unknown address as a wrong password', async () => {
    await registered('otto')
    const timed = async (email: string) => {
      const since = performance.now()
      for (let i = 0; i < 4; i += 1) await signIn(shop.caller(), email, 'a wrong password')
      return performance.now() - since
    }
    await timed('otto@example.com')
    const [known, nobody] = [await timed('otto@example.com'), await timed('nobody@example.com')]
    expect(nobody).toBeGreaterThan(known / 4)
  })

  it('that was switched off, or whose company was, is entered no more, and its sessions end', async () => {
    const caller = await registered('uwe')
    const user = await shop.database.db
      .selectFrom('customerUsers')
      .selectAll()
      .where('email', '=', 'uwe@example.com')
      .executeTakeFirstOrThrow()
    await shop.database.db.updateTable('customerUsers').set({ active: false }).where('id', '=', user.id).execute()
    expect((await caller.send('{ cartCurrent { id } }')).error?.code).toBe('SESSION_INVALID')
    expect((await signIn(shop.caller(), 'uwe@example.com')).error?.code).toBe('CREDENTIALS_WRONG')
    await shop.database.db.updateTable('customerUsers').set({ active: true }).where('id', '=', user.id).execute()
    await shop.database.db.updateTable('customers').set({ active: false }).where('id', '=', user.customerId).execute()
    expect((await signIn(shop.caller(), 'uwe@example.com')).error?.code).toBe('CREDENTIALS_WRONG')
  })

  it('changes its password by the present one, and all other sessions end', async () => {
    const caller = await registered('eva')
    const other = shop.caller()
    await granted(signIn(other, 'eva@example.com'))
    const change = (current: string) =>
      caller.act('customerUserChangePassword', { current, password: 'another door of oak' }, 'done')
    expect((await still(shop.database, () => change('not it at all'))).error).toMatchObject({
      code: 'CREDENTIALS_WRONG',
      path: 'current',
    })
    await granted(change(password))
    expect(await me(caller)).toBe('eva@example.com')
    expect((await other.send('{ cartCurrent { id } }')).error?.code).toBe('SESSION_INVALID')
    expect((await signIn(shop.caller(), 'eva@example.com')).error?.code).toBe('CREDENTIALS_WRONG')
    await granted(signIn(shop.caller(), 'eva@example.com', 'another door of oak'))
  })
})

const tokenOf = (text: string) => decodeURIComponent(/token=([\w%-]+)/.exec(text)?.[1] ?? '')
const mailsTo = async (email: string) => {
  await shop.drain()
  return shop.mails().filter(({ to }) => to === email)
}

describe('an e-mail address', () => {
  const confirmed = async (caller: Caller) =>
    (await caller.send<{ confirmed: boolean }>('{ customerUserCurrent { confirmed } }')).value?.confirmed
  const confirm = (token: string) => shop.caller().act('customerUserConfirm', { token }, 'done')

  it('is confirmed by the link of the mail that a registration sends, however often it is followed, and by nothing else', async () => {
    const caller = shop.caller(undefined, { 'accept-language': 'de' })
    await granted(caller.act('customerUserRegister', person('lea'), sessionFields))
    expect(await confirmed(caller)).toBe(false)
    const [mail] = await mailsTo('lea@example.com')
    expect(mail?.subject).toBe('Bitte bestätigen Sie Ihre E-Mail-Adresse')
    expect(mail?.text).toContain('https://shop.test/de/confirm-email?token=')
    const token = tokenOf(mail!.text)
    await granted(caller.act('customerUserRequestPasswordReset', { email: 'lea@example.com' }, 'done'))
    const other = tokenOf((await mailsTo('lea@example.com')).at(-1)!.text)
    for (const wrong of ['made up', other])
      expect((await still(shop.database, () => confirm(wrong))).error?.code).toBe('TOKEN_EXPIRED')
    expect(await confirmed(caller)).toBe(false)
    await granted(confirm(token))
    await granted(confirm(token))
    expect(await confirmed(caller)).toBe(true)
    await granted(caller.send('mutation { customerUserRequestConfirmation { done } }'))
    expect(await mailsTo('lea@example.com')).toHaveLength(2)
  })

  it('is not confirmed by a link that is too old; the person can have another one', async () => {
    const caller = await registered('ben')
    const [mail] = await mailsTo('ben@example.com')
    shop.clock.advance({ days: 8 })
    expect((await still(shop.database, () => confirm(tokenOf(mail!.text)))).error?.code).toBe('TOKEN_EXPIRED')
    await granted(caller.send('mutation { customerUserRequestConfirmation { done } }'))
    await granted(confirm(tokenOf((await mailsTo('ben@example.com')).at(-1)!.text)))
    expect(await confirmed(caller)).toBe(true)
  })

  it('is confirmed, too, by the link of a forgotten password: it went to the same address', async () => {
    await registered('ole')
    const caller = shop.caller()
    await granted(caller.act('customerUserRequestPasswordReset', { email: 'ole@example.com' }, 'done'))
    const token = tokenOf((await mailsTo('ole@example.com')).find(({ subject }) => subject.includes('password'))!.text)
    await granted(caller.act('customerUserResetPassword', { token, password: 'a third door of oak' }, 'token'))
    expect(await confirmed(caller)).toBe(true)
  })
})

describe('a forgotten password', () => {
  const ask = (caller: Caller, email: string) => caller.act('customerUserRequestPasswordReset', { email }, 'done')

  it('is replaced by the link of a mail, which works once and ends all sessions', async () => {
    const old = await registered('kim')
    const german = shop.caller(undefined, { 'accept-language': 'de' })
    await granted(ask(german, 'Kim@example.com'))
    await granted(ask(shop.caller(), 'kim@example.com'))
    await shop.drain()
    const [first, second] = shop
      .mails()
      .filter(({ to, subject }) => to === 'kim@example.com' && /password|Passwort/.test(subject))
    expect([first?.subject, second?.subject].sort()).toEqual(['Ein neues Passwort setzen', 'Set a new password'])
    const token = tokenOf(first!.text)
    const caller = shop.caller()
    const reset = (secret: string) =>
      caller.act('customerUserResetPassword', { token, password: secret }, sessionFields)
    expect((await still(shop.database, () => reset('kimkimkimkim'))).error?.code).toBe('PASSWORD_TOO_WEAK')
    await granted(reset('a third door of oak'))
    expect(await me(caller)).toBe('kim@example.com')
    expect((await old.send('{ cartCurrent { id } }')).error?.code).toBe('SESSION_INVALID')
    for (const used of [token, tokenOf(second!.text), 'made up'])
      expect(
        (
          await still(shop.database, () =>
            shop.caller().act('customerUserResetPassword', { token: used, password }, 'token'),
          )
        ).error,
      ).toMatchObject({ code: 'TOKEN_EXPIRED', status: 410 })
  })

  it('is not replaced by a link that is too old', async () => {
    await registered('max')
    await granted(ask(shop.caller(), 'max@example.com'))
    await shop.drain()
    const token = tokenOf(
      shop.mails().find(({ to, subject }) => to === 'max@example.com' && subject.includes('password'))!.text,
    )
    shop.clock.advance({ minutes: 61 })
    const late = await still(shop.database, () =>
      shop.caller().act('customerUserResetPassword', { token, password }, 'token'),
    )
    expect(late.error?.code).toBe('TOKEN_EXPIRED')
  })

  it('is answered alike for an address that nobody has, and no mail goes out', async () => {
    const before = shop.mails().length
    expect(await granted(ask(shop.caller(), 'nobody@example.com'))).toEqual({ done: true })
    await shop.drain()
    expect(shop.mails()).toHaveLength(before)
  })
})
