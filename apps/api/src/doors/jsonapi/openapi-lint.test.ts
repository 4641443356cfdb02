import { createConfig, lintFromString } from '@redocly/openapi-core'
import { model } from '@portico/schema'
import { openapiText } from '@portico/schema/projections/openapi'
import spectralCore from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'
import { describe, expect, it } from 'vitest'

const { Spectral } = spectralCore

/** The first of many complaints of one rule is enough to read. */
const firstOfEach = (complaints: { rule: string; message: string; place: string }[]) => [
  ...new Map(complaints.toReversed().map((complaint) => [complaint.rule, complaint])).values(),
]

describe.each(['backOffice', 'storefront'] as const)('the OpenAPI document of the %s', (audience) => {
  const text = openapiText(model, audience)

  it('is clean under redocly’s recommended rules', async () => {
    const problems = await lintFromString({
      source: text,
      absoluteRef: 'openapi.json',
      config: await createConfig({ extends: ['recommended'] }),
    })
    expect(
      firstOfEach(
        problems.map(({ ruleId, message, location }) => ({
          rule: ruleId,
          message,
          place: location.map(({ pointer }) => pointer ?? '').join(' '),
        })),
      ),
    ).toEqual([])
  }, 120_000)

  it('is clean under spectral’s recommended rules', async () => {
    const spectral = new Spectral()
    spectral.setRuleset({ extends: [[oas, 'recommended']] } as Parameters<typeof spectral.setRuleset>[0])
    const problems = await spectral.run(text)
    expect(
      firstOfEach(problems.map(({ code, message, path }) => ({ rule: String(code), message, place: path.join('/') }))),
    ).toEqual([])
  }, 240_000)
})
