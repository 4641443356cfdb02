import { refuse } from '../../kernel/errors.ts'
import { accountFolders, type StoredFile, type StoredFolder } from '../../kernel/file-store.ts'
import {
  attributesReply,
  dataReply,
  handleReply,
  longName,
  namesReply,
  statusReply,
  type Attributes,
  type NamedEntry,
} from './protocol/replies.ts'
import { largestPiece } from './protocol/wire.ts'
import { demand, isOpen, modeOf, placeOf, shown, type Place } from './tree.ts'
import type { RequestOf, Verb, Visitor } from './visit.ts'

/** Folders tell no time of their own that would mean anything in every store. */
const folderTime = new Date(0)

const attributesOfFolder = ({ partner }: Visitor, { folder }: Place): Attributes => ({
  size: 0,
  mode: modeOf(partner(), 'folder', folder),
  changedAt: folderTime,
})

const attributesOfFile = ({ partner }: Visitor, { folder }: Place, { size, changedAt }: StoredFile): Attributes => ({
  size,
  mode: modeOf(partner(), 'file', folder),
  changedAt,
})

/** A half-written file stands at its name for its partner, as on any server: whoever resumes asks how much is there. */
export async function halfWritten({ store, partner }: Visitor, path: string): Promise<StoredFile | undefined> {
  const files = await store.unfinished(partner().username, path.slice(0, path.lastIndexOf('/')))
  return files.find((file) => file.path === path)
}

/** What is at a place, as far as the partner may know. Refuses with FILE_NOT_FOUND, FILE_RIGHT_MISSING. */
export async function look(visitor: Visitor, place: Place): Promise<Attributes> {
  const { store, partner } = visitor
  const { path } = place
  if (path === '') return attributesOfFolder(visitor, place)
  demand(partner(), place, 'read', 'write', 'delete')
  const { username } = partner()
  const file = (await store.find(username, path)) ?? (await halfWritten(visitor, path))
  if (file) return attributesOfFile(visitor, place, file)
  if (path === place.folder || (await store.hasFolder(username, path))) return attributesOfFolder(visitor, place)
  throw refuse('FILE_NOT_FOUND', { path: shown(path) })
}

const stat = async ({ id, path }: RequestOf<'stat' | 'lstat'>, visitor: Visitor): Promise<Buffer> =>
  attributesReply(id, await look(visitor, placeOf(path)))

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

async function entriesIn(visitor: Visitor, place: Place): Promise<NamedEntry[]> {
  const { store, partner } = visitor
  const now = new Date()
  const { username } = partner()
  const entry = (name: string, attributes: Attributes): NamedEntry => ({
    name,
    attributes,
    long: longName(name, attributes, username, now),
  })
  const self = attributesOfFolder(visitor, place)
  const dots = ['.', '..'].map((name) => entry(name, self))
  if (place.path === '')
    return [
      ...dots,
      ...accountFolders
        .filter((folder) => isOpen(partner(), folder))
        .map((folder) => entry(folder, attributesOfFolder(visitor, { path: folder, folder }))),
    ]
  const kept: readonly (StoredFile | StoredFolder)[] = await store.list(username, place.path)
  const names = new Set(kept.map(({ path }) => path))
  const coming = (await store.unfinished(username, place.path)).filter(({ path }) => !names.has(path))
  const all = [...kept, ...coming].map((one) =>
    entry(
      nameOf(one.path),
      'folder' in one ? attributesOfFolder(visitor, place) : attributesOfFile(visitor, place, one),
    ),
  )
  return [...dots, ...all]
}

/** A listing goes out in packets of so many names. */
const namesAtOnce = 100

export const readingVerbs = {
  stat,
  lstat: stat,
  // a client that begins asks for `.`, to show where it is
  realpath: ({ id, path }) => {
    const attributes = { size: 0, mode: 0, changedAt: folderTime }
    const name = shown(placeOf(path).path)
    return Promise.resolve(namesReply(id, [{ name, long: name, attributes }]))
  },
  fstat: async ({ id, handle: key }, visitor) => {
    const handle = visitor.handles.get(key, 'reading', 'writing')
    const place = placeOf(handle.path)
    if (handle.kind === 'reading') return attributesReply(id, attributesOfFile(visitor, place, handle.file.file))
    const { size } = handle.upload
    const coming = { path: handle.path, size, changedAt: new Date(), version: '' }
    return Promise.resolve(attributesReply(id, attributesOfFile(visitor, place, coming)))
  },
  opendir: async ({ id, path }, visitor) => {
    const place = placeOf(path)
    visitor.handles.makeSure()
    if (place.path !== '') demand(visitor.partner(), place, 'read')
    const left = await entriesIn(visitor, place)
    return handleReply(id, visitor.handles.add({ kind: 'folder', path: place.path, left }))
  },
  readdir: ({ id, handle: key }, { handles }) => {
    const { left } = handles.get(key, 'folder')
    if (left.length === 0) return Promise.resolve(statusReply(id, 'EOF'))
    return Promise.resolve(namesReply(id, left.splice(0, namesAtOnce)))
  },
  read: async ({ id, handle: key, offset, length }, { handles }) => {
    const handle = handles.get(key, 'reading')
    const bytes = await handle.file.read(offset, Math.min(length, largestPiece))
    if (bytes.length === 0) return statusReply(id, 'EOF')
    handle.sent += bytes.length
    return dataReply(id, bytes)
  },
} satisfies { [Type in 'stat' | 'lstat' | 'realpath' | 'fstat' | 'opendir' | 'readdir' | 'read']: Verb<Type> }

/** Opens a finished file to be read. Refuses with FILE_BEING_WRITTEN for one that is not. */
export async function openToRead(visitor: Visitor, { id }: { id: number }, place: Place): Promise<Buffer> {
  const { store, partner, handles } = visitor
  demand(partner(), place, 'read')
  handles.makeSure()
  const { username } = partner()
  const { path } = place
  if (!(await store.find(username, path)) && (await halfWritten(visitor, path)))
    throw refuse('FILE_BEING_WRITTEN', { path: shown(path) })
  const file = await store.open(username, path)
  return handleReply(id, handles.add({ kind: 'reading', path, file, sent: 0 }))
}
