import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
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

  it('is a file over the cap, as soon as it is over', async () => {
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
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
    const place = await openBringing(testing)
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
