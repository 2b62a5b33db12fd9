import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import * as contract from '../../contract/listening.ts'
import { drain } from '../../tools/testing/drain.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { beginRows, resumeImports } from './actions/imports/bringing.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram({ MAX_FILE_MEGABYTES: '2' })
})
afterAll(() => testing.stop())

/** A workspace that files are brought to over HTTP, as a browser does. */
const openBringing = async () => {
  const hearing = await openHearing(testing)
  const at = { workspaceId: hearing.id }
  const { owner, url } = testing
  const put = (importId: string, bytes: Uint8Array | string) =>
    fetch(`${url}/api/w/${hearing.id}/imports/${importId}/file`, {
      method: 'PUT',
      headers: { cookie: owner.cookie, 'content-type': 'application/octet-stream' },
      body: bytes as BodyInit,
    })
  const bring = async (bytes: Uint8Array | string, topicId: string | null = null, fileName = 'mentions.csv') => {
    const { id } = await owner.call(contract.createImport, { ...at, fileName, topicId })
    expect((await put(id, bytes)).status).toBe(200)
    await drain(testing, 'listening')
    return owner.call(contract.getImport, { ...at, importId: id })
  }
  const get = (importId: string) => owner.call(contract.getImport, { ...at, importId })
  const run = async (importId: string) => {
    await owner.call(contract.runImport, { ...at, importId })
    await drain(testing, 'listening')
    return get(importId)
  }
  const undo = async (importId: string) => {
    await owner.call(contract.undoImport, { ...at, importId })
    await drain(testing, 'listening')
    return get(importId)
  }
  const follow = (query: string) =>
    hearing.change(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불만을 안다', query }))
  const mentions = async (filter = {}) =>
    (await owner.call(contract.listMentions, { ...at, limit: 200, ...filter })).items
  /** What the tables hold, so that an undo can be held against it. */
  const counted = async () => {
    const { rows } = await testing.program.database.pool.query(
      `select
        (select count(*) from channels.items where workspace_id = $1)::int as items,
        (select count(*) from channels.raw_items where workspace_id = $1)::int as raws,
        (select count(*) from channels.authors where workspace_id = $1)::int as authors,
        (select count(*) from channels.sightings where workspace_id = $1)::int as sightings,
        (select count(*) from understanding.readings where workspace_id = $1)::int as readings,
        (select count(*) from listening.mentions where workspace_id = $1)::int as mentions,
        (select count(*) from listening.mention_topics where workspace_id = $1)::int as links,
        (select count(*) from listening.import_items where workspace_id = $1)::int as imported,
        (select count(*) from customers.customers where workspace_id = $1)::int as customers,
        (select count(*) from customers.identities where workspace_id = $1)::int as identities,
        (select count(*) from customers.activities where workspace_id = $1)::int as activities`,
      [hearing.id],
    )
    const volumes = await owner.call(contract.listVolumes, {
      ...at,
      grain: 'day',
      from: '2026-02-20T00:00:00Z',
      to: '2026-04-01T00:00:00Z',
    })
    return { ...rows[0], volume: volumes.items.reduce((sum, day) => sum + day.total, 0) }
  }
  return { ...hearing, hearing, at, put, bring, run, undo, get, follow, mentions, counted }
}

const rows = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, n) =>
      `2026-03-${String(((n + from) % 28) + 1).padStart(2, '0')} 오후 2:05,"하늘상점 배송이 빨라요, ${n + from}번째 주문",https://x.com/minji/status/17${String(10_000_000 + n + from)},민지${(n + from) % 7},"1,2${(n + from) % 10}0"`,
  ).join('\r\n')
const header = 'Date,Text,Url,Author,Followers'
const file = (count: number, from = 0) => `${header}\r\n${rows(count, from)}\r\n`

