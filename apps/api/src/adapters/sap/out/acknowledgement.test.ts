import { describe, expect, it } from 'vitest'
import { asked, bytes, gathered } from '../fixtures/asked.ts'
import { layouts } from '../idoc/layout.ts'
import { readIdocs } from '../idoc/read-idocs.ts'
import { all } from '../idoc/segment.ts'
import { createSapModule } from '../index.ts'

describe('an acknowledgement', () => {
  const sap = createSapModule({ clock: { now: () => new Date('2026-11-23T10:00:00Z') } })
  const of = (docnum: string, refusals: { code: string; message: string }[] = []) => ({
    acknowledge: { docnum, messageType: 'MATMAS', messageCode: '', messageFunction: '' },
    refusals,
  })

  it('tells by ALEAUD01 what was posted and what was not, by number', async () => {
    const refusal = { code: 'CODE_NOT_MAPPED', message: 'KI in E1MARAM/MEINS has no counterpart here. '.repeat(4) }
    const answer = await sap.acknowledge!(
      [of('0000000215172311'), of('0000000215172312', [refusal])],
      asked('MATMAS05'),
    )
    expect(answer!.fileName).toBe('ALEAUD_20261123100000_a-file.xml')
    const [idoc] = await gathered(readIdocs(bytes(answer!.bytes.toString()), { layouts: layouts(), encoding: 'utf-8' }))
    expect(idoc!.control).toMatchObject({ MESTYP: 'ALEAUD', IDOCTYP: 'ALEAUD01', DIRECT: '2' })
    const [header] = idoc!.segments
    expect(header!.fields).toEqual({ MESTYP: 'MATMAS' })
    expect(all(header!, 'E1STATE').map(({ fields }) => [fields['DOCNUM'], fields['STATUS'], fields['STATYP']])).toEqual(
      [
        ['0000000215172311', '53', 'S'],
        ['0000000215172312', '51', 'E'],
      ],
    )
    expect(all(header!, 'E1STATE')[1]!.fields['STAPA1']).toBe('CODE_NOT_MAPPED: KI in E1MARAM/MEINS has no counte')
  })

  it('says nothing of what has no number', async () => {
    expect(await sap.acknowledge!([of('')], asked('MATMAS05'))).toBeUndefined()
  })
})
