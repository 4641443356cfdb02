import { parse } from 'csv-parse'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { Portico, Resource } from './portico.ts'

/** A line of the price file. */
interface Line {
  priceList: string
  sku: string
  unit: string
  quantity: string
  currency: string
  amount: string
}

/** What became of a file of prices. */
export interface Pushed {
  records: number
  created: number
  changed: number
  refused: (Problem & { sku: string })[]
}

/** Why a record was refused; they are counted from 1. */
interface Problem {
  record: number
  code: string
  detail: string
}

/**
 * Sends a file of prices (CSV: priceList,sku,unit,quantity,currency,amount) as one asynchronous batch and waits until it is applied. It streams: a million
 * lines need no more memory than ten. The same export sent again within a day is the same batch; later, prices that are so already are left alone.
 */
export async function pushPrices(portico: Portico, file: string): Promise<Pushed> {
  // an export is known by its file and the time at which it was written, not by what it says: a price may go up, down, and up again
  const { mtimeMs } = await stat(file)
  const name = createHash('sha256')
    .update(`${basename(file)} ${mtimeMs}`)
    .digest('hex')
  const accepted = await portico.text('/admin/api/batches?type=prices&mode=upsert', {
    method: 'POST',
    contentType: 'application/jsonl',
    idempotencyKey: `prices-${name}`,
    body: () => Readable.toWeb(Readable.from(records(file), { objectMode: false })) as ReadableStream<Uint8Array>,
  })
  const { id } = (JSON.parse(accepted) as { data: Resource }).data
  const job = await ended(portico, id)
  const problems =
    job.refused === 0
      ? ''
      : await portico.text(`/admin/api/batches/${id}/problems`, { contentType: 'application/jsonl' })
  return { ...job, refused: await told(file, problems) }
}

const linesOf = (file: string) =>
  createReadStream(file).pipe(parse({ columns: true, trim: true, bom: true })) as AsyncIterable<Line>

/** Problems, with what they are about. */
async function told(file: string, problems: string): Promise<Pushed['refused']> {
  const found = problems
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Problem)
  if (found.length === 0) return []
  const refused: Pushed['refused'] = []
  let record = 0
  for await (const { sku } of linesOf(file)) {
    record++
    refused.push(...found.filter((problem) => problem.record === record).map((problem) => ({ ...problem, sku })))
  }
  return refused
}

/** Each line as a price of the back office; product, unit and list are named by what both sides call them. */
async function* records(file: string): AsyncGenerator<string> {
  for await (const { priceList, sku, unit, quantity, currency, amount } of linesOf(file)) {
    const links = { priceList: { code: priceList }, product: { sku }, unit: { code: unit } }
    yield `${JSON.stringify({ ...links, quantity, currency, amount })}\n`
  }
}

interface Job {
  state: 'receiving' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  records: number
  created: number
  changed: number
  refused: number
  problem: string | null
}

async function ended(portico: Portico, id: string): Promise<Job> {
  for (let wait = 200; ; wait = Math.min(wait * 2, 5_000)) {
    const { data } = JSON.parse(await portico.text(`/admin/api/jobs/${id}`)) as { data: Resource<Job> }
    const { state, problem } = data.attributes
    if (state === 'done') return data.attributes
    if (state === 'failed' || state === 'cancelled') throw new Error(`the batch ${id} was ${state}: ${problem ?? ''}`)
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
