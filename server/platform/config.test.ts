/** Configuration dies with readable words. */
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const complaintsOf = (environment: Record<string, string>) => {
  const read = readConfig(environment)
  return read.ok ? [] : read.complaints
}
const key = 'K7f!Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd0Js'

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ ok: true, config: { port: 4600, host: '127.0.0.1', dataDir: 'data' } })
  })
  it('takes empty variables for unset ones', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({
      ok: true,
      config: { port: 4600, databaseUrl: undefined },
    })
  })
  it('names the variable and what it must be', () => {
    expect(complaintsOf({ PORT: 'eighty' })[0]).toMatch(/^PORT .*number/)
    expect(complaintsOf({ DATABASE_URL: 'mysql://x' })).toEqual(['DATABASE_URL must begin with postgres://'])
    expect(complaintsOf({ PORT: '99999', LOG_LEVEL: 'loud' })).toHaveLength(2)
  })
  it('wants a key of its own with a database of its own', () => {
    expect(complaintsOf({ DATABASE_URL: 'postgres://x' })[0]).toMatch(/^SECRET_KEY is required/)
    expect(complaintsOf({ DATABASE_URL: 'postgres://x', SECRET_KEY: key })).toEqual([])
  })
  it.each([
    'changemechangemechangemechangemechangeme',
    'Change-Me-0123456789-0123456789-abcdef',
    'secretsecretsecretsecretsecretsecret',
    'a'.repeat(40),
    'password-password-password-password!1',
  ])('refuses the known or simple secret %s', weak => {
    expect(complaintsOf({ SECRET_KEY: weak })[0]).toMatch(/^SECRET_KEY is a known default or too simple/)
  })
  it('refuses a short secret and says how to make one', () => {
    expect(complaintsOf({ SECRET_KEY: 'short' })[0]).toMatch(/32 characters.*openssl rand/)
  })
})
