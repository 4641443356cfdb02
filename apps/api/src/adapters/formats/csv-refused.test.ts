import { model } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import { UnreadableFile, type FileProfileSaid } from '../../domain/integrations/port.ts'
import { asking, inPieces, mapped, recordsOf } from '../../testing/formats.ts'
import { csvFormat } from './csv.ts'

const csv = csvFormat(model)
const read = (entity: string, file: string | Uint8Array, profile: Partial<FileProfileSaid> = {}) =>
  recordsOf(csv, file, asking(entity, profile))
const refusalOf = async (reading: Promise<unknown>) => {
  const error = await reading.catch((thrown: unknown) => thrown)
  if (!(error instanceof UnreadableFile)) throw error
  const { code, params, at } = error
  return { code, params, at }
}
const latin1 = (text: string) => Buffer.from(text, 'latin1')

describe('a CSV file that cannot be read', () => {
  it.each<[string, string | Uint8Array, Partial<FileProfileSaid>, object]>([
    ['has no byte', '', {}, { code: 'FILE_EMPTY' }],
    ['has a byte order mark only', '\ufeff', {}, { code: 'FILE_EMPTY' }],
    ['has empty lines only', '\r\n\r\n', {}, { code: 'FILE_EMPTY' }],
    [
      'is ISO-8859-1 in a UTF-8 profile',
      latin1('code,name\na,Acme\nb,Bohrmaschine für Holz\n'),
      {},
      {
        code: 'FILE_NOT_IN_ENCODING',
        params: { encoding: 'UTF-8' },
        at: { line: 3, value: 'b,Bohrmaschine für Holz' },
      },
    ],
    [
      'is UTF-8 in an ISO-8859-1 profile',
      'code,name\na,Bohrmaschine für Holz\n',
      { encoding: 'latin1' },
      { code: 'FILE_NOT_IN_ENCODING', params: { encoding: 'ISO-8859-1', hint: 'it is UTF-8' } },
    ],
    [
      'is UTF-16 in a UTF-8 profile',
      Buffer.from('\ufeffcode,name\n', 'utf16le'),
      {},
      { code: 'FILE_NOT_IN_ENCODING', params: { hint: 'it is UTF-16LE' } },
    ],
    [
      'is a workbook',
      Buffer.from('PK\u0003\u0004…', 'latin1'),
      {},
      { code: 'FILE_NOT_IN_ENCODING', params: { hint: 'it is an XLSX file or another ZIP archive' } },
    ],
    [
      'is UTF-16 in an ISO-8859-1 profile',
      Buffer.from('\ufeffcode,name\n', 'utf16le'),
      { encoding: 'latin1' },
      { code: 'FILE_NOT_IN_ENCODING', params: { encoding: 'ISO-8859-1', hint: 'it is UTF-16LE' } },
    ],
    [
      'is UTF-16 the other way round',
      Buffer.from('\ufeffcode,name\n', 'utf16le').swap16(),
      {},
      { code: 'FILE_NOT_IN_ENCODING', params: { hint: 'it is UTF-16BE, which is not read: save it as UTF-8' } },
    ],
    [
      'is a workbook in a Windows-1252 profile',
      Buffer.from('PK\u0003\u0004…', 'latin1'),
      { encoding: 'windows1252' },
      { code: 'FILE_NOT_IN_ENCODING', params: { hint: 'it is an XLSX file or another ZIP archive' } },
    ],
    ['ends inside a character', Buffer.from('code,name\na,ü').subarray(0, -1), {}, { code: 'FILE_NOT_IN_ENCODING' }],
    [
      'opens a quote and does not close it',
      'code,name\na,Acme\nb,"Bolt\nc,Cut\n',
      {},
      { code: 'FILE_BROKEN', params: { line: 3, problem: 'a quote is opened and not closed' } },
    ],
    [
      'has columns of other entities',
      'code,name,colour,weight',
      {},
      { code: 'FILE_COLUMN_UNKNOWN', params: { columns: 'colour, weight' } },
    ],
    [
      'has a column without a name',
      'code,name,\na,b,c',
      {},
      { code: 'FILE_COLUMN_UNKNOWN', params: { columns: '(number 3 has no name)' } },
    ],
    ['names a column twice', 'code,name,name\na,b,c', {}, { code: 'FILE_COLUMN_TWICE', params: { columns: 'name' } }],
    [
      'does not say which rows it is about',
      'name,slug\na,b',
      {},
      { code: 'FILE_COLUMN_MISSING', params: { columns: 'code' } },
    ],
    ['has another delimiter', 'code;name\na;b', {}, { code: 'FILE_COLUMN_UNKNOWN', params: { columns: 'code;name' } }],
    [
      'lacks a column that its profile maps',
      'code,title\na,b',
      { columns: [mapped('name', 'Bezeichnung')] },
      { code: 'FILE_COLUMN_MISSING', params: { columns: 'Bezeichnung', found: 'code | title' } },
    ],
    [
      'is mapped to a field that there is not',
      'code,title\na,b',
      { columns: [mapped('colour', 'title')] },
      { code: 'FILE_PROFILE_INVALID', params: { field: 'colour', entity: 'brand' } },
    ],
  ])('because it %s says so', async (_what, file, profile, refusal) => {
    expect(await refusalOf(read('brand', file, profile))).toMatchObject(refusal)
  })

  it('because a line never ends is given up after a megabyte, with what came before it read', async () => {
    const file = `code,name\na,Acme\nb,"${'x'.repeat(3_000_000)}`
    const seen: number[] = []
    const reading = (async () => {
      for await (const { at } of csv.decode(inPieces(Buffer.from(file)), asking('brand'))) seen.push(at.line!)
    })()
    expect(await refusalOf(reading)).toMatchObject({ code: 'FILE_BROKEN', at: { line: 3 } })
    expect(seen).toEqual([2])
  })

  it('for a fault of what brings its bytes does not look like the end of the file', async () => {
    async function* broken() {
      yield await Promise.resolve(Buffer.from('code,name\na,Acme\n'))
      throw new Error('the disk is gone')
    }
    const reading = async () => {
      for await (const record of csv.decode(broken(), asking('brand'))) expect(record.at.line).toBe(2)
    }
    await expect(reading()).rejects.toThrow('the disk is gone')
  })
})
