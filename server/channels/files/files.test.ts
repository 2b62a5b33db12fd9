import { deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it, test } from 'vitest'
import { growth, linear } from '../../../tools/testing/growth.ts'
import { bytesOf, isFileFault } from './bytes.ts'
import { readDelimited } from './delimited.ts'
import { momentRules, noMoments, noteMoment, readMoment } from './moments.ts'
import { isRuinedId, noNumbers, noteNumber, readCount } from './numbers.ts'
import { openFile } from './open.ts'
import { maskNumbers, personalColumn } from './personal.ts'
import { defuse, rearm, writeTable } from './write-tables.ts'
import { zipBytes } from './write-zip.ts'

const names = new Set([
  'Date',
  'Url',
  'Title',
  'Full Text',
  'Author',
  '날짜',
  '제목',
  '내용',
  'Id',
  'Screen_Name',
  'Text',
  'Tweets',
  'Impressions',
])
const knows = (header: string) => names.has(header)

interface Table {
  name: string
  headers: readonly string[]
  rows: (readonly string[])[]
}

const readAll = async (bytes: Uint8Array) => {
  const opened = await openFile(bytesOf(bytes), knows)
  if (!opened.ok) return { ...opened, tables: [] as Table[], asides: [] as string[] }
  const tables: Table[] = []
  const asides: string[] = []
  for await (const event of opened.events()) {
    if (event.kind === 'table') tables.push({ name: event.name, headers: event.headers, rows: [] })
    else if (event.kind === 'row') tables.at(-1)!.rows.push(event.cells)
    else asides.push(event.why)
  }
  return { ok: true as const, reading: opened.reading, tables, asides }
}
const readText = (text: string, charset = 'utf-8', addBOM = false) => readAll(iconv.encode(text, charset, { addBOM }))

const collect = async (parts: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}
const archive = (parts: Record<string, string>) =>
  collect(zipBytes(Object.entries(parts).map(([name, text]) => ({ name, bytes: [Buffer.from(text)] }))))

const workbook = (sheet: string, more: Record<string, string> = {}) =>
  archive({
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="글" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  })

describe('encodings and delimiters', () => {
  const plain = '날짜,제목,내용\n2026-03-01,배송 후기,"빨라요, 정말"\n2026-03-02,환불,"두 줄\n입니다 😀"\n'
  const wanted = [
    ['2026-03-01', '배송 후기', '빨라요, 정말'],
    ['2026-03-02', '환불', '두 줄\n입니다 😀'],
  ]
  it.each([
    ['utf-8', false, ','],
    ['utf-8', true, ','],
    ['utf-16le', true, '\t'],
    ['utf-16be', true, '\t'],
    ['utf-8', false, ';'],
  ] as const)('reads %s (mark %s) parted by %s', async (charset, mark, delimiter) => {
    const text = delimiter === ',' ? plain : plain.replace(/,(?! )/g, delimiter)
    const read = await readText(text, charset, mark)
    expect(read).toMatchObject({ ok: true, reading: { charset, delimiter } })
    expect(read.tables[0]!.rows).toEqual(wanted)
  })

  it('reads CP949, also where Hangul only comes late in the file', async () => {
    const late = `날짜,제목\n${'2026-03-01,plain\n'.repeat(1)}`.replace('날짜', 'Date').replace('제목', 'Title')
    const text = `${late}${'2026-03-01,plain\n'.repeat(40_000)}2026-03-02,뷁을 샀어요\n`
    const read = await readText(text, 'cp949')
    expect(read).toMatchObject({ reading: { charset: 'cp949' } })
    expect(read.tables[0]!.rows.at(-1)).toEqual(['2026-03-02', '뷁을 샀어요'])
  })

  it('believes the line sep= of spreadsheets', async () => {
    expect((await readText('sep=;\nTitle;Url\na,b,c;d,e,f\n')).tables[0]!.rows).toEqual([['a,b,c', 'd,e,f']])
  })

  it('takes a quotation mark inside a cell as it is, and refuses one that never closes', async () => {
    expect((await readText('Title,Url\n5" 화면,x\n"a ""b"" c",y\n')).tables[0]!.rows).toEqual([
      ['5" 화면', 'x'],
      ['a "b" c', 'y'],
    ])
    const reader = readDelimited(',')
    reader.feed('Title,Url\n"never closed,')
    expect(() => reader.end()).toThrow('channels.file.open_quote')
  })

  it('costs time like its length', () => {
    const make = (size: number) => '2026-03-01,"배송, 후기",https://a.example/1,정말 빨라요\n'.repeat(size * 400)
    const work = (text: string) => {
      const reader = readDelimited(',')
      for (let at = 0; at < text.length; at += 65_536) reader.feed(text.slice(at, at + 65_536))
    }
    expect(growth(make, work, 8)).toBeLessThan(linear)
  })
})

