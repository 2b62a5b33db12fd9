// Proves that feeds of every kind, careless and hostile ones included, become entries.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFeed } from './map.ts'

const url = 'https://shop.example/feed'
const read = (text: string) => parseFeed(text, { url })
const rss = (items: string) => `<rss version="2.0"><channel><title>하늘상점</title>${items}</channel></rss>`
const first = (text: string) => read(text).entries[0]!

describe('kinds', () => {
  it('RSS', () => {
    const parsed = read(`<?xml version="1.0" encoding="euc-kr"?><?xml-stylesheet href="x.xsl"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel><title>하늘상점 &amp; 친구들</title><link>https://shop.example/</link><language>ko-KR</language>
      <atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="/rss"/>
      <atom:link rel="next" href="/rss?page=2"/>
      <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
      <item><title><![CDATA[배송이 <b>빨라</b>졌어요 &amp; 좋아요]]></title><link>/posts/1</link><guid isPermaLink="false">post-1</guid>
      <dc:creator>지우</dc:creator><pubDate>Sat, 21 Nov 2026 15:05:09 +0900</pubDate>
      <description>요약</description><content:encoded><![CDATA[<p>첫 문단</p><p>둘째&nbsp;문단 <a href="/a">링크</a></p><script>alert(1)</script>]]></content:encoded>
      <enclosure url="https://shop.example/1.mp3" type="audio/mpeg" length="1234"/></item></channel></rss>`)
    expect(parsed.feed).toEqual({
      title: '하늘상점 & 친구들',
      link: 'https://shop.example/',
      language: 'ko-KR',
      kind: 'rss',
      hub: 'https://hub.example/',
      self: 'https://shop.example/rss',
      next: 'https://shop.example/rss?page=2',
      askedSeconds: 1800,
    })
    expect(parsed.problems).toEqual([])
    expect(parsed.entries).toEqual([
      {
        remoteId: 'post-1',
        url: 'https://shop.example/posts/1',
        title: '배송이 빨라졌어요 & 좋아요',
        html: '<p>첫 문단</p><p>둘째\u00a0문단 <a href="https://shop.example/a">링크</a></p>',
        text: '첫 문단\n\n둘째 문단 링크',
        authorName: '지우',
        publishedAt: new Date('2026-11-21T06:05:09Z'),
        updatedAt: null,
        lang: 'ko-KR',
        enclosures: [{ url: 'https://shop.example/1.mp3', type: 'audio/mpeg', bytes: 1234 }],
        isTeaser: false,
      },
    ])
  })

  it('Atom, with XHTML, relative addresses and several links', () => {
    const entry =
      first(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko" xml:base="https://shop.example/blog/"><title type="html">하늘 &amp;lt;b&gt;</title>
      <author><name>하늘상점</name></author>
      <entry><id>tag:1</id><title type="text">a < b &amp; c</title>
      <link rel="self" type="application/atom+xml" href="self"/><link rel="alternate" type="application/json" href="json"/><link rel="alternate" type="text/html" href="post"/>
      <published>2026-11-21T06:05:09Z</published><updated>2026-11-22T06:05:09Z</updated>
      <content type="xhtml" xml:lang="en"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2 <em>and</em> <x:b xmlns:x="http://www.w3.org/1999/xhtml">so on</x:b></p></div></content></entry></feed>`)
    expect(entry).toMatchObject({
      remoteId: 'tag:1',
      url: 'https://shop.example/blog/post',
      title: 'a < b & c',
      text: '1 < 2 and so on',
      authorName: '하늘상점',
      lang: 'en',
    })
    expect([entry.publishedAt, entry.updatedAt]).toEqual([
      new Date('2026-11-21T06:05:09Z'),
      new Date('2026-11-22T06:05:09Z'),
    ])
  })

  it('RDF, CDF, JSON Feed, a bare entry and a root with a prefix', () => {
    const rdf = read(
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>소식</title></channel><item rdf:about="https://shop.example/1"><title>하나</title><link>https://shop.example/1</link></item></rdf:RDF>',
    )
    expect([rdf.feed.kind, rdf.feed.title, rdf.entries[0]?.remoteId, rdf.entries[0]?.title]).toEqual([
      'rdf',
      '소식',
      'https://shop.example/1',
      '하나',
    ])
    const cdf = read(
      '<CHANNEL HREF="https://shop.example/"><TITLE>소식</TITLE><ITEM HREF="/1" LASTMOD="2026-11-21T06:05:09Z"><TITLE>하나</TITLE><ABSTRACT>본문</ABSTRACT></ITEM></CHANNEL>',
    )
    expect([cdf.feed.kind, cdf.entries[0]?.url, cdf.entries[0]?.text]).toEqual([
      'cdf',
      'https://shop.example/1',
      '본문',
    ])
    expect(cdf.entries[0]?.publishedAt).toEqual(new Date('2026-11-21T06:05:09Z'))
    const json = read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: '소식',
        items: [
          {
            id: 7,
            content_html: '<p>본문</p>',
            date_published: '2026-11-21T15:05:09+09:00',
            authors: [{ name: '지우' }],
          },
        ],
      }),
    )
    expect([json.feed.kind, json.entries[0]?.remoteId, json.entries[0]?.text, json.entries[0]?.authorName]).toEqual([
      'json',
      '7',
      '본문',
      '지우',
    ])
    expect(first('<entry xmlns="http://www.w3.org/2005/Atom"><title>하나</title></entry>').title).toBe('하나')
    expect(
      first(
        '<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>하나</r:title></r:item></r:channel></r:rss>',
      ).title,
    ).toBe('하나')
  })

  it('YouTube, whose text hides in a media group', () => {
    const entry = first(
      '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry><id>yt:video:1</id><title>개봉기</title><link rel="alternate" href="https://www.youtube.com/watch?v=1"/><media:group><media:description>하늘상점 상자를 열어 봤습니다</media:description></media:group></entry></feed>',
    )
    expect([entry.text, entry.url]).toEqual(['하늘상점 상자를 열어 봤습니다', 'https://www.youtube.com/watch?v=1'])
  })

  it('what is no feed says so and breaks nothing', () => {
    for (const text of ['', 'hello', '<html><body>hi</body></html>', '{"a":1}', '[', '{', '<', '<!DOCTYPE', '\u0000']) {
      const parsed = read(text)
      expect([text, parsed.feed.kind, parsed.entries]).toEqual([text, 'none', []])
      expect(parsed.problems).toContain('not a feed')
    }
  })
})

describe('careless feeds', () => {
  it('bare ampersands, stray brackets and undeclared prefixes', () => {
    const parsed = read(
      rss(
        '<item><title>R&D 예산 < 10억 & 더</title><link>https://shop.example/?a=1&b=2</link><dc:creator>민준</dc:creator><media:thing/></item>',
      ),
    )
    expect(parsed.entries[0]).toMatchObject({
      title: 'R&D 예산 < 10억 & 더',
      url: 'https://shop.example/?a=1&b=2',
      authorName: '민준',
    })
    expect(parsed.problems).toContain('a bare ampersand')
  })

  it('HTML that was not escaped', () => {
    expect(
      first(rss('<item><description><p>첫째<br>둘째 <b>굵게</p><p>A &amp; B</description><title>제목</title></item>')),
    ).toMatchObject({ title: '제목', text: '첫째\n둘째 굵게\n\nA & B' })
  })

  it('a feed that was cut anywhere keeps what came before', () => {
    const whole = rss(
      '<item><title>하나</title><description><![CDATA[<p>본문 하나</p>]]></description></item><item><title>둘</title><description>본문 &lt;b&gt;둘&lt;/b&gt;</description></item>',
    )
    for (let length = whole.indexOf('</title><description><![CDATA'); length < whole.length; length += 1) {
      const { entries, feed } = read(whole.slice(0, length))
      expect([length, feed.kind, entries[0]?.title]).toEqual([length, 'rss', '하나'])
    }
    expect(read(whole).entries).toHaveLength(2)
  })

  it('entities of HTML, of Windows-1252 and of the document type', () => {
    const text = `<!DOCTYPE rss [<!ENTITY shop "하늘상점"><!ENTITY a "&shop;&shop;">]>${rss('<item><title>&shop; &hellip; &#146; &#x2019; &nope; &#0;&a;</title></item>')}`
    expect(first(text).title).toBe('하늘상점 … ’ ’ &nope; &shop;&shop;')
    expect(first(rss('<item><title>AT&amp;amp;T &amp;#8217;</title></item>')).title).toBe('AT&T ’')
  })

  it('control characters, lone surrogates and NUL never reach us', () => {
    const entry = first(
      rss('<item><title>a\u0000b\u0008c&#0;&#xd800;</title><description>x\u0000\ud800y</description></item>'),
    )
    expect(entry.title).toBe('abc\ufffd')
    expect(`${entry.title}${entry.text}${entry.html}`).not.toMatch(/[\u0000-\u0008]/)
    expect(entry.text.isWellFormed()).toBe(true)
  })

  it('dates without a zone are Korean where the feed is', () => {
    const item = '<item><title>a</title><pubDate>2026-11-21 15:05:09</pubDate></item>'
    expect(first(`<rss><channel><language>ko</language>${item}</channel></rss>`).publishedAt).toEqual(
      new Date('2026-11-21T06:05:09Z'),
    )
    expect(first(`<rss><channel><language>en</language>${item}</channel></rss>`).publishedAt).toEqual(
      new Date('2026-11-21T15:05:09Z'),
    )
    expect(parseFeed(rss(item), { url: 'https://rss.blog.naver.com/haneul.xml' }).entries[0]?.publishedAt).toEqual(
      new Date('2026-11-21T06:05:09Z'),
    )
  })

  it('authors with an address are named, an address alone stays', () => {
    const author = (text: string) => first(rss(`<item><author>${text}</author></item>`)).authorName
    expect(author('minjun@shop.example (민준)')).toBe('민준')
    expect(author('민준 &lt;minjun@shop.example&gt;')).toBe('민준')
    expect(author('minjun@shop.example')).toBe('minjun@shop.example')
    expect(first(rss('<item><title>a</title></item>')).authorName).toBeNull()
  })
})

describe('ids', () => {
  it('an entry without an id gets the same one at every poll, wherever it stands', () => {
    const items = ['<item><title>하나</title></item>', '<item><title>둘</title></item>']
    const ids = (text: string) => read(text).entries.map(entry => entry.remoteId)
    const [one, two] = ids(rss(items.join('')))
    expect(one).toMatch(/^hash:[0-9a-f]{32}$/)
    expect(one).not.toBe(two)
    expect(ids(rss(`<item><title>셋</title></item>${items.reverse().join('')}`)).slice(1)).toEqual([two, one])
  })

  it('a shared id or address is told apart, and a repeated entry comes once', () => {
    const ids = (items: string) => read(rss(items)).entries.map(entry => entry.remoteId)
    const shared = ids('<item><guid>x</guid><title>하나</title></item><item><guid>x</guid><title>둘</title></item>')
    expect(new Set(shared).size).toBe(2)
    expect(
      ids('<item><guid>x</guid><title>하나</title></item><item><guid>x</guid><title>하나</title></item>'),
    ).toHaveLength(1)
    expect(ids('<item><link>https://a.example/1</link></item><item><link>https://a.example/2</link></item>')).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ])
  })
})

describe('hostile feeds', () => {
  it('scripts, handlers and other schemes never get through', () => {
    const entry = first(
      rss(
        `<item><link>javascript:alert(1)</link><guid>javascript:alert(2)</guid><description>&lt;img src=x onerror=alert(1)&gt;&lt;a href="javascript:alert(1)"&gt;가&lt;/a&gt;&lt;iframe src="https://a.example"&gt;&lt;/iframe&gt;&lt;p style="position:fixed"&gt;나&lt;/p&gt;&lt;style&gt;x&lt;/style&gt;</description></item>`,
      ),
    )
    expect(entry.html).not.toMatch(/javascript|onerror|iframe|style|position/)
    expect([entry.text, entry.url]).toEqual(['가\n나', null])
  })

  it.each([
    ['unclosed prose', rss('<item><description>'.repeat(30_000))],
    ['unclosed CDATA', rss(`<item><description>${'<![CDATA['.repeat(60_000)}`)],
    ['comments without end', rss(`<item><description>${'<!-- '.repeat(60_000)}`)],
    ['brackets', `${rss('<item>')}${'<'.repeat(500_000)}>`],
    ['half tags', rss(`<item><title>${'<a '.repeat(150_000)}</title></item>`)],
    ['quotes', rss(`<item>${'<a "'.repeat(100_000)}</item>`)],
    ['depth', rss(`<item>${'<a>'.repeat(100_000)}`)],
    ['markup in prose', rss(`<item><description><![CDATA[${'<p><b>'.repeat(50_000)}]]></description></item>`)],
    ['half tags in data', rss(`<item><description><![CDATA[${'<a <a '.repeat(50_000)}]]></description></item>`)],
    [
      'a laughing document type',
      `<!DOCTYPE r [<!ENTITY a "${'ha'.repeat(900)}"><!ENTITY b "${'&a;'.repeat(600)}">]>${rss('<item><title>&b;</title></item>')}`,
    ],
    ['doctypes', '<!>'.repeat(300_000)],
    ['items', rss('<item><title>a</title><guid>1</guid></item>'.repeat(5_000))],
    [
      'odd names',
      rss(
        '<item><__proto__><title>a</title></__proto__><constructor>b</constructor><hasownproperty>c</hasownproperty><title>제목</title></item>',
      ),
    ],
  ])('%s by the thousand are read', (_name, text) => {
    expect(read(text).feed).toBeDefined()
  })

  it('no text at all can make it throw', () => {
    const piece = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '<content type="xhtml">',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&',
      '&#',
      ';',
      '<',
      '>',
      '"',
      '<link href="',
      '/>',
      '하늘',
      '<a:b>',
      '<author>',
      '<source>',
      '<enclosure>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }), pieces => {
        const parsed = read(pieces.join(''))
        return parsed.entries.every(
          entry => entry.remoteId !== '' && entry.text.isWellFormed() && entry.title.isWellFormed(),
        )
      }),
      { numRuns: 500 },
    )
  })
})
