import ssh2, { type AuthContext, type KeyboardAuthContext, type PublicKeyAuthContext } from 'ssh2'
import type { FileAccounts, FileSignIn } from '../../identity/file-accounts.ts'
import { Refusal, refuse } from '../../kernel/errors.ts'
import type { Logger } from '../../kernel/log.ts'

/** As OpenSSH's MaxAuthTries. */
export const mostTries = 6

const methods: ('publickey' | 'password' | 'keyboard-interactive')[] = ['publickey', 'password', 'keyboard-interactive']

export interface Gate {
  /** One attempt to sign in. Answers who has come in; undefined: nobody has (yet). What is wrong is told to the log only. */
  ask(context: AuthContext): Promise<FileSignIn | undefined>
  /** How many attempts have failed. */
  readonly failed: number
}

/** The sign-in of one connection. */
export function openGate(accounts: FileAccounts, ip: string, log: Logger): Gate {
  let failed = 0

  /** A client asks first whether a key would do, then signs for it (RFC 4252, 7). */
  async function byKey(context: PublicKeyAuthContext): Promise<FileSignIn | 'go on'> {
    const { username, key, blob, signature } = context
    if (!blob || !signature) {
      if (await accounts.hasKey(username, key.data)) return 'go on'
      throw refuse('CREDENTIALS_WRONG', {}, 'publicKeys')
    }
    const parsed = ssh2.utils.parseKey(key.data)
    const [own] = Array.isArray(parsed) ? parsed : [parsed]
    if (!own || own instanceof Error || own.verify(blob, signature, hashOf(context)) !== true)
      throw refuse('CREDENTIALS_WRONG', {}, 'publicKeys')
    return accounts.byKey(username, key.data, ip)
  }

  const prompted = (context: KeyboardAuthContext) =>
    new Promise<string>((resolve) =>
      context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
        resolve(Array.isArray(answers) ? (answers[0] ?? '') : ''),
      ),
    )

  async function decide(context: AuthContext): Promise<FileSignIn | 'go on' | undefined> {
    if (context.method === 'publickey') return byKey(context)
    if (context.method === 'password') return accounts.byPassword(context.username, context.password, ip)
    if (context.method === 'keyboard-interactive')
      return accounts.byPassword(context.username, await prompted(context), ip)
    return undefined
  }

  return {
    get failed() {
      return failed
    },
    ask: async (context) => {
      try {
        const decided = await decide(context)
        if (decided === undefined) context.reject(methods)
        else context.accept()
        return decided === 'go on' ? undefined : decided
      } catch (thrown) {
        failed += 1
        const about = { account: context.username.slice(0, 60), method: context.method }
        if (thrown instanceof Refusal)
          log.warn({ ...about, code: thrown.code, ...thrown.params }, 'a partner was not let in')
        else log.error({ ...about, err: thrown }, 'a sign-in failed')
        context.reject(methods)
        return undefined
      }
    },
  }
}

/** ssh2 names the hash of RSA signatures only where it is not the key's own. */
const hashOf = (context: PublicKeyAuthContext): string | undefined => (context as { hashAlgo?: string }).hashAlgo
