import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import ssh2, { type ConnectConfig } from 'ssh2'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPartnersDoor, type Partner, type PartnersDoor } from '../../testing/partners.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { hostKeysIn } from './host-keys.ts'
import { newKeyPair, type KeyKind } from './key-pairs.ts'

let shop: OpenShop
let door: PartnersDoor
beforeAll(async () => {
  shop = await openShop({ env: { SIGN_IN_LIMIT_PER_MINUTE: '5', SFTP_PROXIES: '127.0.0.1', SFTP_IDLE_SECONDS: '5' } })
  door = await openPartnersDoor(shop)
})
afterEach(() => door.endAll())
afterAll(() => shop.close())

/** Connects as a balancer does that names an address. */
async function from(address: string): Promise<ConnectConfig> {
  const sock = connect(door.port, '127.0.0.1')
  await once(sock, 'connect')
  sock.write(`PROXY TCP4 ${address} 192.0.2.254 40000 22\r\n`)
  return { sock }
}
let addresses = 0
/** Every test comes from an address of its own: attempts are counted by it. */
const somewhere = () => from(`198.51.100.${(addresses += 1)}`)

const outcome = async (partner: Partner, more: ConnectConfig) =>
  partner.connect(more).then(
    () => 'in',
    () => 'out',
  )

describe('a partner comes in', () => {
  it('by password, also where the client asks for it as a prompt', async () => {
    const partner = await door.partner()
    expect(await outcome(partner, await somewhere())).toBe('in')
    const ssh = new ssh2.Client()
    ssh.on('keyboard-interactive', (_name, _text, _language, _prompts, answer) => answer([partner.password]))
    ssh.connect({
      ...(await somewhere()),
      username: partner.username,
      tryKeyboard: true,
      authHandler: ['keyboard-interactive'],
    })
    await once(ssh, 'ready')
    ssh.end()
  })

  it.each<KeyKind>([{ type: 'ed25519' }, { type: 'rsa', bits: 2048 }, { type: 'ecdsa', bits: 256 }])(
    'by a key, and by no other: %o',
    async (kind) => {
      const [own, other] = [newKeyPair(kind), newKeyPair(kind)]
      const partner = await door.partner({ password: null, publicKeys: [`${own.public} erp@partner`] })
      expect(await outcome(partner, { ...(await somewhere()), privateKey: other.private })).toBe('out')
      expect(await outcome(partner, { ...(await somewhere()), privateKey: own.private })).toBe('in')
      expect(await outcome(partner, { ...(await somewhere()), password: 'there is no password' })).toBe('out')
    },
  )

  it('and its account tells when', async () => {
    const partner = await door.partner()
    const seen = () =>
      shop.database.db.selectFrom('fileAccounts').select('lastSeenAt').where('id', '=', partner.id).executeTakeFirst()
    expect(await seen()).toEqual({ lastSeenAt: null })
    await partner.connect(await somewhere())
    expect(await seen()).toEqual({ lastSeenAt: shop.clock.now() })
  })

  it('by a key of the house that stays the same', async () => {
    expect(door.fingerprints.map((line) => line.split(' ')[0])).toEqual(['ssh-ed25519', 'ssh-rsa'])
    const dir = `${shop.dataDir}/sftp`
    const again = await hostKeysIn(dir)
    expect(again.map(({ type, fingerprint }) => `${type} ${fingerprint}`)).toEqual(door.fingerprints)
    expect(again[0]?.key).toBe(await readFile(`${dir}/ssh_host_ed25519_key`, 'utf8'))
  })
})

