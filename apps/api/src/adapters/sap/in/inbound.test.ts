import { model } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import type { ExchangeDeed, ExchangeRecord } from '../../../domain/integrations/port.ts'
import { asked, fixture, records } from '../fixtures/asked.ts'
import { inbound } from '../messages.ts'

const files = ['matmas', 'debmas', 'cond_a', 'loistd', 'wmmbid', 'ordrsp', 'delvry', 'invoic']

/** What it takes to do a deed. */
const rightsOf = (deed: ExchangeDeed): string[] => {
  if ('action' in deed) return [deed.action]
  if ('rest' in deed) return [`${deed.rest}.delete`]
  const deeds = deed.mode === 'upsert' ? ['create', 'update'] : [deed.mode]
  return deeds.map((one) => `${deed.entity}.${one}`)
}
const deedsOf = async (name: string, of = asked(null), change = (text: string) => text): Promise<ExchangeDeed[]> =>
  (await records(change(await fixture(`${name}.xml`)), of)).flatMap(({ deeds }) => deeds)
const objections = (found: readonly ExchangeRecord[]) => found.flatMap((record) => record.objections ?? [])
const objectionsOf = async (name: string, from: string | RegExp, to: string, of = asked(null)) =>
  objections(await records((await fixture(`${name}.xml`)).replace(from, to), of))

