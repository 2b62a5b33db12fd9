import { describe, expect, it } from 'vitest'
import { claimedLanguages, incomingOf, isOfInterest, namedOf, namelessOf } from './map.ts'
import { readRelay, readService, relayOf } from './places.ts'

const uri = (did: string, rkey = '3k') => `at://${did}/app.bsky.feed.post/${rkey}`
const ref = (did: string, rkey?: string) => ({ uri: uri(did, rkey), cid: 'bafy' })
const mention = (did: string) => ({ features: [{ $type: 'app.bsky.richtext.facet#mention', did }], index: {} })
const read = (record: unknown) =>
  incomingOf({ uri: uri('did:plc:minjun'), cid: 'bafy', record }, namelessOf('did:plc:minjun'))

describe('a post', () => {
  it('is addressed to whom it answers, then to whom it names, then to whom it quotes', () => {
    const record = {
      text: '답',
      langs: ['ko'],
      createdAt: '2026-11-21T12:00:00+09:00',
      reply: { root: ref('did:plc:a', 'r'), parent: ref('did:plc:b', 'p') },
      facets: [mention('did:plc:c'), mention('did:plc:b')],
      embed: { $type: 'app.bsky.embed.record', record: ref('did:plc:d') },
    }
    expect(read(record)).toMatchObject({
      kind: 'reply',
      addressedTo: ['did:plc:b', 'did:plc:c', 'did:plc:d'],
      inReplyToRemoteId: uri('did:plc:b', 'p'),
      rootRemoteId: uri('did:plc:a', 'r'),
      publishedAt: new Date('2026-11-21T03:00:00Z'),
      language: 'ko',
      url: 'https://bsky.app/profile/did:plc:minjun/post/3k',
    })
  })
  it('quotes with media are quotes too', () => {
    expect(read({ text: 'q', embed: { record: { record: ref('did:plc:d') }, media: {} } })).toMatchObject({
      kind: 'quote',
      addressedTo: ['did:plc:d'],
    })
  })
  it('strange records are read as far as they can be, and no post is null', () => {
    expect(read({ text: 'x', createdAt: 'gestern', langs: 'ko', facets: 5, reply: {}, embed: 'y' })).toMatchObject({
      kind: 'post',
      publishedAt: null,
      language: null,
      addressedTo: [],
    })
    expect([read(null), read({ text: 5 }), read('text')]).toEqual([null, null, null])
    expect(incomingOf({ uri: 'https://x', cid: '', record: { text: 'x' } }, namelessOf('did:plc:x'))).toBeNull()
  })
  it('is of interest in Korean, in English, without a claim, or when it speaks to somebody', () => {
    const interest = (record: object) => isOfInterest(read(record)!, claimedLanguages(record))
    expect(
      [{ text: 'a', langs: ['ko'] }, { text: 'a', langs: ['en-GB'] }, { text: 'a' }, { text: 'a', langs: [] }].map(
        interest,
      ),
    ).toEqual([true, true, true, true])
    expect(interest({ text: '배송', langs: ['ja'] })).toBe(true)
    expect(interest({ text: 'やあ', langs: ['ja'], facets: [mention('did:plc:c')] })).toBe(true)
    expect(
      [
        { text: 'やあ', langs: ['ja'] },
        { text: 'ok', langs: ['kok'] },
      ].map(interest),
    ).toEqual([false, false])
  })
})

it('a handle that does not point back is no handle', () => {
  expect(namedOf({ did: 'did:plc:x', handle: 'handle.invalid', displayName: '  ' })).toMatchObject({
    handle: null,
    displayName: null,
  })
})

it('addresses of services are read as people type them', () => {
  expect(readService('pds.example.kr')).toBe('https://pds.example.kr')
  expect(readService('http://127.0.0.1:2583/xrpc/')).toBe('http://127.0.0.1:2583')
  expect([readService('ftp://x'), readService('::'), readRelay('mailto:a@b')]).toEqual([null, null, null])
  expect([relayOf('https://bsky.social'), relayOf('https://morel.us-east.host.bsky.network')]).toEqual([
    'wss://bsky.network',
    'wss://bsky.network',
  ])
  expect([relayOf('http://127.0.0.1:1'), readRelay('relay.example'), readRelay('https://r.example/x')]).toEqual([
    'ws://127.0.0.1:1',
    'wss://relay.example',
    'wss://r.example',
  ])
})
