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

/** Mails by SMTP, or each into a file (RFC 5322, `.eml`), as the address says. */
export function createMailer({ url, from }: MailSettings, now: () => Date): Mailer {
  return url.startsWith('file:') ? fileMailer(fileURLToPath(url), from, now) : smtpMailer(url, from)
}

function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, { from })
  return {
    async send(mail: Mail) {
      await transport.sendMail(mail)
    },
  }
}

function fileMailer(folder: string, from: string, now: () => Date): Mailer {
  return {
    async send(mail: Mail) {
      const composed = new MailComposer({ ...mail, from }).compile()
      const name = `${now().toISOString().replaceAll(':', '-')}-${composed
        .messageId()
        .replaceAll(/[^a-zA-Z0-9]/g, '')
        .slice(0, 12)}.eml`
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, name), await composed.build())
    },
  }
}
