/** A mail in plain text. */
export interface Mail {
  to: string
  /** Who writes, as people know them: the shop. It stands before the sender's address, unless that was configured with a name. */
  sender?: string
  subject: string
  text: string
}

/** Carries mails to wherever they go; throws when it could not hand one over. The port of adapters/mail. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