describe('tables in files', () => {
  it('finds the header below label lines, without counting them', async () => {
    for (const labels of [1, 5, 9]) {
      const lines = Array.from({ length: labels }, (_, n) => `Label ${n}:,하늘상점`).join('\n')
      const read = await readText(`${lines}\n\nDate,Url,Title\n2026-03-01,https://a.example,글\n`)
      expect(read.tables).toMatchObject([{ headers: ['Date', 'Url', 'Title'], rows: [{ length: 3 }] }])
    }
  })

  it('leaves out totals and headers that come again', async () => {
    const read = await readText(
      'Date,Title,Likes\n1,a,2\nDate,Title,Likes\n2,b,3\n합계,,5\nTotal,,5\n총계를 봤다,c,1\n',
    )
    expect(read.tables[0]!.rows.map(row => row[1])).toEqual(['a', 'b', 'c'])
    expect(read.asides).toEqual(['header', 'total', 'total'])
  })

  it('reads two header rows: groups above names, and one language above another', async () => {
    const grouped = await readText('글,,반응,,\nDate,Title,좋아요,댓글,수\n2026-03-01,a,1,2,3\n')
    expect(grouped.tables).toMatchObject([
      { headers: ['Date', 'Title', '좋아요', '댓글', '수'], rows: [{ length: 5 }] },
    ])
    const twice = await readText('날짜,제목,내용\nDate,Title,Full Text\n2026-03-01,a,b\n')
    expect(twice.tables).toMatchObject([{ headers: ['날짜', '제목', '내용'], rows: [['2026-03-01', 'a', 'b']] }])
  })

  it('reads several tables one below the other', async () => {
    const text =
      'Tracker report\n\nTop accounts\nScreen_Name,Tweets,Impressions\nminji,3,900\n\nTweets\nId,Screen_Name,Text\n1.78E+17,minji,안녕\n178,haneul,또\n'
    expect((await readText(text)).tables).toEqual([
      expect.objectContaining({ headers: ['Screen_Name', 'Tweets', 'Impressions'], rows: [['minji', '3', '900']] }),
      {
        name: 'Tweets',
        headers: ['Id', 'Screen_Name', 'Text'],
        rows: [
          ['1.78E+17', 'minji', '안녕'],
          ['178', 'haneul', '또'],
        ],
      },
    ])
  })

  it('names the columns by numbers where nothing is a header', async () => {
    const read = await readText('2026-03-01,https://a.example,12\n2026-03-02,https://b.example,13\n')
    expect(read.tables).toMatchObject([{ headers: ['1', '2', '3'], rows: [{}, {}] }])
  })

  it('reads JSON Lines, a list, and a list inside an object', async () => {
    const rows = [
      { Title: 'a', by: { name: '지우' }, tags: ['x', 'y'] },
      { Title: 'b', Url: 'https://b.example' },
    ]
    const wanted = [
      ['a', '지우', 'x; y'],
      ['b', '', '', 'https://b.example'],
    ]
    for (const text of [
      rows.map(row => JSON.stringify(row)).join('\n'),
      JSON.stringify(rows, null, 2),
      JSON.stringify({ page: 1, items: rows }),
    ]) {
      const read = await readText(text)
      expect(read.tables.flatMap(table => table.rows)).toEqual(wanted)
      expect(read.tables.at(-1)!.headers).toEqual(['Title', 'by.name', 'tags', 'Url'])
    }
  })
})

