import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facetsOf, findFacets } from './facets.ts'

const found = (text: string) => findFacets(text).map(one => [one.kind, text.slice(one.start, one.end)])
const dids = new Map([['haneul.bsky.social', 'did:plc:haneul']])

describe('facets', () => {
  it('links, mentions and hashtags are found in Korean text', () => {
    expect(found('안녕하세요 @haneul.bsky.social 님, 배송 https://shop.example/a?b=1#c 은 #배송조회 에서')).toEqual([
      ['mention', '@haneul.bsky.social'],
      ['link', 'https://shop.example/a?b=1#c'],
      ['tag', '#배송조회'],
    ])
  })
  it('particles and closing signs stay outside', () => {
    expect(found('@haneul.bsky.social님 보세요')).toEqual([['mention', '@haneul.bsky.social']])
    expect(found('https://shop.example/1에서 확인')).toEqual([['link', 'https://shop.example/1']])
    expect(found('https://shop.example입니다.')).toEqual([['link', 'https://shop.example']])
    expect(found('https://shop.example/공지에서')).toEqual([['link', 'https://shop.example/공지에서']])
    expect(found('(https://shop.example/1).')).toEqual([['link', 'https://shop.example/1']])
    expect(found('https://wiki.example/a_(b)')).toEqual([['link', 'https://wiki.example/a_(b)']])
    expect(found('"#환불!" #환불! #이벤트…')).toEqual([
      ['tag', '#환불'],
      ['tag', '#이벤트'],
    ])
  })
  it('what only looks like one is left alone', () => {
    expect(found('a@b.co 메일, C# #1 # @지우 https://localhost 3:1 #️⃣ ftp://x.y')).toEqual([])
    expect(found(`#${'가'.repeat(65)}`)).toEqual([])
    expect(found('https://shop.example/#공지 끝')).toEqual([['link', 'https://shop.example/#공지']])
  })
  it('a mention of nobody stays plain text', () => {
    expect(facetsOf('@nobody.example 님', new Map())).toEqual([])
    expect(facetsOf('@Haneul.BSKY.social 님', dids)[0]!.features).toEqual([
      { $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:haneul' },
    ])
  })
  it('byte offsets cut out of any text exactly what was found', () => {
    const piece = fc.constantFrom(
      '가나다',
      '🙂👨‍👩‍👧‍👦',
      ' ',
      '#태그',
      'https://x.example/가',
      '@haneul.bsky.social',
      '\n',
      'é',
      '. ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('')
        const bytes = Buffer.from(text)
        const known = new Map(
          findFacets(text).flatMap(one => (one.kind === 'mention' ? [[one.handle, 'did:plc:x']] : [])),
        )
        const cut = facetsOf(text, known).map(({ index }) => bytes.subarray(index.byteStart, index.byteEnd).toString())
        expect(cut).toEqual(findFacets(text).map(one => text.slice(one.start, one.end)))
      }),
    )
  })
})
