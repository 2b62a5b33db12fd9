import { describe, expect, it, test } from 'vitest'
import { noEvidence, noteCell } from '../channels/index.ts'
import { mentionColumns } from './import-columns.ts'
import { channelOf, remoteIdOf } from './import-places.ts'
import { type RowPlan, readRows } from './import-rows.ts'

/** Headers of exports as they are in the wild. */
const headers = {
  brandwatch:
    'Query Id,Query Name,Date,Mention Id,Resource Id,Url,Original Url,Page Type,Content Source Name,Unified Source Name,Language,Sentiment,Title,Snippet,Full Text,Author,Full Name,Updated,Added,Likes,Comments,Shares,Impressions,X Author ID,X Followers,Hashtags,Checked,X Verified,Domain,Thread Id,Thread Author,Thread Entry Type,Mentioned Authors,Expanded URLs,X Reply to,X Repost of,X Reposts,X Likes,X Replies,Engagement Score,Reach (new),Region,City,Country,Latitude,Longitude,Bluesky Author Id,Category Details,Assignment,제품 - 포장',
  'brandwatch, older':
    'Query Id,Query Name,Date,Resource Id,Url,Page Type,Content Source,Language,Sentiment,Title,Snippet,Full Text,Author,Full Name,Twitter Author ID,Twitter Followers,Twitter Following,Twitter Reply to,Twitter Retweet of,Twitter Retweets,Twitter Likes,Twitter Verified,Account Type,Impact,Instagram Likes,Facebook Comments',
  meltwater:
    'Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Country,Subregion,Language,Reach,Desktop Reach,Mobile Reach,Twitter Social Echo,Facebook Social Echo,Reddit Social Echo,National Viewership,Engagement,AVE,Sentiment,Key Phrases,Input Name,Keywords,Twitter Authority,Tweet Id,Twitter Id,Twitter Client,Twitter Screen Name,User Profile Url,Twitter Bio,Twitter Followers,Twitter Following,Alternate Date Format,Time,State,City,Document Tags,Earned Traffic,Hashtags,Views,Estimated Views,Custom Categories',
  mention:
    'id,alert_id,title,description,original_url,clickable_url,displayable_url,unique_id,published_at,created_at,updated_at,country,favorite,folder,read,tone,source_type,source_name,source_url,language_code,tags,picture_url,author_influence.score,children',
  union_metrics: 'Id,Screen_Name,Text,Time (UTC),Retweets,Followers,Impressions',
}

const mapped = (names: readonly string[], rows: readonly (readonly string[])[] = []) => {
  const evidence = names.map(() => noEvidence())
  for (const row of rows) for (const [at, cell] of row.entries()) noteCell(evidence[at]!, cell)
  return { ...mentionColumns.map(names, evidence), evidence }
}
const fieldsOf = (names: readonly string[], rows?: readonly (readonly string[])[]) =>
  Object.fromEntries(mapped(names, rows).columns.map(column => [column.header, column.field]))

const read = (
  names: readonly string[],
  row: readonly string[],
  more: Partial<RowPlan> = {},
  others: readonly (readonly string[])[] = [],
) => {
  const plan = mapped(names, [row, ...others])
  return readRows({
    ...plan,
    headers: names,
    zone: 'Asia/Seoul',
    isDayFirst: null,
    channel: null,
    now: new Date('2026-11-22T00:00:00Z'),
    ...more,
  })(row)
}

describe('known exports', () => {
  it.each(Object.entries(headers))('of %s are recognised, with every column', (name, line) => {
    const { format, columns } = mapped(line.split(','))
    expect(format).toBe(name.split(',')[0])
    expect(columns.filter(column => column.field === null).map(column => column.header)).toEqual([])
    const fields = columns.map(column => column.field)
    for (const needed of ['text', 'publishedAt', 'remoteId'] as const) expect(fields).toContain(needed)
    expect(fields.filter(field => field === 'publishedAt')).toHaveLength(1)
  })

  it('tells the same field by old and new names', () => {
    expect(fieldsOf(headers['brandwatch, older'].split(','))).toMatchObject({
      'Twitter Followers': 'followers',
      'Twitter Author ID': 'authorId',
      'Twitter Likes': 'likes',
    })
    expect(fieldsOf(headers.brandwatch.split(','))).toMatchObject({
      'X Followers': 'followers',
      'X Author ID': 'authorId',
      'X Reposts': 'shares',
      Author: 'authorHandle',
      '제품 - 포장': 'detail',
    })
  })
})

