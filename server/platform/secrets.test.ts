/** Secrets open for their row and their key alone. */
import { describe, expect, it } from 'vitest'
import { openSecrets } from './secrets.ts'

const secrets = openSecrets('one installation')
const sealed = secrets.seal('xoxb-토큰', 'row-1')

describe('a sealed secret', () => {
  it('opens for its row', () => expect(secrets.open(sealed, 'row-1')).toBe('xoxb-토큰'))
  it('shows nothing of itself and differs each time', () => {
    expect(sealed).not.toContain('xoxb')
    expect(secrets.seal('xoxb-토큰', 'row-1')).not.toBe(sealed)
  })
  it('does not open for another row, another key, or after a change', () => {
    expect(() => secrets.open(sealed, 'row-2')).toThrow()
    expect(() => openSecrets('another installation').open(sealed, 'row-1')).toThrow()
    const last = sealed.at(-2) === 'A' ? 'B' : 'A'
    expect(() => secrets.open(`${sealed.slice(0, -2)}${last}${sealed.at(-1)}`, 'row-1')).toThrow()
    expect(() => secrets.open('plain text', 'row-1')).toThrow('not a sealed secret')
  })
  it('is as good for bytes, 28 of them longer', () => {
    const bytes = Buffer.from([0, 255, 10, 0, 7])
    const kept = secrets.sealBytes(bytes, 'row-1')
    expect(kept).toHaveLength(bytes.length + 28)
    expect(secrets.openBytes(kept, 'row-1')).toEqual(bytes)
    expect(() => secrets.openBytes(kept, 'row-2')).toThrow()
    expect(() => openSecrets('another installation').openBytes(kept, 'row-1')).toThrow()
  })
  it('tells another key by its fingerprint', () => {
    expect(openSecrets('one installation').fingerprint).toBe(secrets.fingerprint)
    expect(openSecrets('another installation').fingerprint).not.toBe(secrets.fingerprint)
  })
})
