import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SMTPServer } from 'smtp-server'
import { expect, it } from 'vitest'
import { mailsIn } from '../../testing/mails.ts'
import { createMailer } from './index.ts'

const mail = { to: 'grete@example.com', subject: 'Ihre Bestellung für heute', text: 'Guten Tag Grete,\n\n119,00 €\n' }
const now = () => new Date('2026-06-01T09:00:00Z')

it('writes mails into a folder that it makes, as any mail program reads them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-mail-'))
  const mailer = createMailer({ url: pathToFileURL(join(folder, 'new')).href, from: 'Shop <shop@example.com>' }, now)
  await mailer.send(mail)
  await mailer.send(mail)
  const from = 'Shop <shop@example.com>'
  expect(mailsIn(join(folder, 'new'))).toEqual([
    { ...mail, from },
    { ...mail, from },
  ])
  rmSync(folder, { recursive: true })
})

it.each([
  ['shop@example.com', 'Werkmark Süd', 'Werkmark Süd <shop@example.com>'],
  ['<shop@example.com>', 'Werkmark "South", Ltd.', '"Werkmark \\"South\\", Ltd." <shop@example.com>'],
  ['The house <shop@example.com>', 'Werkmark Süd', 'The house <shop@example.com>'],
  ['shop@example.com', undefined, 'shop@example.com'],
])('is sent from %s by %s as %s', async (from, sender, as) => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-mail-'))
  const mailer = createMailer({ url: pathToFileURL(folder).href, from }, now)
  await mailer.send({ ...mail, ...(sender ? { sender } : {}) })
  expect(mailsIn(folder).map((one) => one.from)).toEqual([as])
  rmSync(folder, { recursive: true })
})

it('hands mails to an SMTP server, and throws when it will not have them', async () => {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(address === 'nobody@example.com' ? new Error('unknown') : null),
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => {
        received.push(text)
        done()
      })
    },
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo
  const mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Shop <shop@example.com>' }, now)
  await mailer.send(mail)
  expect(received).toHaveLength(1)
  expect(received[0]).toContain('From: Shop <shop@example.com>')
  expect(received[0]).toContain('To: grete@example.com')
  await expect(mailer.send({ ...mail, to: 'nobody@example.com' })).rejects.toThrow()
  await new Promise<void>((closed) => server.close(closed))
})
