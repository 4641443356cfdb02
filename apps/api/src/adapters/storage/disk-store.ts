import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { endings, isMediaKey, type MediaStore, type MediaType, type Original } from '../../kernel/media.ts'

/** Originals as files below `<folder>/originals`. A file is replaced at once or not at all, so that no reader sees half of it. */
export function diskStore(folder: string): MediaStore {
  const fileOf = (key: string, mediaType: MediaType) => join(folder, 'originals', `${key}.${endings[mediaType]}`)

  async function find(key: string): Promise<Original | undefined> {
    if (!isMediaKey(key)) return undefined
    for (const mediaType of Object.keys(endings) as MediaType[]) {
      const file = fileOf(key, mediaType)
      const found = await stat(file, { bigint: true }).catch(ignoreMissing)
      if (!found?.isFile()) continue
      // nanoseconds: two writes of the same length within a millisecond are two versions
      const version = `${found.size.toString(36)}-${found.mtimeNs.toString(36)}`
      return { key, mediaType, version, read: () => readFile(file) }
    }
    return undefined
  }

  async function put(key: string, mediaType: MediaType, bytes: Buffer): Promise<void> {
    if (!isMediaKey(key))
      throw new RangeError(
        `'${key}' cannot be a media key: use lower-case letters, digits, -, _ and . in parts parted by /`,
      )
    const file = fileOf(key, mediaType)
    await replaceFile(file, bytes)
    const others = (Object.keys(endings) as MediaType[]).filter((other) => other !== mediaType)
    await Promise.all(others.map((other) => unlink(fileOf(key, other)).catch(ignoreMissing)))
  }

  return { find, put }
}

/** Writes beside the file and moves it there. Makes the folder. */
export async function replaceFile(file: string, bytes: Buffer): Promise<void> {
  const beside = `${file}.${randomUUID()}`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(beside, bytes)
  await rename(beside, file)
}

function ignoreMissing(error: unknown): undefined {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  throw error
}
