import { describe, expect, it } from 'vitest'
import { ConfigurationError, documentation, readEnv } from './env.ts'

const enough = {
  DATABASE_URL: 'postgresql://u:p@localhost:5432/portico',
  STRIPE_SECRET_KEY: 'sk_test_12345678',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_12345678',
  STRIPE_WEBHOOK_SECRET: 'whsec_12345678',
}

function problemsOf(source: Record<string, string>): ConfigurationError {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof ConfigurationError) return error
    throw error
  }
  throw new Error('the configuration was accepted')
}

describe('the configuration', () => {
  it('takes the least that is needed and fills in the rest', () => {
    const env = readEnv({ ...enough, CORS_ORIGINS: 'https://a.example, https://b.example', LOG_LEVEL: '' })
    expect(env).toMatchObject({
      apiPort: 4000,
      logLevel: 'info',
      corsOrigins: ['https://a.example', 'https://b.example'],
    })
    expect(env.fedexClientId).toBeUndefined()
  })

  it('tells all problems together, each with its place and a way out', () => {
    const error = problemsOf({
      API_PORT: '70000',
      LOG_LEVEL: 'loud',
      STOREFRONT_URL: 'shop',
      DATABASE_URL: 'mysql://x',
    })
    expect(error.problems.map((problem) => problem.name)).toEqual([
      'DATABASE_URL',
      'API_PORT',
      'STOREFRONT_URL',
      'LOG_LEVEL',
      'STRIPE_SECRET_KEY',
      'STRIPE_PUBLISHABLE_KEY',
      'STRIPE_WEBHOOK_SECRET',
    ])
    expect(error.message).toContain(
      'API_PORT: "70000" is not acceptable: wants a whole number from 0 to 65535\n    → Choose a free port.',
    )
  })

  it('looks at every entry of a list, and at the path of an address', () => {
    const error = problemsOf({
      ...enough,
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, 2001:db8::/32, 1, 10.0.0.0/40',
      CORS_ORIGINS: 'https://a.example/, https://b.example',
      STRIPE_API_BASE_URL: 'https://stripe.example/v1',
    })
    expect(error.problems.map((problem) => problem.name)).toEqual(
      expect.arrayContaining(['TRUSTED_PROXIES', 'CORS_ORIGINS', 'STRIPE_API_BASE_URL']),
    )
    expect(error.message).toContain('"1" is none')
    expect(error.message).toContain('"10.0.0.0/40" is none')
    expect(error.message).toContain('"https://a.example/" is none')
    expect(error.message).not.toContain('"https://b.example" is none')
  })

  it('never shows a secret that is wrong', () => {
    expect(problemsOf({ ...enough, DATABASE_URL: 'hunter2-password' }).message).not.toContain('hunter2')
  })

  it('wants variables that belong together, together', () => {
    const error = problemsOf({ ...enough, FEDEX_CLIENT_ID: 'l7xx' })
    expect(error.problems.map((problem) => problem.name)).toEqual(['FEDEX_CLIENT_SECRET', 'FEDEX_ACCOUNT_NUMBER'])
  })

  it('documents every variable', () => {
    const names = documentation.map((variable) => variable.name)
    expect(new Set(names).size).toBe(names.length)
    expect(documentation.filter((variable) => variable.required).map((variable) => variable.name)).toEqual(
      Object.keys(enough),
    )
    expect(documentation.find((variable) => variable.name === 'API_PORT')).toMatchObject({
      standard: '4000',
      required: false,
    })
  })
})
