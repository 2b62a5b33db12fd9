/** The demo's one click. */
import { createDemo } from '../../contract/system.ts'
import { createWorkspace } from '../access/index.ts'
import { within } from '../platform/ctx.ts'
import { onSystem, type Route } from '../platform/route.ts'
import { startDemo } from './jobs.ts'

const size = { seed: 7, count: 20_000 }

export const routes: readonly Route[] = [
  onSystem(createDemo, async (ctx, input) => {
    const workspace = await createWorkspace(
      ctx,
      { name: '하늘상점', timeZone: 'Asia/Seoul', locale: input.locale },
      true,
    )
    await startDemo(within(ctx, workspace.id), size)
    return workspace
  }),
]