describe('what comes in', () => {
  it.each(files)('reads %s as it was agreed', async (name) => {
    const found = await records(await fixture(`${name}.xml`))
    await expect(JSON.stringify(found, null, 2) + '\n').toMatchFileSnapshot(`../fixtures/${name}.golden.json`)
  })

  it('knows an IDoc by its sender and number, and orders what is about the same object by SERIAL', async () => {
    const [first, second] = await records(await fixture('matmas.xml'))
    expect(first).toMatchObject({ key: 'PS1CLNT400/400/0000000215172311', serial: '20261123143620' })
    const about = (record: ExchangeRecord) => [...new Set(record.deeds.map((deed) => deed.about))]
    expect(about(first!)).toEqual(['PS1CLNT400/400 MATMAS05 000000000000047110'])
    // another client of another sender counts by itself
    const elsewhere = (await fixture('matmas.xml')).replaceAll('PS1CLNT400', 'PS2CLNT500').replaceAll('>400<', '>500<')
    expect(about((await records(elsewhere))[0]!)).toEqual(['PS2CLNT500/500 MATMAS05 000000000000047110'])
    expect(second!.key).toBe('PS1CLNT400/400/0000000215172312')
    // of an IDoc about several objects, each counts by itself
    expect(about((await records(await fixture('cond_a.xml')))[0]!).length).toBeGreaterThan(1)
  })

  it('refuses IDocs of senders that the settings do not name, where they name any', async () => {
    const from = async (senders: string[]) =>
      objections(await records(await fixture('matmas.xml'), asked(null, { settings: { senders } }))).map(
        ({ code, column, value }) => [code, column, value],
      )
    const refused = ['IDOC_SENDER_UNKNOWN', 'EDI_DC40/SNDPRN', 'PS1CLNT400']
    expect(await from(['QASCLNT200'])).toEqual([refused, refused])
    expect(await from(['PS1CLNT400/200'])).toEqual([refused, refused])
    expect(await from(['PS1CLNT400'])).toEqual([])
    expect(await from(['QASCLNT200', 'PS1CLNT400/400'])).toEqual([])
  })

  it('keeps leading zeros of material numbers, or takes them off digits, as the settings have it', async () => {
    const skus = async (materialNumbers: string) =>
      (await deedsOf('matmas', asked(null, { settings: { materialNumbers } }))).flatMap((deed) =>
        'entity' in deed && deed.entity === 'product' ? [deed.given['sku']] : [],
      )
    expect(await skus('keep')).toEqual(['000000000000047110', '000000000000047111'])
    expect(await skus('strip')).toEqual(['47110', '47111'])
  })

  it('refuses a material in a unit that nobody mapped, and says where and what to do', async () => {
    const [objection] = await objectionsOf('matmas', '<MEINS>PCE</MEINS>', '<MEINS>KI</MEINS>')
    expect(objection).toEqual({
      line: 25,
      column: 'E1MARAM/MEINS',
      value: 'KI',
      code: 'CODE_NOT_MAPPED',
      params: { code: 'KI', field: 'E1MARAM/MEINS', setting: 'units' },
    })
  })

  it('refuses a number that is none, and the rest of the IDoc with it', async () => {
    const found = await records((await fixture('matmas.xml')).replace('2100.000', '2.100,000'))
    expect(found[0]!.deeds).toEqual([])
    expect(found[0]!.objections).toMatchObject([{ column: 'E1MARAM/BRGEW', value: '2.100,000', code: 'FIELD_INVALID' }])
    expect(found[1]!.deeds).toHaveLength(1)
  })

  it.each([
    ['percent', /<KRECH>C<\/KRECH>/, '<KRECH>A</KRECH>', 'percent'],
    ['a price finer than 0.0001', '<KPEIN>10</KPEIN>', '<KPEIN>100000</KPEIN>', 'a part of 0.0001'],
    ['a scale up to quantities', '<KZBZG>C<', '<STFKZ>B</STFKZ><KZBZG>C<', 'another kind than “from”'],
    ['a graduated scale', '<KZBZG>C<', '<STFKZ>D</STFKZ><KZBZG>C<', 'another kind than “from”'],
    ['a scale of weights', '<KZBZG>C<', '<KZBZG>D<', 'something else than quantities'],
    ['a scale in another unit', '<KRECH>C<', '<KONMS>CT</KONMS><KRECH>C<', 'in another unit'],
    ['a scale of values', '<E1KONM SEGMENT="1">', '<E1KONW SEGMENT="1"/><E1KONM SEGMENT="1">', 'a scale of values'],
    ['a price of one plant', '<KUNNR>0000010020<', '<WERKS>1000</WERKS><KUNNR>0000010020<', 'one WERKS only'],
    ['other condition types', /<KSCHL>PR00<\/KSCHL>/g, '<KSCHL>K007</KSCHL>', 'none of the condition types'],
  ])('refuses %s with its reason, or leaves it aside where the settings say so', async (_what, from, to, problem) => {
    const [objection] = await objectionsOf('cond_a', from, to)
    expect(objection).toMatchObject({ code: 'CONDITION_NOT_SPOKEN' })
    expect(objection!.params!['problem']).toContain(problem)
    expect(await objectionsOf('cond_a', from, to, asked(null, { settings: { otherConditions: 'skip' } }))).toEqual([])
  })

  it('reads a scale whose unit is ours for the one that is priced, and a kind of scale that no scale follows', async () => {
    const same = (text: string) => text.replace('<KZBZG>C</KZBZG>', '<STFKZ>A</STFKZ><KZBZG>C</KZBZG><KONMS>ST</KONMS>')
    expect((await deedsOf('cond_a', asked(null), same))[0]).toMatchObject({
      input: { tiers: [{}, { quantity: '10' }] },
    })
    const none = (text: string) =>
      text.replace('<KZBZG>C<', '<STFKZ>B</STFKZ><KZBZG>D<').replace(/<E1KONM[^]*<\/E1KONM>/, '')
    expect((await deedsOf('cond_a', asked(null), none))[0]).toMatchObject({ input: { tiers: [{ quantity: '1' }] } })
  })

  it('keeps a price for each currency and unit only where they are part of the key', async () => {
    const series = async (from: string, to: string) =>
      (await deedsOf('cond_a', asked(null), (text) => text.replace(from, to))).map(
        (deed) => 'input' in deed && [deed.input['series'], deed.input['sole']],
      )[0]
    expect(await series('', '')).toEqual(['sap PR00 1000-10 all', true])
    expect(await series('<KSCHL>PR00', '<WAERK>EUR</WAERK><VRKME>PCE</VRKME><KSCHL>PR00')).toEqual([
      'sap PR00 1000-10 all EUR PCE',
      true,
    ])
  })

  it('gives the price of one of a price for many, exactly', async () => {
    const deeds = await deedsOf('cond_a', asked(null), (text) =>
      text
        .replace(/<E1KONM[^]*<\/E1KONM>/, '')
        .replace('1299.00', '12.34')
        .replace('<KPEIN>10<', '<KPEIN>100<'),
    )
    expect(deeds[0]).toMatchObject({
      action: 'priceList.setPrices',
      input: { tiers: [{ quantity: '1', amount: '0.1234' }] },
    })
  })

  describe('of customers', () => {
    const customer = async (change: (text: string) => string, settings = {}) => {
      const deeds = await deedsOf('debmas', asked(null, { settings }), change)
      const found = deeds.find((deed) => 'entity' in deed && deed.entity === 'customer')
      return found as { mode: string; given: Record<string, unknown> }
    }
    const area = /<E1KNVVM [^]*<\/E1KNVVM>/
    const central = (fields: string) => (text: string) => text.replace('<AUFSD></AUFSD>', fields)

    it('keeps the blocks of our sales area and those of the whole customer apart, so that either can be lifted', async () => {
      expect((await customer(central('<AUFSD>02</AUFSD>'))).given).toMatchObject({
        orderBlock: null,
        deliveryBlock: '01',
        billingBlock: null,
        centralOrderBlock: '02',
        centralDeliveryBlock: null,
        centralBillingBlock: null,
      })
      // of sales areas nothing is said: theirs stay, the central one is lifted
      const lifted = (await customer((text) => text.replace(area, ''))).given
      expect(lifted).toMatchObject({ centralOrderBlock: null })
      expect(Object.keys(lifted)).not.toContain('orderBlock')
      expect(Object.keys((await customer(central('<AUFSD>/</AUFSD>'))).given)).not.toContain('centralOrderBlock')
    })

    it('takes no orders where all sales are stopped (CASSD), of the customer or of our sales area', async () => {
      expect((await customer(central('<CASSD>X</CASSD>'))).given).toMatchObject({ centralOrderBlock: 'X' })
      const ours = (text: string) => text.replace('<LIFSD>01<', '<CASSD>01</CASSD><LIFSD>01<')
      expect((await customer(ours)).given).toMatchObject({ orderBlock: '01', centralOrderBlock: null })
    })

    it('sells nothing more to who is to be deleted, there or in each of our sales areas', async () => {
      const gone = { mode: 'update', given: { code: '0000010020', active: false } }
      expect(await customer((text) => text.replace('<LOEVM></LOEVM>', '<LOEVM>X</LOEVM>'))).toMatchObject(gone)
      const ours = (text: string) => text.replace('<KDGRP>02<', '<LOEVM>X</LOEVM><KDGRP>02<')
      expect(await customer(ours)).toMatchObject(gone)
      // without sales areas in the settings all of them are ours, and one is left
      expect(await customer(ours, { salesAreas: [], paymentTerms: {} })).toMatchObject({ mode: 'upsert' })
    })

    it('leaves active or not what people made so, unless the settings say that SAP puts back', async () => {
      expect(Object.keys((await customer((text) => text)).given)).not.toContain('active')
      expect((await customer((text) => text, { putBack: 'sap' })).given).toMatchObject({ active: true })
    })
  })

  it('takes a material with a blocked status off sale, and puts it back only where the settings say so', async () => {
    const product = async (status: string, settings: object) => {
      const [deed] = await deedsOf(
        'matmas',
        asked(null, { settings: { blockedStatuses: ['40'], ...settings } }),
        (text) => text.replace('<MEINS>PCE<', `<MSTAE>${status}</MSTAE><MEINS>PCE<`),
      )
      const { given, initially } = deed as { given: Record<string, unknown>; initially: Record<string, unknown> }
      return [given['status'], given['discontinued'], initially['status']]
    }
    expect(await product('40', {})).toEqual(['disabled', undefined, undefined])
    expect(await product('10', {})).toEqual([undefined, undefined, 'enabled'])
    expect(await product('40', { putBack: 'sap' })).toEqual(['disabled', false, undefined])
    expect(await product('10', { putBack: 'sap' })).toEqual(['enabled', false, undefined])
  })

  it('refuses a message that its connector is not for, and reads all of them where it is for any', async () => {
    expect(objections(await records(await fixture('debmas.xml'), asked('MATMAS05')))).toMatchObject([
      { code: 'IDOC_NOT_READ', params: { given: 'DEBMAS', known: 'MATMAS' } },
    ])
    expect(objections(await records(await fixture('debmas.xml')))).toEqual([])
  })

  it('posts nothing of an IDoc that is marked as a test', async () => {
    const text = (await fixture('loistd.xml')).replace('<IDOCTYP>', '<TEST>X</TEST><IDOCTYP>')
    const [test, real] = await records(text)
    expect(test).toMatchObject({ deeds: [], objections: [{ code: 'IDOC_FOR_TEST', column: 'EDI_DC40/TEST' }] })
    expect(real!.deeds).toHaveLength(1)
  })

  it.each(inbound)('does no more by $type than it says that it writes', async ({ type, writes }) => {
    for (const written of writes) {
      const [name = '', deed] = written.split('.')
      const { writes: plain, actions } = model.entities.get(name)!
      if (deed) expect([...plain, ...Object.keys(actions)]).toContain(deed)
      else expect(plain.length).toBeGreaterThan(0)
    }
    const deeds = (await Promise.all(files.map((name) => deedsOf(name, asked(type))))).flat()
    expect(deeds.length).toBeGreaterThan(0)
    const beyond = deeds
      .flatMap(rightsOf)
      .filter((right) => !writes.some((one) => one === right || `${one}.` === right.replace(/[^.]*$/, '')))
    expect(beyond).toEqual([])
  })

  it('finds the line of an order whose item numbers are none of ours in nobody', async () => {
    const [objection] = await objectionsOf('ordrsp', '<ZEILE>000010</ZEILE>', '<ZEILE>000015</ZEILE>')
    expect(objection).toMatchObject({ column: 'E1EDP02/ZEILE', value: '000015', code: 'FIELD_INVALID' })
  })

  it('asks for a movement type that nobody explained', async () => {
    const [objection] = await objectionsOf('wmmbid', '<BWART>551</BWART>', '<BWART>Z99</BWART>')
    expect(objection).toMatchObject({ code: 'CODE_NOT_MAPPED', params: { code: 'Z99', setting: 'movements' } })
  })
})
