import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import * as files from '../../contract/channels.ts'
import * as contract from '../../contract/listening.ts'
import { file, openBringing } from '../../tools/testing/bringing.ts'
import { drain } from '../../tools/testing/drain.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram({ MAX_FILE_MEGABYTES: '2' })
})
afterAll(() => testing.stop())

describe('what is refused', () => {
  it('is a file of another kind, with what it is', async () => {
    const place = await openBringing(testing)
    expect(await place.bring('%PDF-1.7 ...', null, 'mentions.csv')).toMatchObject({
      state: 'refused',
      problem: { code: 'channels.file.other_kind', message: expect.stringContaining('PDF') },
    })
    expect(await place.bring('', null, 'empty.xlsx')).toMatchObject({
      state: 'refused',
      problem: { code: 'channels.file.empty' },
    })
  })

  it('is no id that a spreadsheet ruined: below five lines of preamble, posts of one such id stay as many as they are', async () => {
    const place = await openBringing(testing)
    await place.follow('하늘상점')
    const preamble = ['Report:,하늘상점 언급', 'Brand:,하늘상점', 'From:,2026-03-01', 'To:,2026-03-02', 'Label:,봄']
    const rows = [1, 2, 3].map(
      n => `1.78E+17,2026-03-01 10:0${n},하늘상점 ${n}번째 글,https://x.com/minji/status/17812345678901234${n}`,
    )
    const table = [...preamble, 'Tweet ID,Date,Full Text,URL', ...rows].join('\n')
    const ready = await place.bring(table)
    expect(ready).toMatchObject({ state: 'ready', totalRows: 3 })
    expect(await place.run(ready.id)).toMatchObject({ state: 'done' })
    const { rows: kept } = await testing.program.database.pool.query<{ remote_id: string }>(
      'select remote_id from channels.items where workspace_id = $1 order by 1',
      [place.at.workspaceId],
    )
    expect(kept.map(one => one.remote_id)).toEqual([1, 2, 3].map(n => `17812345678901234${n}`))
    expect(await place.mentions()).toHaveLength(3)
  })

  it('is a file over the cap, as soon as it is over', async () => {
    const place = await openBringing(testing)
    const { id } = await testing.owner.call(files.createImport, { ...place.at, fileName: 'big.csv' })
    const answer = await place.put(id, Buffer.alloc(3 * 1024 * 1024, 'a'))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'file_too_large', title: expect.stringContaining('2') })
    // The same import takes a smaller one.
    expect((await place.put(id, file(2))).status).toBe(200)
    await drain(testing, 'channels')
    expect(await place.get(id)).toMatchObject({ state: 'ready', totalRows: 2 })
  })

  it('is whoever may not manage listening, in another workspace, or at the wrong time', async () => {
    const place = await openBringing(testing)
    const seen = await place.bring(file(2))
    const at = { ...place.at, importId: seen.id }
    expect(await testing.stranger.ask(files.listImports, place.at)).toMatchObject({ status: 401 })
    const other = await testing.workspace()
    expect(await testing.owner.ask(files.getImport, { ...at, workspaceId: other.id })).toMatchObject({ status: 404 })
    const elsewhere = await testing.owner.ask(files.createImport, {
      workspaceId: other.id,
      fileName: 'a.csv',
      topicId: seen.id,
    })
    expect(elsewhere).toMatchObject({ status: 422 })
    expect(await testing.owner.ask(files.undoImport, at)).toMatchObject({ status: 409 })
    await place.run(seen.id)
    expect(await testing.owner.ask(files.runImport, at)).toMatchObject({ status: 409 })
    expect(await testing.owner.ask(files.dropImport, at)).toMatchObject({ status: 409 })
    expect((await place.put(seen.id, file(2))).status).toBe(409)
  })

  it('is a table that says neither text nor date', async () => {
    const place = await openBringing(testing)
    const seen = await place.bring('이름,전화\n지우,010\n민준,011\n')
    const refused = await testing.owner.ask(files.runImport, { ...place.at, importId: seen.id })
    expect(refused).toMatchObject({ status: 409, problem: { code: 'listening.import.needs_text' } })
    const list = await testing.owner.call(files.listImports, place.at)
    expect(list.items.map(one => one.id)).toEqual([seen.id])
    await testing.owner.call(files.dropImport, { ...place.at, importId: seen.id })
    expect((await testing.owner.call(files.listImports, place.at)).items).toEqual([])
  })
})

test('an export of one workspace is known to another, and brings every mention with all that was said', async () => {
  const place = await openBringing(testing)
  await place.follow('하늘상점')
  const seen = await place.bring(file(12))
  await place.run(seen.id)
  const there = await openBringing(testing)
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
