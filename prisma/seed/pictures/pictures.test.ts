import { describe, expect, it } from 'vitest'
import { draw, drawScene, motifNames, sceneNames } from './index.ts'

/** What is not well-formed: tags that do not close, attributes without quotes, numbers that are none. */
function faults(svg: string): string[] {
  const found: string[] = []
  const open: string[] = []
  const tags = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/g
  const rest = svg.replace(tags, (_, closing: string, name: string, attributes: string, empty: string) => {
    if (closing) {
      const last = open.pop()
      if (last !== name) found.push(`</${name}> closes <${last ?? 'nothing'}>`)
    } else if (!empty) open.push(name)
    if (/NaN|undefined|Infinity|null/.test(attributes)) found.push(`<${name}${attributes}>`)
    return ''
  })
  if (open.length > 0) found.push(`open at the end: ${open.join(', ')}`)
  if (rest.trim() !== '') found.push(`outside of tags: ${rest.slice(0, 80)}`)
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  if (new Set(ids).size !== ids.length) found.push('an id twice')
  for (const [, id] of svg.matchAll(/(?:href="#|url\(#)([^")]+)/g)) if (!ids.includes(id)) found.push(`no #${id}`)
  return found
}

describe('the pictures', () => {
  it.each(motifNames)('draw %s as a well-formed square, from the front and closer', (name) => {
    for (const angle of ['front', 'detail'] as const) {
      const svg = draw(name, { angle })
      expect(svg).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 1200 1200" width="1200" height="1200">/)
      expect(faults(svg)).toEqual([])
    }
  })

  it.each(motifNames)('draw %s the same way each time', (name) => {
    expect(draw(name, { label: 'X1' })).toBe(draw(name, { label: 'X1' }))
  })

  it.each(motifNames)('draw %s in the colour that is asked for', (name) => {
    expect(draw(name, { colour: 'pink' })).not.toBe(draw(name, { colour: 'olive' }))
  })

  it('have no text that would depend on fonts, no filters and no ground of their own', () => {
    for (const name of motifNames) expect(draw(name)).not.toMatch(/<(text|filter|image|style|foreignObject)/)
  })

  it('draw other kinds of a thing', () => {
    const kinds = {
      screw: 'hex',
      nut: 'assortment',
      hammer: 'club',
      led: 'spot',
      desk: 'lift',
      mop: 'flat',
      chair: 'stool',
      mug: 'thermos',
    }
    for (const [name, size] of Object.entries(kinds)) {
      expect(draw(name, { size })).not.toBe(draw(name))
      expect(faults(draw(name, { size }))).toEqual([])
    }
  })

  it('refuse a motif that nobody drew, naming those that exist', () => {
    expect(() => draw('unicorn')).toThrow(/no motif 'unicorn'; known are: .*drill.*hammer/)
    expect(() => draw('toString')).toThrow(/no motif/)
  })

  it('refuse an unknown colour, naming the palette', () => {
    expect(() => draw('drill', { colour: 'mauve' })).toThrow(/no colour 'mauve'.*teal/)
  })
})

describe('the scenes', () => {
  it.each(sceneNames)('draw %s well-formed, in its shape, the same way each time', (name) => {
    const svg = drawScene(name)
    const [width, height] = name === 'hero' ? [1600, 1000] : [1200, 1200]
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`)
    expect(faults(svg)).toEqual([])
    expect(drawScene(name)).toBe(svg)
  })

  it('refuse a scene that nobody drew, naming those that exist', () => {
    expect(() => drawScene('beach')).toThrow(/no scene 'beach'; known are: hero/)
  })
})
