import { refuse } from '../../kernel/errors.ts'
import { PathRefused } from '../../kernel/file-store.ts'
import { handleReply, statusReply } from './protocol/replies.ts'
import { openFlags } from './protocol/wire.ts'
import { halfWritten, look, openToRead } from './reading.ts'
import { demand, placeOf, shown, type Place } from './tree.ts'
import type { RequestOf, Verb, Visitor } from './visit.ts'

const ok = (id: number) => statusReply(id, 'OK')

/** What is there of a name: a file, half a file, or neither. */
async function fileAt(visitor: Visitor, path: string) {
  return (await visitor.store.find(visitor.partner().username, path)) ?? (await halfWritten(visitor, path))
}

async function openToWrite(visitor: Visitor, { id, flags }: RequestOf<'open'>, place: Place): Promise<Buffer> {
  const { store, partner, handles, uploads } = visitor
  demand(partner(), place, 'write')
  handles.makeSure()
  const { path } = place
  const has = (flag: keyof typeof openFlags) => (flags & openFlags[flag]) !== 0
  if (path === place.folder || (await store.hasFolder(partner().username, path)))
    throw refuse('FILE_PATH_REFUSED', { path: shown(path), problem: 'it is a folder' })
  const there = has('TRUNC') && has('CREAT') && !has('EXCL') ? undefined : await fileAt(visitor, path)
  if (has('EXCL') && has('CREAT') && there) throw refuse('FILE_EXISTS', { path: shown(path) })
  if (!has('CREAT') && !there) throw refuse('FILE_NOT_FOUND', { path: shown(path) })
  const upload = await uploads.begin(partner, path, has('TRUNC') ? 'nothing' : 'whatIsThere')
  return handleReply(id, handles.add({ kind: 'writing', path, upload, append: has('APPEND') }))
}

async function rename(visitor: Visitor, from: string, to: string): Promise<void> {
  const { store, partner, room } = visitor
  const [source, target] = [placeOf(from), placeOf(to)]
  // who may bring files may give them their name; who may only take files away may put them elsewhere
  demand(partner(), source, 'write', 'delete')
  demand(partner(), target, 'write')
  const { username } = partner()
  const moved = await store.find(username, source.path)
  if (!moved) {
    if (await halfWritten(visitor, source.path)) throw refuse('FILE_BEING_WRITTEN', { path: shown(source.path) })
    if (source.path === source.folder || (await store.hasFolder(username, source.path)))
      throw refuse('FILE_PATH_REFUSED', { path: shown(source.path), problem: 'folders keep their names' })
    throw refuse('FILE_NOT_FOUND', { path: shown(source.path) })
  }
  const above = target.path.slice(0, target.path.lastIndexOf('/'))
  if (target.path === target.folder || !(await store.hasFolder(username, above)))
    throw refuse('FILE_NOT_FOUND', { path: shown(above) })
  const replaced = source.path === target.path ? undefined : await store.find(username, target.path)
  if (source.path !== target.path) await store.move(username, source.path, target.path)
  room.freed(username, replaced?.size ?? 0)
  await visitor.told({ deed: 'rename', about: { path: source.path, to: target.path, size: moved.size } })
  if (target.folder === 'inbound') visitor.arrived(username, target.path)
}

/**
 * Version 3's own rename refuses an existing name; ours replaces it, as `posix-rename@openssh.com` does: clients without that extension would take the old file away first,
 * and leave a moment with neither.
 */
export const renameVerb = async (
  { id, from, to }: { id: number; from: string; to: string },
  visitor: Visitor,
): Promise<Buffer> => {
  await rename(visitor, from, to)
  return ok(id)
}

export const writingVerbs = {
  open: (request, visitor) => {
    const place = placeOf(request.path)
    const writes = (request.flags & (openFlags.WRITE | openFlags.APPEND)) !== 0
    return writes ? openToWrite(visitor, request, place) : openToRead(visitor, request, place)
  },
  write: async ({ id, handle: key, offset, data }, { handles }) => {
    const { upload, append } = handles.get(key, 'writing')
    await upload.write(append ? upload.size : offset, data)
    return ok(id)
  },
  close: async ({ id, handle: key }, visitor) => {
    const handle = visitor.handles.take(key)
    if (handle.kind === 'reading') {
      await handle.file.close()
      if (handle.sent > 0)
        await visitor.told({
          deed: 'fetch',
          about: { path: handle.path, size: handle.file.file.size, sent: handle.sent },
        })
    }
    if (handle.kind === 'writing') {
      const { path, size } = await handle.upload.finish()
      await visitor.told({ deed: 'bring', about: { path, size } })
      if (placeOf(path).folder === 'inbound') visitor.arrived(visitor.partner().username, path)
    }
    return ok(id)
  },
  // owners, modes and times are the store's own: many clients set them after an upload, and take a No for a failed one
  setstat: async ({ id, path, given }, visitor) => {
    const { size } = await look(visitor, placeOf(path))
    if (given.size !== undefined && given.size !== size)
      throw refuse('FILE_REQUEST_UNSUPPORTED', { what: 'cutting of files that are not open' })
    return ok(id)
  },
  fsetstat: async ({ id, handle: key, given }, { handles }) => {
    const handle = handles.get(key, 'reading', 'writing')
    if (handle.kind === 'writing' && given.size !== undefined && given.size !== handle.upload.size)
      await handle.upload.truncate(given.size)
    return ok(id)
  },
  remove: async ({ id, path: given }, visitor) => {
    const { store, partner, room } = visitor
    const place = placeOf(given)
    demand(partner(), place, 'delete')
    const { username } = partner()
    const { path } = place
    const file = await store.find(username, path)
    if (file) await store.remove(username, path)
    else await store.removeUnfinished(username, path)
    room.freed(username, file?.size ?? 0)
    await visitor.told({ deed: 'remove', about: { path, size: file?.size ?? 0 } })
    return ok(id)
  },
  mkdir: async ({ id, path: given }, { store, partner }) => {
    const place = placeOf(given)
    const { path, folder } = place
    if (path === '' || path === folder) throw refuse('FILE_EXISTS', { path: shown(path) })
    demand(partner(), place, 'write')
    const { username } = partner()
    if ((await store.find(username, path)) || (await store.hasFolder(username, path)))
      throw refuse('FILE_EXISTS', { path: shown(path) })
    await store.makeFolder(username, path)
    return ok(id)
  },
  rmdir: async ({ id, path: given }, { store, partner }) => {
    const place = placeOf(given)
    const { username } = partner()
    if (place.path === '' || place.path === place.folder)
      throw refuse('FILE_RIGHT_MISSING', { account: username, deed: 'delete', folder: 'the root' })
    demand(partner(), place, 'delete')
    if ((await store.unfinished(username, place.path)).length > 0) throw new PathRefused(place.path)
    await store.removeFolder(username, place.path)
    return ok(id)
  },
  rename: renameVerb,
} satisfies {
  [Type in 'open' | 'write' | 'close' | 'setstat' | 'fsetstat' | 'remove' | 'mkdir' | 'rmdir' | 'rename']: Verb<Type>
}
