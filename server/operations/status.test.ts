/** The status page: what doctor finds, alarms with mail, and a pile of a thousand dead jobs moved as one. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { acceptInvitation, createInvitation } from '../../contract/access.ts'
import { getStatus, listDeadJobs, listDeadPiles, moveDeadJobs } from '../../contract/system.ts'
import { type Mailbox, startMailbox } from '../../tools/testing/mailbox.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { systemCtx } from '../platform/edge.ts'
import { lookAround } from './watch.ts'

let testing: TestProgram
let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
  testing = await startProgram({ SMTP_URL: mailbox.url, MAIL_FROM: 'Maeari <alarms@haneul.example>' })
})
afterAll(async () => {
  await testing.stop()
  await mailbox.stop()
})

const pool = () => testing.program.database.pool

/** As the queue keeps jobs that failed for good. */
const pile = (workspaceId: number, error: string, count: number) =>
  pool().query(
    `insert into pgboss.job (name, data, state, retry_count, retry_limit, completed_on, output)
     select 'demo.play', jsonb_build_object('workspaceId', $1::int, 'n', n), 'failed', 7, 7, now(),
       jsonb_build_object('message', $2::text)
     from generate_series(1, $3::int) as n`,
    [workspaceId, error, count],
  )
const states = async (workspaceId: number): Promise<Record<string, number>> => {
  const { rows } = await pool().query<{ state: string; count: number }>(
    `select state::text, count(*)::int as count from pgboss.job
     where name = 'demo.play' and (data->>'workspaceId')::int = $1 group by 1`,
    [workspaceId],
  )
  return Object.fromEntries(rows.map(row => [row.state, row.count]))
}

test('a thousand dead jobs are seen as one pile, and retried or discarded as one, each once, whoever asks at the same time', async () => {
  const { id: workspaceId } = await testing.workspace()
  const other = await testing.workspace()
  await pile(workspaceId, 'fetch.timeout', 1000)
  await pile(workspaceId, 'internal', 20)
  await pile(other.id, 'fetch.timeout', 5)
  const { items } = await testing.owner.call(listDeadPiles, { workspaceId })
  expect(items.map(one => [one.queue, one.error, one.count])).toEqual([
    ['demo.play', 'fetch.timeout', 1000],
    ['demo.play', 'internal', 20],
  ])
  expect((await testing.owner.call(listDeadJobs, { workspaceId })).items).toHaveLength(200)
  const until = items
    .map(one => one.lastFailedAt)
    .sort()
    .at(-1)!
  const late = new Date(Date.parse(until) - 60_000).toISOString()
  expect(await testing.owner.call(moveDeadJobs, { workspaceId, to: 'retry', until: late })).toEqual({ moved: 0 })
  const ask = { workspaceId, to: 'retry' as const, queue: 'demo.play', error: 'fetch.timeout', until }
  const moved = await Promise.all([1, 2, 3].map(() => testing.owner.call(moveDeadJobs, ask)))
  expect(moved.map(one => one.moved).sort((a, b) => a - b)).toEqual([0, 0, 1000])
  expect(await states(workspaceId)).toEqual({ retry: 1000, failed: 20 })
  const discard = { workspaceId, to: 'discard' as const, until }
  expect(await testing.owner.call(moveDeadJobs, discard)).toEqual({ moved: 20 })
  expect(await testing.owner.call(moveDeadJobs, discard)).toEqual({ moved: 0 })
  expect(await states(workspaceId)).toEqual({ retry: 1000 })
  expect(await states(other.id)).toEqual({ failed: 5 })
})

test('the status shows what doctor finds; a state that is bad twice is an alarm until it has been well for a while', async () => {
  const { id: workspaceId } = await testing.workspace()
  await pool().query(`delete from pgboss.job where name = 'demo.play'`)
  await pile(workspaceId, 'internal', 3)
  const look = (minute: number) =>
    testing.program.database.transact(tx =>
      lookAround({ ...systemCtx(testing.program.world, 'test', tx), now: new Date(Date.UTC(2026, 10, 20, 0, minute)) }),
    )
  const alarms = async () =>
    (await testing.owner.call(getStatus, { workspaceId })).alarms.filter(one => one.about === 'queue')
  await look(0)
  expect(await alarms()).toEqual([])
  await look(1)
  expect(await alarms()).toMatchObject([{ about: 'queue', since: '2026-11-20T00:01:00.000Z' }])
  const status = await testing.owner.call(getStatus, { workspaceId })
  expect(status.jobs.failed).toBe(3)
  expect(status.findings.filter(one => one.about === 'queue')).toMatchObject([{ state: 'warning' }])
  expect(status.findings.map(one => one.about)).toEqual(expect.arrayContaining(['node', 'memory', 'backup', 'queue']))
  expect(status.database.bytes).toBeGreaterThan(1_000_000)
  await pool().query(`delete from pgboss.job where name = 'demo.play'`)
  for (let minute = 2; minute < 6; minute++) await look(minute)
  expect(await alarms()).toHaveLength(1)
  await look(6)
  expect(await alarms()).toEqual([])
})

test('an alarm goes by mail to each who manages, once, in their language with the way to the status', async () => {
  const { link } = await testing.owner.call(createInvitation, { workspaceId: 1, role: 'admin' })
  const admin = testing.caller({})
  const email = 'admin@example.com'
  const token = link.split('/').at(-1)!
  await admin.call(acceptInvitation, { token, name: 'Sam', email, password: 'a long enough password', locale: 'en' })
  const { link: other } = await testing.owner.call(createInvitation, { workspaceId: 1, role: 'agent' })
  await testing.caller({}).call(acceptInvitation, {
    token: other.split('/').at(-1)!,
    name: '상담원',
    email: 'agent@example.com',
    password: 'a long enough password',
    locale: 'ko',
  })
  await pool().query(`delete from pgboss.job where name in ('demo.play', 'operations.tell_alarm')`)
  await pile(1, 'internal', 3)
  const look = (minute: number) =>
    testing.program.database.transact(tx =>
      lookAround({ ...systemCtx(testing.program.world, 'test', tx), now: new Date(Date.UTC(2026, 10, 21, 0, minute)) }),
    )
  const begun = mailbox.letters.length
  const about = (text: string) =>
    mailbox.letters.slice(begun).filter(letter => /^Subject: .*/m.test(letter.raw) && bodyOf(letter.raw).includes(text))
  await look(0)
  await look(1)
  await testing.startWorker()
  await vi.waitFor(() => expect(about('/settings/status').length).toBeGreaterThanOrEqual(2), { timeout: 20_000 })
  const queue = about('/settings/status').filter(letter => /3/.test(bodyOf(letter.raw)))
  expect(queue.map(letter => letter.to[0]).sort()).toEqual(['admin@example.com', 'jiwoo@example.com'])
  expect(bodyOf(queue.find(letter => letter.to[0] === email)!.raw)).toMatch(/job/i)
  expect(bodyOf(queue.find(letter => letter.to[0] !== email)!.raw)).toMatch(/작업/)
})

/** The words of a letter, whichever way they travelled. */
const bodyOf = (raw: string): string =>
  raw
    .split(/\r?\n\r?\n/)
    .map(part => (/^[A-Za-z0-9+/=\r\n]+$/.test(part.trim()) ? Buffer.from(part, 'base64').toString() : part))
    .join('\n')
    .replace(/=\r?\n/g, '')
    .replace(/(=[0-9A-F]{2})+/g, found => Buffer.from(found.replaceAll('=', ''), 'hex').toString())