describe('workbooks', () => {
  it('reads shared texts, dates, formulas and gaps', async () => {
    const bytes = await workbook(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Title</t></is></c><c r="D1" t="str"><v>Url</v></c></row>
       <row r="3"><c r="A3" s="1"><v>46082.586805555555</v></c><c r="B3" t="s"><v>1</v></c><c r="C3"><v>178123456789012345</v></c><c r="D3" t="str"><f>HYPERLINK("https://a.example/1","보기")</f><v>보기</v></c></row>
       <row r="4"><c r="A4" s="1"><v>46083</v></c><c r="B4" t="str"><f>1+1</f><v>둘</v></c></row>`,
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>Date</t></si><si><r><t>빠른 </t></r><r><t>배송 &amp; 포장</t></r><rPh><t>x</t></rPh></si></sst>',
        'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
      },
    )
    const { tables } = await readAll(bytes)
    expect(tables[0]!.headers).toEqual(['Date', 'Title', '3', 'Url'])
    expect(tables[0]!.rows).toEqual([
      ['2026-03-01 14:05:00', '빠른 배송 & 포장', '1.78123456789012E+17', '=HYPERLINK("https://a.example/1","보기")'],
      ['2026-03-02 00:00:00', '둘'],
    ])
  })

  it('refuses a bomb before it is unpacked, and one that lies about its size while it is', async () => {
    const bomb = await archive({ 'xl/workbook.xml': ' '.repeat(60_000_000) })
    expect(await readAll(bomb)).toMatchObject({ ok: false, code: 'channels.file.bomb' })
    const sheet = await workbook(`<row><c t="str"><v>${'x'.repeat(9_000)}</v></c></row>`)
    const lying = Buffer.from(sheet)
    const entry = lying.lastIndexOf('xl/worksheets/sheet1.xml') - 46
    lying.writeUInt32LE(100, entry + 24)
    const opened = await openFile(bytesOf(lying), knows)
    if (!opened.ok) throw new Error('it opens')
    const error = await opened
      .events()
      .next()
      .catch((thrown: unknown) => thrown)
    expect(isFileFault(error) && error.refusal.code).toBe('channels.file.bomb')
  })

  it('refuses a document type, so that no entity grows', async () => {
    const bytes = await archive({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>' })
    expect(await readAll(bytes)).toMatchObject({ ok: false, code: 'channels.file.broken_sheet' })
  })
})

describe('files of another kind', () => {
  const ole = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')])
  it.each([
    ['an empty file', Buffer.alloc(0), 'empty', {}],
    ['blanks', Buffer.from('\ufeff \n\n'), 'empty', {}],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'other_kind', { kind: 'PDF' }],
    ['a page', Buffer.from('\n<!DOCTYPE html><table><tr><td>1</td></tr></table>'), 'other_kind', { kind: 'HTML' }],
    ['a locked workbook', ole('EncryptedPackage'), 'locked', {}],
    ['an old workbook', ole('Workbook'), 'old_excel', {}],
    ['noise', Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * 7919) % 31)), 'binary', {}],
    ['a cut zip', Buffer.from('PK\x03\x04 and no more'), 'broken_zip', {}],
    ['a broken list', Buffer.from('[{"Title":"a"},{"Title":'), 'broken_json', { row: 2 }],
  ])('says what %s is', async (_, bytes, code, params) => {
    const read = await readAll(bytes).catch((error: unknown) => (isFileFault(error) ? error.refusal : error))
    expect(read).toMatchObject({ ok: false, code: `channels.file.${code}`, params })
  })

  it('says what a zip is that is no workbook', async () => {
    expect(await readAll(await archive({ 'word/document.xml': '<x/>' }))).toMatchObject({
      code: 'channels.file.no_workbook',
      params: { kind: 'Word' },
    })
    expect(await readAll(await archive({ 'notes.txt': 'x' }))).toMatchObject({ params: { kind: 'zip' } })
  })
})

describe('numbers', () => {
  const of = (...column: string[]) => {
    const evidence = noNumbers()
    for (const value of column) noteNumber(evidence, value)
    return column.map(value => readCount(value, evidence))
  }
  test('the column says what a point means', () => {
    expect(of('1.200', '3', '1.234.567')).toEqual([1200, 3, 1234567])
    expect(of('1,200', '12,345.0')).toEqual([1200, 12345])
    expect(of('1.200', '0.5', '2.75')).toEqual([1, 1, 3])
    expect(of('1.2만', '3.4K', '2천', '1 234', '15명', '1.2E+05')).toEqual([12000, 3400, 2000, 1234, 15, 120000])
    expect(of('', '-3', '많음', 'N/A')).toEqual([null, null, null, null])
  })
  test('ids that a spreadsheet ruined are known', () => {
    expect(['1.78E+17', '1.78123456789012E+17', '178123456789012000'].map(isRuinedId)).toEqual([true, true, true])
    expect(['178123456789012345', '12', 'E17'].map(isRuinedId)).toEqual([false, false, false])
  })
})

describe('moments', () => {
  const read = (column: string[], zone = 'Asia/Seoul') => {
    const evidence = noMoments()
    for (const value of column) noteMoment(evidence, value)
    const rules = momentRules(evidence, zone)
    return column.map(value => readMoment(value, rules)?.toISOString() ?? null)
  }
  test('one value of a column decides where the day stands', () => {
    expect(read(['03/04/2026', '13/04/2026'])).toEqual(['2026-04-02T15:00:00.000Z', '2026-04-12T15:00:00.000Z'])
    expect(read(['03/04/2026', '04/13/2026'])).toEqual(['2026-03-03T15:00:00.000Z', '2026-04-12T15:00:00.000Z'])
  })
  test.each([
    ['2026-03-01T05:05:00Z'],
    ['2026-03-01 14:05'],
    ['2026-03-01 05:05:00.0 UTC'],
    ['2026. 3. 1. 오후 2:05'],
    ['2026년 3월 1일 오후 2시 5분'],
    ['2026-03-01 (일) 14:05:00'],
    ['3/1/2026 2:05 PM'],
    ['01-Mar-2026 02:05PM'],
    ['Mar 1, 2026 2:05:00 PM'],
    ['Sun Mar 01 05:05:00 +0000 2026'],
    ['Sun, 01 Mar 2026 05:05:00 GMT'],
    ['20260301140500'],
    ['46082.586805555555'],
    ['1772341500'],
    ['1772341500000'],
  ])('%s is the same instant', value => {
    expect(read([value])).toEqual(['2026-03-01T05:05:00.000Z'])
  })
  test('what is no moment is none', () => {
    expect(read(['', '2026-02-30', '2026-13-01', '오늘', '12', '2026-03-01 25:00', '99/99/2026'])).toEqual(
      Array(7).fill(null),
    )
  })
  test('an hour that a zone skips falls behind the gap', () => {
    expect(read(['2026-03-29 02:30'], 'Europe/Berlin')).toEqual(['2026-03-29T01:30:00.000Z'])
  })
})

describe('what must not be kept', () => {
  test('resident registration numbers are masked by form and check digit', () => {
    expect(maskNumbers('민원인 900101-1234567 입니다')).toEqual({ text: '민원인 900101-1****** 입니다', masked: 1 })
    expect(maskNumbers('주문 9001011234567, 9001011234568').masked).toBe(1)
    expect(maskNumbers('전화 010-1234-5678, 상품 20261301-1234567').masked).toBe(0)
  })
  test('customs codes and card numbers are masked, order numbers stay', () => {
    expect(maskNumbers('통관 P123456789012 카드 4111-1111-1111-1111, 378282246310005')).toEqual({
      text: '통관 P************ 카드 ****-****-****-1111, ****-****-****-0005',
      masked: 3,
    })
    // A Naver order, an id that satisfies Luhn in a column of ids, a tweet, a wrong check digit.
    for (const text of ['2026100212345671', 'https://x.com/a/status/4111111111111111', '4111 1111 1111 1112'])
      expect(maskNumbers(text).masked, text).toBe(0)
    expect(maskNumbers('4111111111111111', personalColumn('상품주문번호')).masked).toBe(0)
    expect(maskNumbers('4111111111111111').masked).toBe(1)
  })
  test('a column that says what it holds needs no proof', () => {
    expect(maskNumbers('9001011234560', personalColumn('주민등록번호')).text).toBe('900101-1******')
    expect(maskNumbers('P123456789012', personalColumn('개인통관고유부호')).masked).toBe(1)
    expect(maskNumbers('1234567890123456', personalColumn('카드번호')).text).toBe('****-****-****-3456')
  })
})

describe('what is written', () => {
  const headers = ['Date', 'Title', 'Likes']
  const rows = [
    ['2026-03-01', '=1+1', 3],
    ["'꼬리", 'a, "b"\r\nc\u0001', null],
  ] as const
  const source = async function* () {
    yield rows
  }
  it('comes back as it was, from each format', async () => {
    const plain = [
      ['2026-03-01', '=1+1', '3'],
      ["'꼬리", 'a, "b"\r\nc', ''],
    ]
    for (const format of ['csv', 'xlsx', 'jsonl'] as const) {
      const { tables } = await readAll(await collect(writeTable(format, headers, source())))
      const cells = tables[0]!.rows.map(row => headers.map((_, n) => rearm(row[n] ?? '').replace('\u0001', '')))
      expect(cells, format).toEqual(plain)
    }
  })
  it('holds no cell that a spreadsheet would run', async () => {
    const csv = (await collect(writeTable('csv', headers, source()))).toString('utf8')
    expect(csv).toContain(",'=1+1,")
    for (const text of ['=1', '+1', '-1', '@a', '\tx', '\rx', "'x", 'x']) {
      expect(defuse(text)).not.toMatch(/^[=+\-@\t\r]/)
      expect(rearm(defuse(text))).toBe(text)
    }
  })
  it('packs what zlib unpacks', async () => {
    const bytes = await archive({ a: '안녕'.repeat(1000) })
    expect(bytes.includes(deflateRawSync(Buffer.from('안녕'.repeat(1000)), { level: 6 }))).toBe(true)
  })
})
