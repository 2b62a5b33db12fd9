import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import * as files from '../../contract/channels.ts'
import * as contract from '../../contract/listening.ts'
import { file, openBringing } from '../../tools/testing/bringing.ts'
import { drain } from '../../tools/testing/drain.ts'
import { post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { beginRows, resumeImports } from '../channels/actions/imports/bringing.ts'
import { fileKinds } from '../rooms.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram({ MAX_FILE_MEGABYTES: '2' })
})
afterAll(() => testing.stop())

describe('a file that is brought', () => {
  it('is seen before it runs, becomes mentions, and is taken back without a trace', async () => {
    const place = await openBringing(testing)
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
    const preview = await testing.owner.call(files.previewImport, { ...place.at, importId: seen.id })
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
    const place = await openBringing(testing)
    await place.follow('하늘상점')
    await drain(testing, 'listening')
    const seen = await place.bring(file(3))
    await testing.owner.call(files.runImport, { ...place.at, importId: seen.id })
    await drain(testing, 'channels')
    await drain(testing, 'listening')
    const { rows: told } = await testing.program.database.pool.query(
      `select data->'payload'->>'isPast' as past from pgboss.job
       where name = 'customers.meet_authors' and (data->>'workspaceId')::int = $1`,
      [place.id],
    )
    expect(told.map(row => row.past)).toEqual(['true'])
  })

  it('changes nothing a second time, and only adds what an overlapping one has more', async () => {
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
    const seen = await place.bring(
      'Date,Text,Url\n2026-03-01,글,https://a.example/1\n2026-99-01,글,https://a.example/2\n2026-03-01,,https://a.example/3\n2030-01-01,=글,https://a.example/4\n',
    )
    expect(await place.run(seen.id)).toMatchObject({ counts: { rows: 4, added: 1, refused: 3 } })
    const refused = await testing.owner.call(files.listImportRefusals, { ...place.at, importId: seen.id })
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
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
    const seen = await place.bring(
      '언제,뭐라고,누가\n03/04/2026,하늘상점 좋아요 정말로,지우\n05/04/2026,배송이 하루 늦었어요,민준\n',
    )
    const at = { ...place.at, importId: seen.id }
    const columns = [
      { table: 0, at: 0, field: 'publishedAt' as const },
      { table: 0, at: 1, field: 'text' as const },
      { table: 0, at: 2, field: 'authorName' as const },
    ]
    await testing.owner.call(files.changeImport, { ...at, columns })
    expect((await testing.owner.call(files.previewImport, at)).rows[0]!.problem?.code).toBe(
      'listening.import.row.no_channel',
    )
    await testing.owner.call(files.changeImport, { ...at, channel: 'naver_cafe', zone: 'UTC', isDayFirst: true })
    const preview = await testing.owner.call(files.previewImport, at)
    expect(preview.rows[0]).toMatchObject({
      channel: 'naver_cafe',
      author: '지우',
      publishedAt: '2026-04-03T00:00:00.000Z',
    })
    expect(await testing.owner.ask(files.changeImport, { ...at, zone: 'Mars/Base' })).toMatchObject({ status: 422 })
    expect(
      await testing.owner.ask(files.changeImport, { ...at, columns: [{ table: 0, at: 9, field: 'text' }] }),
    ).toMatchObject({ status: 422 })
  })
})

test('an import whose job was lost is taken up again, and an upload that was given up is thrown away', async () => {
  const place = await openBringing(testing)
  const seen = await place.bring(file(3))
  await place.hearing.change(ctx => beginRows(ctx, seen.id, fileKinds))
  const given = await testing.owner.call(files.createImport, { ...place.at, fileName: 'never.csv' })
  await place.hearing.change(resumeImports)
  await drain(testing, 'channels')
  expect((await place.get(seen.id)).state).toBe('running')
  await place.hearing.change(resumeImports, { now: new Date(Date.parse(given.createdAt) + 25 * 3_600_000) })
  await drain(testing, 'channels')
  expect(await place.get(seen.id)).toMatchObject({ state: 'done', counts: { added: 3 } })
  const gone = await testing.owner.ask(files.getImport, { ...place.at, importId: given.id })
  expect(gone.status).toBe(404)
})
