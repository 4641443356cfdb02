import { refuse } from '../../kernel/errors.ts'
import { mostHandles } from './handles.ts'
import { limitsReply, roomReply, statusReply } from './protocol/replies.ts'
import type { Fields } from './protocol/requests.ts'
import { placeOf } from './tree.ts'
import type { Verb, Visitor } from './visit.ts'
import { renameVerb, writingVerbs } from './writing.ts'

type Extension = (id: number, visitor: Visitor, fields: Fields) => Promise<Buffer>

const room: Extension = async (id, { room, partner }) => {
  const { username, quotaBytes } = partner()
  return roomReply(id, { total: quotaBytes, free: quotaBytes - (await room.used(username)) })
}

/** OpenSSH's PROTOCOL, chapter 4; named to clients in the version reply. */
const extensions = new Map<string, Extension>(
  Object.entries({
    'posix-rename@openssh.com': (id, visitor, fields) =>
      renameVerb({ id, from: fields.text(), to: fields.text() }, visitor),
    'statvfs@openssh.com': (id, visitor, fields) => {
      placeOf(fields.text())
      return room(id, visitor, fields)
    },
    'fstatvfs@openssh.com': room,
    // a file that is closed is on the disk
    'fsync@openssh.com': (id) => Promise.resolve(statusReply(id, 'OK')),
    'lsetstat@openssh.com': (id, visitor, fields) =>
      writingVerbs.setstat({ id, type: 'setstat', path: fields.text(), given: fields.attributes() }, visitor),
    'limits@openssh.com': (id) => Promise.resolve(limitsReply(id, mostHandles)),
  } satisfies Record<string, Extension>),
)

export const extendedVerb: Verb<'extended'> = ({ id, name, fields }, visitor) => {
  const extension = extensions.get(name)
  if (!extension) throw refuse('FILE_REQUEST_UNSUPPORTED', { what: `extension ${name.slice(0, 60)}` })
  return extension(id, visitor, fields)
}