describe('columns of any file', () => {
  test('Korean names', () => {
    expect(
      fieldsOf(['작성일', '제목', '본문', '작성자', '링크', '매체', '조회수', '좋아요', '긍부정', '비고']),
    ).toEqual({
      작성일: 'publishedAt',
      제목: 'title',
      본문: 'text',
      작성자: 'authorName',
      링크: 'url',
      매체: 'channel',
      조회수: 'views',
      좋아요: 'likes',
      긍부정: 'sentiment',
      비고: 'detail',
    })
  })
  test('what is in them, where names say nothing', () => {
    const rows = [
      [
        '2026-03-01 14:05',
        'https://a.example/1',
        '배송이 정말 빨라서 놀랐습니다. 다시 살게요',
        '긍정',
        '인스타그램',
        '17',
      ],
      ['2026-03-02 09:00', 'https://a.example/2', '포장이 찢어져서 왔어요. 교환해 주세요', '부정', '트위터', '3'],
    ]
    expect(fieldsOf(['A', 'B', 'C', 'D', 'E', 'F'], rows)).toEqual({
      A: 'publishedAt',
      B: 'url',
      C: 'text',
      D: 'sentiment',
      E: 'channel',
      F: null,
    })
  })
  test('a name that its values disprove is not believed', () => {
    expect(fieldsOf(['Date', 'Text', 'Likes'], [['어제', '글', '많이']])).toEqual({
      Date: 'detail',
      Text: 'text',
      Likes: 'detail',
    })
  })
})

describe('rows', () => {
  const names = ['Date', 'Text', 'Url', 'Author', 'Followers', 'Tweet Id', 'Sentiment', 'Memo']
  it('become items with everything that the file says', () => {
    const row = [
      '2026-03-01 오후 2:05',
      '배송이 빨라요',
      'https://twitter.com/minji/status/1781234567890123456?s=20',
      '민지',
      '1.200',
      '1.78E+18',
      '긍정',
      '단골',
    ]
    const made = read(names, row)
    expect(made).toMatchObject({
      ok: true,
      channel: 'x',
      incoming: {
        remoteId: '1781234567890123456',
        text: '배송이 빨라요',
        author: { displayName: '민지', followers: 1200 },
        publishedAt: new Date('2026-03-01T05:05:00Z'),
        raw: { cells: { Memo: '단골', Sentiment: '긍정' }, given: { sentiment: 'positive' } },
      },
    })
  })
  it.each([
    ['no_text', ['2026-03-01', '', 'https://a.example/1']],
    ['no_date', ['', '글', 'https://a.example/1']],
    ['bad_date', ['2026-99-01', '글', 'https://a.example/1']],
    ['future_date', ['2027-03-01', '글', 'https://a.example/1']],
    ['no_channel', ['2026-03-01', '글', '']],
  ])('are refused with the reason %s', (code, row) => {
    const fine = [['2026-03-01', '글', 'https://a.example/2']]
    expect(read(names.slice(0, 3), row, {}, fine)).toMatchObject({ ok: false, code: `listening.import.row.${code}` })
    expect(read(names.slice(0, 3), fine[0]!)).toMatchObject({ ok: true })
  })
  it('take the link and the words out of a link formula', () => {
    const made = read(
      ['Date', 'Title', 'Link'],
      [
        '2026-03-01',
        '=HYPERLINK("https://blog.naver.com/haneul/1","봄 후기")',
        '=HYPERLINK("https://blog.naver.com/haneul/1","보기")',
      ],
    )
    expect(made).toMatchObject({
      channel: 'naver_blog',
      incoming: { title: '봄 후기', url: 'https://blog.naver.com/haneul/1' },
    })
  })
  it('join two texts of which neither holds the other', () => {
    const made = read(headers.meltwater.split(',').slice(0, 6), [
      '2026-03-01',
      '제목',
      'https://news.example/1',
      '첫 문장.',
      '하늘상점이 좋다.',
      'News',
    ])
    expect(made).toMatchObject({ incoming: { text: '첫 문장.\n하늘상점이 좋다.' } })
  })
})

describe('places', () => {
  test.each([
    [['Twitter'], null, 'x'],
    [['blog'], 'https://m.blog.naver.com/haneul/1', 'naver_blog'],
    [['네이버 카페'], null, 'naver_cafe'],
    [['News', 'Yonhap'], 'https://yna.example/1', 'news'],
    [['사내 게시판'], null, '사내_게시판'],
    [[], 'https://gall.dcinside.com/board/1', 'community'],
    [[], 'https://somewhere.example/1', 'web'],
    [[], null, null],
  ])('%j %s is %s', (said, url, channel) => expect(channelOf(said, url)).toBe(channel))

  test('a post has one id, whoever exported it', () => {
    const id = (channel: string, url: string, given = '', authorId = '') =>
      remoteIdOf(channel, { url, id: given, authorId })
    expect(id('x', 'https://x.com/a/status/178123456', '9')).toBe('178123456')
    expect(id('bluesky', 'https://bsky.app/profile/minji.example/post/3k', '', 'did:plc:abc')).toBe(
      'at://did:plc:abc/app.bsky.feed.post/3k',
    )
    expect(id('news', 'http://www.news.example/a/?utm_source=x', '1.78E+17')).toBe(
      id('news', 'https://news.example/a#top'),
    )
    expect(id('news', 'https://news.example/a', 'n-17')).toBe('n-17')
  })
})