describe('nobody comes in', () => {
  it('with a wrong password, as a stranger, or from an address that is not on the list', async () => {
    const partner = await door.partner({ allowedIps: ['203.0.113.0/24'] })
    expect(await outcome(partner, await from('203.0.113.9'))).toBe('in')
    expect(await outcome(partner, await from('203.0.114.9'))).toBe('out')
    expect(shop.logged()).toContain('"code":"ADDRESS_NOT_ALLOWED","address":"203.0.114.9"')
    expect(await outcome(partner, { ...(await from('203.0.113.9')), password: 'wrong' })).toBe('out')
    expect(await outcome(partner, { ...(await from('203.0.113.9')), username: 'nobody' })).toBe('out')
  })

  it('who guesses: after some wrong passwords the right one does not help, while right ones are not counted', async () => {
    const partner = await door.partner()
    for (let time = 0; time < 8; time += 1) expect(await outcome(partner, await from('203.0.113.77'))).toBe('in')
    for (let time = 0; time < 5; time += 1)
      expect(await outcome(partner, { ...(await from('203.0.113.77')), password: 'wrong' })).toBe('out')
    expect(await outcome(partner, await from('203.0.113.77'))).toBe('out')
    expect(shop.logged()).toContain('"code":"RATE_LIMITED"')
    expect(await outcome(partner, await somewhere())).toBe('in')
  })
})

describe('who is in is cut off', () => {
  const cutOff = async (ends: (partner: Partner) => Promise<unknown>) => {
    const partner = await door.partner()
    const client = await partner.connect(await somewhere())
    await client.list('/')
    await ends(partner)
    await expect
      .poll(
        () =>
          client.list('/').then(
            () => 'here',
            () => 'gone',
          ),
        { timeout: 8_000 },
      )
      .toBe('gone')
    return partner
  }

  it('when the account is switched off, and comes in no more', async () => {
    const partner = await cutOff((one) => one.change({ active: false }))
    expect(await outcome(partner, await somewhere())).toBe('out')
  })

  it('when its password is another, or none', async () => {
    const partner = await cutOff((one) => one.setPassword('another-file-password'))
    expect(await outcome(partner, { ...(await somewhere()), password: 'another-file-password' })).toBe('in')
    await cutOff((one) => one.setPassword(null))
  })

  it('when its address is no longer on the list', async () => {
    await cutOff((one) => one.change({ allowedIps: ['203.0.113.0/24'] }))
  })

  it('when it asks for nothing for too long', async () => {
    const partner = await door.partner()
    const client = await partner.connect(await somewhere())
    const ended = new Promise((resolve) => client.on('close', resolve))
    await ended
    expect(shop.logged()).toContain('"reason":"it was idle"')
  })
})

it('offers no shell, no command, no forwarding and no other subsystem', async () => {
  const partner = await door.partner()
  const ssh = new ssh2.Client()
  ssh.connect({ ...(await somewhere()), username: partner.username, password: partner.password })
  await once(ssh, 'ready')
  const refused = (ask: (done: (error: Error | undefined) => void) => unknown) =>
    new Promise<boolean>((resolve) => ask((error) => resolve(error !== undefined)))
  expect(await refused((done) => ssh.shell(done))).toBe(true)
  expect(await refused((done) => ssh.exec('id', done))).toBe(true)
  expect(await refused((done) => ssh.subsys('netconf', done))).toBe(true)
  expect(await refused((done) => ssh.forwardOut('127.0.0.1', 1, '127.0.0.1', 5432, done))).toBe(true)
  expect(await refused((done) => ssh.forwardIn('127.0.0.1', 0, done))).toBe(true)
  ssh.end()
})

it.each([
  ['publicKeys', ['ssh-ed25519 AAAA'], 'was cut off'],
  ['allowedIps', ['10.0.0.0/99'], '10.0.0.0/99'],
])('an account with %s that cannot be read is refused and stays as it was', async (field, value, problem) => {
  const partner = await door.partner()
  const row = () =>
    shop.database.db.selectFrom('fileAccounts').selectAll().where('id', '=', partner.id).executeTakeFirstOrThrow()
  const before = await row()
  await expect(partner.change({ [field]: value })).rejects.toThrow(problem)
  expect(await row()).toEqual(before)
})