describe('a file that is brought', () => {
  it('is seen before it runs, becomes mentions, and is taken back without a trace', async () => {
    const place = await openBringing()
    await place.follow('하늘상점')
    await drain(testing, 'listening')
    const before = await place.counted()
    const seen = await place.bring(iconv.encode(file(40), 'cp949'))
    expect(seen).toMatchObject({
      state: 'ready',
      reading: { kind: 'csv', charset: 'cp949', delimiter: ',' },
      totalRows: 40,
      zone: 'Asia/Seoul',
    })
    expect(seen.tables[0]!.columns.map(column => column.field)).toEqual([
      'publishedAt',
      'text',
      'url',
      'authorName',
      'followers',
    ])
    const preview = await testing.owner.call(contract.previewImport, { ...place.at, importId: seen.id })
    expect(preview).toMatchObject({
      counts: { rows: 40, added: 40, known: 0, mentions: 40, refused: 0 },
      isWhole: true,
    })
    expect(preview.rows).toHaveLength(20)
    expect(preview.rows[0]).toMatchObject({
      channel: 'x',
      author: '민지0',
      followers: 1200,
      publishedAt: '2026-03-01T05:05:00.000Z',
    })
    expect(await place.counted()).toEqual(before)

    const done = await place.run(seen.id)
    expect(done).toMatchObject({ state: 'done', counts: { rows: 40, added: 40, known: 0, mentions: 40, refused: 0 } })
    await drain(testing, 'customers')
    await drain(testing, 'inbox')
    expect(await place.counted()).toMatchObject({ items: 40, mentions: 40, volume: 40, customers: 7, activities: 40 })
    expect((await place.mentions())[0]).toMatchObject({ item: { channel: 'x', author: { followers: 1260 } } })

    expect(await place.undo(seen.id)).toMatchObject({ state: 'undone', kept: 0 })
    await drain(testing, 'customers')
    expect(await place.counted()).toEqual(before)
  })

  it('raises no alerts: what it finds is said to be past', async () => {
    const place = await openBringing()
    await place.follow('하늘상점')
    await drain(testing, 'listening')
    const seen = await place.bring(file(3))
    await testing.owner.call(contract.runImport, { ...place.at, importId: seen.id })
    await drain(testing, 'listening')
    const { rows: told } = await testing.program.database.pool.query(
      `select data->'payload'->>'isPast' as past from pgboss.job
       where name = 'customers.meet_authors' and (data->>'workspaceId')::int = $1`,
      [place.id],
    )
    expect(told.map(row => row.past)).toEqual(['true'])
  })

  it('changes nothing a second time, and only adds what an overlapping one has more', async () => {
    const place = await openBringing()
    const topic = await place.follow('하늘상점')
    const first = await place.bring(file(30))
    await place.run(first.id)
    const before = await place.counted()
    const again = await place.bring(file(30), topic.id)
    expect(await place.run(again.id)).toMatchObject({ counts: { added: 0, known: 30, mentions: 0 } })
    expect(await place.counted()).toEqual({ ...before, imported: 60 })
    const more = await place.bring(file(30, 20))
    expect(await place.run(more.id)).toMatchObject({ counts: { added: 20, known: 10 } })

    // What another import brought too stays, and goes with the last of them.
    expect(await place.undo(first.id)).toMatchObject({ state: 'undone' })
    expect(await place.counted()).toMatchObject({ items: 50, mentions: 50, volume: 50 })
    await place.undo(again.id)
    expect(await place.counted()).toMatchObject({ items: 30, mentions: 30, volume: 30 })
    await place.undo(more.id)
    expect(await place.counted()).toMatchObject({ items: 0, mentions: 0, volume: 0, authors: 0 })
  })

  it('meets what was heard live, under another id too, and leaves it there when it is taken back', async () => {
    const place = await openBringing()
    const topic = await place.follow('배송')
    const text = '하늘상점 배송이 빨라요'
    await place.take([
      post(text, { remoteId: 'guid-1', url: 'https://blog.example/1', publishedAt: new Date('2026-03-01T00:00:00Z') }),
    ])
    const x = await place.addSource('x')
    await place.take([post('배송 문의', { remoteId: '1710000001', publishedAt: new Date('2026-03-01T00:00:00Z') })], {
      sourceId: x,
    })
    const before = await place.counted()
    const names = 'Date,Text,Url'
    const seen = await place.bring(
      `${names}\n2026-03-01,${text},https://blog.example/1\n2026-03-01,배송 문의,https://twitter.com/a/status/1710000001\n2026-03-02,배송 새 글,https://blog.example/2\n`,
      topic.id,
    )
    expect(await place.run(seen.id)).toMatchObject({ counts: { added: 1, known: 2, mentions: 1 } })
    expect(await place.mentions()).toHaveLength(3)
    await place.undo(seen.id)
    expect(await place.counted()).toEqual(before)
  })

  it('puts everything under a chosen topic, also what was heard before, and takes that off again', async () => {
    const place = await openBringing()
    const topic = await place.follow('아무도안쓰는말')
    await place.follow('배송')
    await place.take(
      [
        post('배송 이야기', {
          remoteId: '1710000000',
          url: 'https://x.com/minji/status/1710000000',
          publishedAt: new Date('2026-03-01T00:00:00Z'),
        }),
      ],
      { sourceId: await place.addSource('x') },
    )
    const seen = await place.bring(
      `Date,Text,Url\n2026-03-01,배송 이야기,https://x.com/minji/status/1710000000\n2026-03-02,다른 글,https://x.com/minji/status/1710000009\n`,
      topic.id,
    )
    await place.run(seen.id)
    expect(await place.mentions({ topicId: topic.id })).toHaveLength(2)
    await place.undo(seen.id)
    expect(await place.mentions({ topicId: topic.id })).toHaveLength(0)
    expect(await place.mentions()).toHaveLength(1)
  })

  it('leaves what it put under a topic there, whatever the query becomes, and what another import put there too', async () => {
    const place = await openBringing()
    const topic = await place.follow('아무도안쓰는말')
    await place.take([post('다른 글', { remoteId: '1710000001', publishedAt: new Date('2026-03-01T00:00:00Z') })], {
      sourceId: await place.addSource('x'),
    })
    expect(await place.mentions()).toHaveLength(0)
    const text =
      'Date,Text,Url\n2026-03-01,다른 글,https://x.com/a/status/1710000001\n2026-03-02,또 다른 글,https://x.com/a/status/1710000002\n'
    const first = await place.bring(text, topic.id)
    expect(await place.run(first.id)).toMatchObject({ counts: { added: 1, known: 1, mentions: 2 } })
    const second = await place.bring(text, topic.id)
    await place.run(second.id)
    await testing.owner.call(contract.updateTopic, { ...place.at, topicId: topic.id, query: '이것도안쓰는말' })
    await drain(testing, 'listening')
    expect(await place.mentions({ topicId: topic.id })).toHaveLength(2)
    await place.undo(first.id)
    expect(await place.mentions({ topicId: topic.id })).toHaveLength(2)
    await place.undo(second.id)
    expect(await place.mentions()).toHaveLength(0)
    expect(await place.counted()).toMatchObject({ items: 1, volume: 0 })
  })

  it('keeps what somebody has worked on when it is taken back, and says how much', async () => {
    const place = await openBringing()
    const topic = await place.follow('하늘상점')
    const seen = await place.bring(file(5))
    await place.run(seen.id)
    const [worked] = await place.mentions()
    await testing.owner.call(contract.closeMention, {
      ...place.at,
      mentionId: worked!.id,
      state: 'not_ours',
      reason: '동명',
    })
    expect(await place.undo(seen.id)).toMatchObject({ state: 'undone', kept: 1 })
    expect(await place.mentions({ topicId: topic.id })).toMatchObject([
      { id: worked!.id, ending: { state: 'not_ours' } },
    ])
    expect(await place.counted()).toMatchObject({ items: 1, mentions: 1, volume: 1 })
  })

  it('says which rows were refused and why, and hands them back as a file', async () => {
    const place = await openBringing()
    const seen = await place.bring(
      'Date,Text,Url\n2026-03-01,글,https://a.example/1\n2026-99-01,글,https://a.example/2\n2026-03-01,,https://a.example/3\n2030-01-01,=글,https://a.example/4\n',
    )
    expect(await place.run(seen.id)).toMatchObject({ counts: { rows: 4, added: 1, refused: 3 } })
    const refused = await testing.owner.call(contract.listImportRefusals, { ...place.at, importId: seen.id })
    expect(refused.items.map(one => [one.row, one.problem.code])).toEqual([
      [3, 'listening.import.row.bad_date'],
      [4, 'listening.import.row.no_text'],
      [5, 'listening.import.row.future_date'],
    ])
    const download = await fetch(`${testing.url}/api/w/${place.id}/imports/${seen.id}/refusals.csv`, {
      headers: { cookie: testing.owner.cookie, 'accept-language': 'ko' },
    })
    expect(download.headers.get('content-disposition')).toContain('mentions-refused.csv')
    const text = await download.text()
    expect(text.split('\r\n')[1]).toBe('3,날짜로 읽을 수 없습니다: 2026-99-01,2026-99-01,글,https://a.example/2')
    expect(text).toContain(",'=글,")
  })

  it('hides resident registration numbers and says how many', async () => {
    const place = await openBringing()
    await place.follow('민원')
    const seen = await place.bring(
      'Date,Text,Url,메모\n2026-03-01,민원 900101-1234567 접수,https://a.example/1,900101-1234567\n',
    )
    expect(await place.run(seen.id)).toMatchObject({ counts: { masked: 2, mentions: 1 } })
    const [mention] = await place.mentions()
    expect(mention!.item.text).toBe('민원 900101-1****** 접수')
    const { rows: raws } = await testing.program.database.pool.query(
      'select raw::text from channels.raw_items where workspace_id = $1',
      [place.id],
    )
    expect(raws[0].raw).not.toContain('1234567')
    expect(raws[0].raw).toContain('"메모"')
  })

  it('is read as a person says, where names say too little', async () => {
    const place = await openBringing()
    const seen = await place.bring(
      '언제,뭐라고,누가\n03/04/2026,하늘상점 좋아요 정말로,지우\n05/04/2026,배송이 하루 늦었어요,민준\n',
    )
    const at = { ...place.at, importId: seen.id }
    const columns = [
      { table: 0, at: 0, field: 'publishedAt' as const },
      { table: 0, at: 1, field: 'text' as const },
      { table: 0, at: 2, field: 'authorName' as const },
    ]
    await testing.owner.call(contract.changeImport, { ...at, columns })
    expect((await testing.owner.call(contract.previewImport, at)).rows[0]!.problem?.code).toBe(
      'listening.import.row.no_channel',
    )
    await testing.owner.call(contract.changeImport, { ...at, channel: 'naver_cafe', zone: 'UTC', isDayFirst: true })
    const preview = await testing.owner.call(contract.previewImport, at)
    expect(preview.rows[0]).toMatchObject({
      channel: 'naver_cafe',
      author: '지우',
      publishedAt: '2026-04-03T00:00:00.000Z',
    })
    expect(await testing.owner.ask(contract.changeImport, { ...at, zone: 'Mars/Base' })).toMatchObject({ status: 422 })
    expect(
      await testing.owner.ask(contract.changeImport, { ...at, columns: [{ table: 0, at: 9, field: 'text' }] }),
    ).toMatchObject({ status: 422 })
  })
})

