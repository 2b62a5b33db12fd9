/** The status of the installation: measured by the same examinations as `doctor`, watched every minute, told to administrators. */
import { sql } from 'kysely'
import { z } from 'zod'
import { isBuiltIn } from '../../contract/permissions.ts'
import type { Locale } from '../../contract/scalars.ts'
import type { Installation } from '../../contract/system.ts'
import { getStatus } from '../../contract/system.ts'
import { listMembers, listWorkspaces, memberAddresses } from '../access/index.ts'
import { startJob } from '../platform/announce.ts'
import { type Ctx, type SystemCtx, type World, within } from '../platform/ctx.ts'
import { errand, type Job, wake } from '../platform/job.ts'
import type { Letter, MailOutcome } from '../platform/mail.ts'
import { on, type Route } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import { growthOf, lookAgain, noteSize, type Sizes, type Watched } from './alarms.ts'
import { measureJobs } from './examine-database.ts'
import { diskOf, examineMachine, memorySize, newestBackup } from './examine-machine.ts'
import { type Examined, judgeQueue, judgeUse } from './findings.ts'

const settingName = 'operations.watch'
const remembered = z.object({
  watched: z.record(
    z.string(),
    z.object({ bad: z.number(), well: z.number(), since: z.string().nullable(), ko: z.string(), en: z.string() }),
  ),
  sizes: z.array(z.tuple([z.string(), z.number()])),
})

interface Remembered {
  watched: Record<string, Watched>
  sizes: Sizes
}

const recall = async (ctx: SystemCtx): Promise<Remembered> => {
  const { rows } = await sql<{ value: string }>`
    select value from platform.settings where name = ${settingName}`.execute(ctx.tx)
  return rows[0] ? remembered.parse(JSON.parse(rows[0].value)) : { watched: {}, sizes: [] }
}

const remember = async (ctx: SystemCtx, value: Remembered): Promise<void> => {
  await sql`
    insert into platform.settings (name, value) values (${settingName}, ${JSON.stringify(value)})
    on conflict (name) do update set value = excluded.value`.execute(ctx.tx)
}

const measure = async (ctx: SystemCtx) => {
  const { config } = ctx.world
  const jobs = await measureJobs(async text => (await sql.raw<never>(text).execute(ctx.tx)).rows)
  const memory = { used: process.memoryUsage.rss(), size: memorySize() }
  const size = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(ctx.tx)
  const findings: Examined[] = [
    ...(await examineMachine(config)),
    judgeUse(memory.used, memory.size),
    ...judgeQueue(jobs.failed, jobs.oldest, jobs.workers),
  ]
  return { findings, jobs, memory, disk: await diskOf(config), bytes: Number(size.rows[0]!.bytes) }
}

/** The installation as it is now, for a screen. */
export const showStatus = async (ctx: SystemCtx, locale: Locale): Promise<Installation> => {
  const { findings, jobs, memory, disk, bytes } = await measure(ctx)
  const { watched, sizes } = await recall(ctx)
  const backup = await newestBackup(ctx.world.config)
  return {
    at: ctx.now.toISOString(),
    findings: findings.map(one => ({ about: one.about, state: one.state, text: one[locale] })),
    disk,
    memory,
    database: { bytes, growthPerDay: growthOf(sizes) },
    backupAt: backup === null ? null : new Date(backup).toISOString(),
    jobs: {
      waiting: jobs.waiting,
      active: jobs.active,
      failed: jobs.failed,
      oldestSeconds: jobs.oldest,
      workers: jobs.workers,
    },
    alarms: Object.entries(watched).flatMap(([about, one]) =>
      one.since === null ? [] : [{ about, since: one.since, text: one[locale] }],
    ),
  }
}

/** Looks once more; what turned is told by mail to those who manage, each once. */
export const lookAround = async (ctx: SystemCtx): Promise<void> => {
  const { findings, bytes } = await measure(ctx)
  const before = await recall(ctx)
  const { watched, turns } = lookAgain(before.watched, findings, ctx.now)
  await remember(ctx, { watched, sizes: noteSize(before.sizes, ctx.now.toISOString().slice(0, 10), bytes) })
  if (turns.length === 0 || !ctx.world.mail.isReady) return
  const told = new Set<string>()
  for (const { id } of await listWorkspaces(ctx)) {
    const inside = within(ctx, id)
    for (const member of (await listMembers(inside)).items) {
      if (!isBuiltIn(member.role) || !['owner', 'admin'].includes(member.role) || told.has(member.email)) continue
      told.add(member.email)
      for (const turn of turns) await startJob(inside, tellJob, { memberId: member.id, ...turn })
    }
  }
}

const tellJob = 'operations.tell_alarm'
const tellPayload = z.object({
  memberId: z.uuid(),
  about: z.string(),
  isOver: z.boolean(),
  ko: z.string(),
  en: z.string(),
})

const prepareLetter = async (ctx: Ctx, given: z.output<typeof tellPayload>): Promise<Letter | null> => {
  const member = (await memberAddresses(ctx)).find(one => one.id === given.memberId)
  if (!member) return null
  const { publicUrl, port } = ctx.world.config
  const link = `${publicUrl ?? `http://localhost:${port}`}/w/${ctx.workspaceId}/settings/status`
  const subject = {
    ko: given.isOver ? '메아리: 문제가 풀렸습니다' : '메아리: 확인이 필요합니다',
    en: given.isOver ? 'Maeari: it is over' : 'Maeari: something needs you',
  }[member.locale]
  const text = given[member.locale]
  return {
    to: member.email,
    subject,
    text: `${text}\n\n${link}`,
    html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p><p><a href="${link}">${link}</a></p>`,
    id: `alarm-${given.memberId}-${given.about}-${given.isOver}-${ctx.now.getTime()}`,
  }
}

const settleLetter = async (_ctx: Ctx, _letter: Letter, outcome: MailOutcome): Promise<void> => {
  if (!outcome.ok && outcome.isPassing) throw new Error(outcome.code)
}

export const statusRoutes: readonly Route[] = [
  on(getStatus, (ctx, _input, visit) =>
    showStatus(ctx, readerLocale(visit.headers.get('accept-language') ?? undefined)),
  ),
]

export const statusJobs: readonly Job[] = [
  wake({ name: 'operations.look_around', everySeconds: 60, run: lookAround }),
  errand({
    name: tellJob,
    payload: tellPayload,
    prepare: prepareLetter,
    call: (world: World, letter: Letter) => world.mail.send(letter),
    settle: settleLetter,
  }),
]
