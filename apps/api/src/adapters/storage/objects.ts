import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import type { Readable } from 'node:stream'
import { FileMissing, StoreFull } from '../../kernel/file-store.ts'

export interface ObjectStorageSettings {
  bucket: string
  /** How all keys begin. */
  prefix: string
  region: string
  /** Where it is not Amazon's. */
  endpoint?: string | undefined
  pathStyle: boolean
  /** Larger objects cannot be copied at once: 5 GiB (CopyObject), unless told. */
  largestCopyBytes?: number
  /** Left out: what the SDK finds on the machine. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined
}

export interface StoredObject {
  key: string
  size: number
  changedAt: Date
  etag: string
  metadata: Readonly<Record<string, string>>
}

/** A part that was uploaded. */
export interface UploadedPart {
  number: number
  etag: string
}

/** What we need of S3, and every server that speaks it knows: https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export function openObjects({ bucket, region, endpoint, pathStyle, credentials }: ObjectStorageSettings) {
  const config: S3ClientConfig = {
    region,
    forcePathStyle: pathStyle,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
    // many servers that are not Amazon's refuse the checksums that newer clients add by themselves
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  }
  const client = new S3Client(config)
  const at = (key: string) => ({ Bucket: bucket, Key: key })

  async function* listed(prefix: string, delimiter?: string): AsyncGenerator<StoredObject | { prefix: string }> {
    let token: string | undefined
    do {
      const page = await told(
        client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: delimiter, ContinuationToken: token }),
        ),
      )
      for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix) yield { prefix: Prefix }
      for (const { Key, Size, LastModified, ETag } of page.Contents ?? [])
        if (Key)
          yield { key: Key, size: Size ?? 0, changedAt: LastModified ?? new Date(0), etag: ETag ?? '', metadata: {} }
      token = page.IsTruncated ? page.NextContinuationToken : undefined
    } while (token)
  }

  return {
    head: async (key: string): Promise<StoredObject | undefined> => {
      const found = await told(client.send(new HeadObjectCommand(at(key)))).catch(ifMissing)
      return found && objectOf(key, found)
    },
    /** From a place on, as long as it is the same object. Throws FileMissing. */
    get: async (key: string, start = 0, etag?: string): Promise<{ object: StoredObject; bytes: Readable }> => {
      const range = start > 0 ? { Range: `bytes=${start}-` } : {}
      const same = etag ? { IfMatch: etag } : {}
      const found = await told(client.send(new GetObjectCommand({ ...at(key), ...range, ...same })))
      return { object: objectOf(key, found), bytes: found.Body as Readable }
    },
    put: async (key: string, bytes: Buffer, metadata: Record<string, string> = {}): Promise<void> =>
      void (await told(client.send(new PutObjectCommand({ ...at(key), Body: bytes, Metadata: metadata })))),
    remove: async (key: string): Promise<void> => void (await told(client.send(new DeleteObjectCommand(at(key))))),
    /** As long as it is the same object. Throws FileMissing. */
    copy: async (from: string, to: string, etag: string): Promise<void> => {
      const source = `${bucket}/${from.split('/').map(encodeURIComponent).join('/')}`
      await told(client.send(new CopyObjectCommand({ ...at(to), CopySource: source, CopySourceIfMatch: etag })))
    },
    listed,
    begin: async (key: string): Promise<string> => {
      const { UploadId } = await told(client.send(new CreateMultipartUploadCommand(at(key))))
      if (!UploadId) throw new Error('the object storage began an upload without a name')
      return UploadId
    },
    part: async (key: string, upload: string, number: number, bytes: Buffer): Promise<UploadedPart> => {
      const { ETag } = await told(
        client.send(new UploadPartCommand({ ...at(key), UploadId: upload, PartNumber: number, Body: bytes })),
      )
      return { number, etag: ETag ?? '' }
    },
    complete: async (key: string, upload: string, parts: readonly UploadedPart[]): Promise<void> => {
      const Parts = [...parts]
        .sort((one, other) => one.number - other.number)
        .map(({ number, etag }) => ({ PartNumber: number, ETag: etag }))
      await told(
        client.send(new CompleteMultipartUploadCommand({ ...at(key), UploadId: upload, MultipartUpload: { Parts } })),
      )
    },
    /** What cannot be taken away now, the bucket's rule for unfinished uploads takes later (docs/guides/sftp.md). */
    abort: async (key: string, upload: string): Promise<void> =>
      void (await client
        .send(new AbortMultipartUploadCommand({ ...at(key), UploadId: upload }))
        .catch(() => undefined)),
    close: () => client.destroy(),
  }
}

export type Objects = ReturnType<typeof openObjects>

interface Told {
  ContentLength?: number | undefined
  LastModified?: Date | undefined
  ETag?: string | undefined
  Metadata?: Record<string, string> | undefined
}

const objectOf = (key: string, { ContentLength, LastModified, ETag, Metadata }: Told): StoredObject => ({
  key,
  size: ContentLength ?? 0,
  changedAt: LastModified ?? new Date(0),
  etag: ETag ?? '',
  metadata: Metadata ?? {},
})

const gone = [404, 412]
const full = ['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage']

/** A fault of the object storage in the words of the port. */
async function told<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
    const status = $metadata?.httpStatusCode ?? 0
    if (name === 'NoSuchKey' || (gone.includes(status) && name !== 'NoSuchBucket' && name !== 'NoSuchUpload'))
      throw new FileMissing('there is no such object', { cause: error })
    if (status === 507 || full.includes(name ?? '')) throw new StoreFull('the object storage is full', { cause: error })
    throw error
  }
}

function ifMissing(error: unknown): undefined {
  if (error instanceof FileMissing) return undefined
  throw error
}
