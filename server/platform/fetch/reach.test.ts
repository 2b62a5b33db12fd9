import { describe, expect, it } from 'vitest'
import { createGuardedReach } from './reach.ts'

const names: Record<string, string[]> = {
  'imap.example.com': ['93.184.216.34', '93.184.216.35'],
  'inside.example.com': ['10.0.0.5'],
  'mixed.example.com': ['93.184.216.34', '127.0.0.1'],
}
const resolve = async (name: string) => names[name] ?? Promise.reject(new Error('no such name'))
const reach = createGuardedReach({ resolve, timeoutMs: 1000 })

describe('reaching a mail server', () => {
  it('a public name becomes its addresses, and TLS still speaks to the name', async () => {
    expect(await reach('imap.example.com', 993)).toEqual({
      addresses: ['93.184.216.34', '93.184.216.35'],
      servername: 'imap.example.com',
      isPublic: true,
    })
  })

  it.each([
    ['inside.example.com', 'fetch.address_refused'],
    ['mixed.example.com', 'fetch.address_refused'],
    ['127.0.0.1', 'fetch.address_refused'],
    ['::1', 'fetch.address_refused'],
    ['169.254.169.254', 'fetch.address_refused'],
    ['nobody.example.com', 'fetch.unknown_host'],
    ['a b', 'fetch.bad_url'],
    ['host/path', 'fetch.bad_url'],
  ])('%s is refused with %s', async (host, code) => {
    await expect(reach(host, 993)).rejects.toMatchObject({ code })
  })

  it('networks that configuration opened are reached, and told from the public internet', async () => {
    const open = createGuardedReach({ allow: ['10.0.0.0/8'], resolve, timeoutMs: 1000 })
    expect(await open('inside.example.com', 143)).toMatchObject({ addresses: ['10.0.0.5'], isPublic: false })
    await expect(open('127.0.0.1', 143)).rejects.toMatchObject({ code: 'fetch.address_refused' })
  })
})