test('an import whose job was lost is taken up again, and an upload that was given up is thrown away', async () => {
  const place = await openBringing()
  const seen = await place.bring(file(3))
  await place.hearing.change(ctx => beginRows(ctx, seen.id))
  const given = await testing.owner.call(contract.createImport, { ...place.at, fileName: 'never.csv' })
  await place.hearing.change(resumeImports)
  await drain(testing, 'listening')
  expect((await place.get(seen.id)).state).toBe('running')
  await place.hearing.change(resumeImports, { now: new Date(Date.parse(given.createdAt) + 25 * 3_600_000) })
  await drain(testing, 'listening')
  expect(await place.get(seen.id)).toMatchObject({ state: 'done', counts: { added: 3 } })
  const gone = await testing.owner.ask(contract.getImport, { ...place.at, importId: given.id })
  expect(gone.status).toBe(404)
})

describe('what is refused', () => {
  it('is a file of another kind, with what it is', async () => {
    const place = await openBringing()
    expect(await place.bring('%PDF-1.7 ...', null, 'mentions.csv')).toMatchObject({
      state: 'refused',
      problem: { code: 'channels.file.other_kind', message: expect.stringContaining('PDF') },
    })
    expect(await place.bring('', null, 'empty.xlsx')).toMatchObject({
      state: 'refused',
      problem: { code: 'channels.file.empty' },
    })
  })

  it('is a file over the cap, as soon as it is over', async () => {
    const place = await openBringing()
    const { id } = await testing.owner.call(contract.createImport, { ...place.at, fileName: 'big.csv' })
    const answer = await place.put(id, Buffer.alloc(3 * 1024 * 1024, 'a'))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'file_too_large', title: expect.stringContaining('2') })
    // The same import takes a smaller one.
    expect((await place.put(id, file(2))).status).toBe(200)
    await drain(testing, 'listening')
    expect(await place.get(id)).toMatchObject({ state: 'ready', totalRows: 2 })
  })

  it('is whoever may not manage listening, in another workspace, or at the wrong time', async () => {
    const place = await openBringing()
    const seen = await place.bring(file(2))
    const at = { ...place.at, importId: seen.id }
    expect(await testing.stranger.ask(contract.listImports, place.at)).toMatchObject({ status: 401 })
    const other = await testing.workspace()
    expect(await testing.owner.ask(contract.getImport, { ...at, workspaceId: other.id })).toMatchObject({ status: 404 })
    const elsewhere = await testing.owner.ask(contract.createImport, {
      workspaceId: other.id,
      fileName: 'a.csv',
      topicId: seen.id,
    })
    expect(elsewhere).toMatchObject({ status: 422 })
    expect(await testing.owner.ask(contract.undoImport, at)).toMatchObject({ status: 409 })
    await place.run(seen.id)
    expect(await testing.owner.ask(contract.runImport, at)).toMatchObject({ status: 409 })
    expect(await testing.owner.ask(contract.dropImport, at)).toMatchObject({ status: 409 })
    expect((await place.put(seen.id, file(2))).status).toBe(409)
  })

  it('is a table that says neither text nor date', async () => {
    const place = await openBringing()
    const seen = await place.bring('이름,전화\n지우,010\n민준,011\n')
    const refused = await testing.owner.ask(contract.runImport, { ...place.at, importId: seen.id })
    expect(refused).toMatchObject({ status: 409, problem: { code: 'listening.import.needs_text' } })
    const list = await testing.owner.call(contract.listImports, place.at)
    expect(list.items.map(one => one.id)).toEqual([seen.id])
    await testing.owner.call(contract.dropImport, { ...place.at, importId: seen.id })
    expect((await testing.owner.call(contract.listImports, place.at)).items).toEqual([])
  })
})

