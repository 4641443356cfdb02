/** A mail in plain text. */
export interface Mail {
  to: string
  subject: string
  text: string
}

/** Carries mails to wherever they go; throws when it could not hand one over. The port of adapters/mail. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
