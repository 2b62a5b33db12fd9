// Proves which addresses are called and which are refused.
import { describe, expect, it } from 'vitest'
import { checkAddress, isPublicAddress, readAllowList } from './addresses.ts'
import { readUrl } from './redirect.ts'
import { isFetchRefusal } from './refusal.ts'

const refused = [
  ...['0.0.0.0', '0.1.2.3', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254'],
  ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.168.1.1', '198.18.0.1'],
  ...['198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '168.63.129.16'],
  ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::ffff:0:127.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:1::1', '2001:db8::1'],
  ...['fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '100::1', '3fff::1', '5f00::1'],
  ...['localhost', '', '1.2.3', '0x7f.1', '127.0.0.1:80'],
]
const called = [
  '1.1.1.1',
  '223.130.200.104',
  '172.32.0.1',
  '192.169.0.1',
  '2404:6800:4004::1',
  '64:ff9b::808:808',
  '::ffff:8.8.8.8',
]

describe('addresses', () => {
  it.each(refused)('%s is refused', address => expect(isPublicAddress(address)).toBe(false))
  it.each(called)('%s is called', address => expect(isPublicAddress(address)).toBe(true))

  it('every spelling of the loopback address reads as the loopback address', () => {
    for (const host of [
      '127.1',
      '0x7f.1',
      '0x7f000001',
      '2130706433',
      '017700000001',
      '0177.0.0.01',
      '127.0.0.1.',
      '１２７.0.0.1',
      '127。0。0。1',
      '%31%32%37.0.0.1',
    ]) {
      expect([host, readUrl(`http://${host}/`).hostname]).toEqual([host, '127.0.0.1'])
    }
    expect(isPublicAddress(readUrl('http://[::ffff:7f00:1]/').hostname.slice(1, -1))).toBe(false)
  })

  it('an address with a zone, credentials or another scheme is no address for us', () => {
    for (const url of [
      'http://[fe80::1%25eth0]/',
      'http://a:b@example.com/',
      'http://token@example.com/',
      'file:///etc/passwd',
      'gopher://example.com/',
      'data:text/plain,x',
      '/relative',
      '',
      'http://',
    ]) {
      expect(() => readUrl(url), url).toThrow(expect.objectContaining({ code: 'fetch.bad_url' }))
    }
    expect(readUrl('https://example.com/a?b=1#c').href).toBe('https://example.com/a?b=1')
  })

  it('a range opens its addresses and no others', () => {
    const allow = readAllowList(['127.0.0.1/32', 'fd00::/8'])
    expect(() => checkAddress('127.0.0.1', 'a.test', 80, allow)).not.toThrow()
    expect(() => checkAddress('::ffff:127.0.0.1', 'a.test', 80, allow)).not.toThrow()
    expect(() => checkAddress('fd00::9', 'a.test', 80, allow)).not.toThrow()
    expect(() => checkAddress('127.0.0.2', 'a.test', 80, allow)).toThrow(
      expect.objectContaining({ code: 'fetch.address_refused' }),
    )
    expect(() => checkAddress('fe80::1', 'a.test', 80, allow)).toThrow()
  })

  it('a host with a port opens that host on that port', () => {
    const allow = readAllowList(['pds.test:2583', '[::1]:9000'])
    expect(() => checkAddress('127.0.0.1', 'PDS.test', 2583, allow)).not.toThrow()
    expect(() => checkAddress('::1', '[::1]', 9000, allow)).not.toThrow()
    expect(() => checkAddress('127.0.0.1', 'pds.test', 2584, allow)).toThrow()
    expect(() => checkAddress('127.0.0.1', 'other.test', 2583, allow)).toThrow()
  })

  it('a mistyped entry stops the program instead of opening nothing or everything', () => {
    for (const entry of ['10.0.0.0/33', 'localhost', '10.0.0.0', 'http://localhost:80', '*']) {
      expect(() => readAllowList([entry]), entry).toThrow(/neither a range/)
    }
  })

  it('a refusal names the host that was asked for, not the address behind it', () => {
    try {
      checkAddress('10.9.8.7', 'inside.example', 80, readAllowList([]))
      expect.unreachable()
    } catch (error) {
      expect(isFetchRefusal(error) && error.params).toEqual({ host: 'inside.example' })
      expect(String(error)).not.toContain('10.9.8.7')
    }
  })
})
