/** Files of mentions for tests: a workspace that they are brought to over HTTP, as a browser does. */
import { expect } from 'vitest'
import * as files from '../../contract/channels.ts'
import * as contract from '../../contract/listening.ts'
import { createTopic } from '../../server/listening/actions/topics.ts'
import { drain } from './drain.ts'
import { openHearing } from './hearing.ts'
import type { TestProgram } from './program.ts'

/** @param testing the program that serves it. */
export const openBringing = async (testing: TestProgram) => {
  const hearing = await openHearing(testing)
  const at = { workspaceId: hearing.id }
  const { owner, url } = testing
  const put = (importId: string, bytes: Uint8Array | string) =>
    fetch(`${url}/api/w/${hearing.id}/imports/${importId}/file`, {
      method: 'PUT',
      headers: { cookie: owner.cookie, 'content-type': 'application/octet-stream' },
      body: bytes as BodyInit,
    })
  const bring = async (
    bytes: Uint8Array | string,
    topicId: string | null = null,
    fileName = 'mentions.csv',
    of: files.ImportHome = 'mentions',
  ) => {
    const { id } = await owner.call(files.createImport, { ...at, fileName, topicId, of })
    expect((await put(id, bytes)).status).toBe(200)
    await drain(testing, 'channels')
    await drain(testing, 'listening')
    return owner.call(files.getImport, { ...at, importId: id })
  }
  /** A file about people. */
  const bringPeople = (bytes: Uint8Array | string, fileName: string) => bring(bytes, null, fileName, 'people')
  const get = (importId: string) => owner.call(files.getImport, { ...at, importId })
  const run = async (importId: string) => {
    await owner.call(files.runImport, { ...at, importId })
    await drain(testing, 'channels')
    await drain(testing, 'listening')
    return get(importId)
  }
  const undo = async (importId: string) => {
    await owner.call(files.undoImport, { ...at, importId })
    await drain(testing, 'channels')
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
  /** Every row of the customers room as text, in one order: an undo must give the same again, byte for byte. */
  const dumped = async (): Promise<string> => {
    const { pool } = testing.program.database
    const { rows: names } = await pool.query(
      `select table_name as name from information_schema.tables where table_schema = 'customers' order by 1`,
    )
    const parts: string[] = []
    for (const { name } of names) {
      const { rows } = await pool.query(
        `select row_to_json(one)::text as row from customers.${name} as one where workspace_id = $1 order by 1`,
        [hearing.id],
      )
      parts.push(`${name} ${rows.length}`, ...rows.map(row => row.row as string))
    }
    return parts.join('\n')
  }
  return { dumped, ...hearing, hearing, at, put, bring, bringPeople, run, undo, get, follow, mentions, counted }
}

const rows = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, n) =>
      `2026-03-${String(((n + from) % 28) + 1).padStart(2, '0')} 오후 2:05,"하늘상점 배송이 빨라요, ${n + from}번째 주문",https://x.com/minji/status/17${String(10_000_000 + n + from)},민지${(n + from) % 7},"1,2${(n + from) % 10}0"`,
  ).join('\r\n')
const header = 'Date,Text,Url,Author,Followers'
/** A file of so many rows, the first of them numbered `from`. */
export const file = (count: number, from = 0) => `${header}\r\n${rows(count, from)}\r\n`
