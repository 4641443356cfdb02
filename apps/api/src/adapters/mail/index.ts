import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { Mail, Mailer } from '../../kernel/mail.ts'

export interface MailSettings {
  /** smtp://…, smtps://…, or file:///folder. */
  url: string
  from: string
}

/** The sender of a mail: as it was configured, or where that is a bare address, with the name of who writes. */
function senderOf({ sender }: Mail, from: string) {
  const bare = /^<?([^\s<>]+@[^\s<>]+)>?$/.exec(from.trim())?.[1]
  return bare && sender ? { name: sender, address: bare } : from
}

const composed = (mail: Mail, from: string) => {
  const { to, subject, text } = mail
  return { to, subject, text, from: senderOf(mail, from) }
}

/** Mails by SMTP, or each into a file (RFC 5322, `.eml`), as the address says. */
export function createMailer({ url, from }: MailSettings, now: () => Date): Mailer {
  return url.startsWith('file:') ? fileMailer(fileURLToPath(url), from, now) : smtpMailer(url, from)
}

function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url)
  return {
    async send(mail: Mail) {
      await transport.sendMail(composed(mail, from))
    },
  }
}

function fileMailer(folder: string, from: string, now: () => Date): Mailer {
  return {
    async send(mail: Mail) {
      const message = new MailComposer(composed(mail, from)).compile()
      const name = `${now().toISOString().replaceAll(':', '-')}-${message
        .messageId()
        .replaceAll(/[^a-zA-Z0-9]/g, '')
        .slice(0, 12)}.eml`
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, name), await message.build())
    },
  }
}
