/** What every road of the outages stands on: the product in this process, one workspace, and a clock that moves with the rounds. */
import { createTopic, listVolumes } from '../../contract/listening.ts'
import type { Ctx, SystemCtx } from '../../server/platform/ctx.ts'
import { systemCtx } from '../../server/platform/edge.ts'
import { seededChance } from '../../tools/testing/fault-rules.ts'
import type { Caller, TestProgram, TestWorkspace } from '../../tools/testing/program.ts'

export interface Ground {
  readonly program: TestProgram
  readonly owner: Caller
  readonly workspace: TestWorkspace
  /** The moment of the drill; each step takes a minute, so that patience that was asked for ends. */
  now(): Date
  pass(seconds: number): void
  /** In [0, 1), the same for the same seed. */
  chance(): number
  /** One of several. */
  pick<T>(choices: readonly T[]): T
  change<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
  system<T>(work: (ctx: SystemCtx) => Promise<T>): Promise<T>
}

/** A counterpart that others speak at, and our way of hearing it; both can be made to fail. */
export interface Road {
  /** The kinds of outage that this road knows. */
  readonly outages: readonly string[]
  /**
   * One outage, whole: things are said before, while and after it; intake runs into it and goes on afterwards as the
   * jobs would. Nothing is checked here.
   */
  meet(outage: string): Promise<void>
  /** What was said and must be kept, and what is kept, each as often as it is there. */
  count(): Promise<
    readonly { readonly what: string; readonly said: readonly string[]; readonly kept: readonly string[] }[]
  >
  stop(): Promise<void>
}

/** A workspace that hears everything that names the brand. */
export const openGround = async (program: TestProgram, seed: number): Promise<Ground> => {
  const workspace = await program.workspace('하늘상점')
  const topic = { name: '하늘상점', kind: 'brand', goal: '무슨 말을 하나요?', query: '하늘상점' } as const
  await program.owner.call(createTopic, { workspaceId: workspace.id, ...topic })
  const chance = seededChance(seed)
  const started = Date.now()
  let passed = 0
  const now = () => new Date(started + passed * 1000)
  return {
    program,
    owner: program.owner,
    workspace,
    now,
    pass: seconds => {
      passed += seconds
    },
    chance,
    pick: choices => choices[Math.floor(chance() * choices.length)]!,
    change: work => workspace.change(work, { now: now() }),
    system: work =>
      program.program.database.transact(tx => work({ ...systemCtx(program.program.world, 'outages', tx), now: now() })),
  }
}

/** Texts of the workspace's mentions on a channel, or on all, each as often as it is there. */
export const mentionTexts = async ({ program, workspace }: Ground, channel: string | null): Promise<string[]> => {
  const found = await program.program.database.pool.query<{ text: string }>(
    `select coalesce(i.title, '') || ' ' || i.text as text from listening.mentions m
     join channels.items i on i.workspace_id = m.workspace_id and i.id = m.item_id
     where m.workspace_id = $1 and ($2::text is null or i.channel = $2)`,
    [workspace.id, channel],
  )
  return found.rows.map(row => row.text)
}

/** Roll-ups less mentions, over everything: zero, or something was counted twice or not at all. */
export const volumeDrift = async ({ program, owner, workspace, now }: Ground): Promise<number> => {
  const day = 86_400_000
  const { items } = await owner.call(listVolumes, {
    workspaceId: workspace.id,
    grain: 'day',
    from: new Date(Date.now() - 90 * day).toISOString(),
    to: new Date(now().getTime() + 2 * day).toISOString(),
  })
  const counted = items.reduce((sum, { total }) => sum + total, 0)
  const found = await program.program.database.pool.query<{ count: number }>(
    'select count(*)::integer as count from listening.mentions where workspace_id = $1',
    [workspace.id],
  )
  return counted - found.rows[0]!.count
}