test('an export of one workspace is known to another, and brings every mention with all that was said', async () => {
  const place = await openBringing()
  await place.follow('하늘상점')
  const seen = await place.bring(file(12))
  await place.run(seen.id)
  const there = await openBringing()
  for (const format of ['csv', 'xlsx', 'jsonl'] as const) {
    const asked = await testing.owner.call(contract.createExport, { ...place.at, format, filter: { q: '배송' } })
    expect(asked).toMatchObject({ total: 12, isMore: false, rows: 0, askedBy: '지우' })
    const answer = await fetch(`${testing.url}/api/w/${place.id}/exports/${asked.id}/file`, {
      headers: { cookie: testing.owner.cookie },
    })
    expect(answer.headers.get('content-disposition')).toContain(`.${format}"`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const after = await testing.owner.call(contract.getExport, { ...place.at, exportId: asked.id })
    expect(after).toMatchObject({ rows: 12, finishedAt: expect.any(String) })
    const brought = await there.bring(bytes, null, `mentions.${format}`)
    expect(brought.tables).toMatchObject([{ format: 'maeari', rows: 12 }])
    expect(brought.tables[0]!.columns.filter(column => column.field === null)).toEqual([])
    const first = format === 'csv'
    expect(await there.run(brought.id)).toMatchObject({
      counts: { added: first ? 12 : 0, known: first ? 0 : 12, refused: 0 },
    })
  }
  const said = async (id: number) =>
    (
      await testing.program.database.pool.query(
        `select item.channel, item.remote_id, item.kind, item.text, item.url, item.published_at, author.remote_id as author, author.display_name, author.followers
         from channels.items as item join channels.authors as author using (workspace_id) where workspace_id = $1 and author.id = item.author_id order by 2`,
        [id],
      )
    ).rows
  expect(await said(there.id)).toEqual(await said(place.id))
  const audit = await testing.owner.call(contract.listExports, place.at)
  expect(audit.items.map(one => one.format)).toEqual(['jsonl', 'xlsx', 'csv'])
  expect(audit.items[0]).toMatchObject({ askedBy: '지우', filter: { q: '배송' } })
})
