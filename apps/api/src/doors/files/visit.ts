import type { FileDeed, FilePartner, FileSignIn } from '../../identity/file-accounts.ts'
import { Refusal, refuse } from '../../kernel/errors.ts'
import { FileMissing, PathRefused, type FileStore } from '../../kernel/file-store.ts'
import type { Logger } from '../../kernel/log.ts'
import { Handles } from './handles.ts'
import { statusReply } from './protocol/replies.ts'
import { FieldBroken, type SftpRequest } from './protocol/requests.ts'
import type { StatusName } from './protocol/wire.ts'
import { readingVerbs } from './reading.ts'
import type { Room } from './room.ts'
import { extendedVerb } from './extensions.ts'
import { shown } from './tree.ts'
import type { Uploads } from './uploads.ts'
import { writingVerbs } from './writing.ts'

/** What the sessions of one door share. */
export interface Household {
  store: FileStore
  room: Room
  uploads: Uploads
  /** Writes into the audit log. */
  tell(who: FileSignIn, deed: FileDeed): Promise<void>
  /** A file has come into a partner's inbound folder. */
  arrived(username: string, path: string): void
}

/** One SFTP session of somebody who has signed in. */
export interface Visitor extends Household {
  /** As the account is now: rights and quota may change while it is here. */
  partner(): FilePartner
  handles: Handles
  /** Writes a deed into the log, and into the audit log. */
  told(deed: FileDeed): Promise<void>
  log: Logger
}

export type RequestOf<Type extends SftpRequest['type']> = SftpRequest & { type: Type }
/** Answers one kind of request with a packet; what it refuses becomes a status. */
export type Verb<Type extends SftpRequest['type']> = (request: RequestOf<Type>, visitor: Visitor) => Promise<Buffer>
type Verbs = { [Type in SftpRequest['type']]: Verb<Type> }

const verbs: Verbs = {
  ...readingVerbs,
  ...writingVerbs,
  extended: extendedVerb,
  // a link could only lead to where the partner can go without it, or to where it must not
  readlink: () => Promise.reject(refuse('FILE_REQUEST_UNSUPPORTED', { what: 'links' })),
  symlink: () => Promise.reject(refuse('FILE_REQUEST_UNSUPPORTED', { what: 'links' })),
  unreadable: ({ id, problem }) => Promise.resolve(statusReply(id, 'BAD_MESSAGE', problem)),
}

export interface Visit {
  answer(request: SftpRequest): Promise<Buffer>
  readonly handles: Handles
  /** The client is gone: half-written files are kept as unfinished. */
  end(): Promise<void>
}

/** Requests of one session, answered. */
export function openVisit(household: Household, who: FileSignIn, partner: () => FilePartner, log: Logger): Visit {
  const handles = new Handles()
  const visitor: Visitor = {
    ...household,
    partner,
    handles,
    log,
    told: async (deed) => {
      log.info({ deed: deed.deed, ...deed.about }, 'a partner’s file')
      // the file is where it is: a log that cannot be written makes no deed undone
      await household
        .tell({ ...who, partner: partner() }, deed)
        .catch((error: unknown) => log.error({ err: error, ...deed }, 'the audit log was not written'))
    },
  }
  return {
    handles,
    answer: async (request) => {
      try {
        const verb = verbs[request.type] as Verb<SftpRequest['type']>
        return await verb(request, visitor)
      } catch (thrown) {
        if (thrown instanceof FieldBroken) return statusReply(request.id, 'BAD_MESSAGE', thrown.message)
        const refusal = refusalOf(thrown, request)
        if (!refusal) {
          log.error({ err: thrown, request: request.type }, 'a request of a partner failed')
          return statusReply(request.id, 'FAILURE', 'This house has a problem of its own. Try again later.')
        }
        log.info({ request: request.type, code: refusal.code, ...refusal.params }, 'a request of a partner was refused')
        return statusReply(request.id, statusOf(refusal), `${refusal.message} ${refusal.advice}`)
      }
    },
    end: async () => {
      const ended = handles.takeAll().map(async (handle) => {
        if (handle.kind === 'reading') await handle.file.close()
        if (handle.kind !== 'writing') return
        const { size } = handle.upload
        await handle.upload.keep()
        log.warn({ path: handle.path, size }, 'the session ended in the middle of a file; what came is kept apart')
      })
      // one that cannot be closed keeps no other from being kept
      for (const result of await Promise.allSettled(ended))
        if (result.status === 'rejected') log.error({ err: result.reason as unknown }, 'a file could not be let go')
    },
  }
}

function refusalOf(thrown: unknown, request: SftpRequest): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown
  const path = shown('path' in request ? request.path.replace(/^\/+/, '') : 'from' in request ? request.from : 'it')
  if (thrown instanceof FileMissing) return refuse('FILE_NOT_FOUND', { path })
  if (thrown instanceof PathRefused)
    return refuse('FILE_PATH_REFUSED', {
      path,
      problem: 'something of another kind is there, or a folder that is not empty',
    })
  return undefined
}

/** Version 3 knows few words: what is not among them is a FAILURE, with a sentence. */
function statusOf({ code }: Refusal): StatusName {
  if (code === 'FILE_NOT_FOUND') return 'NO_SUCH_FILE'
  if (code === 'FILE_RIGHT_MISSING') return 'PERMISSION_DENIED'
  if (code === 'FILE_REQUEST_UNSUPPORTED') return 'OP_UNSUPPORTED'
  return 'FAILURE'
}
