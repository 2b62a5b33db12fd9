/** The demo of one click: a job a page, so that screens fill while one watches; a killed worker goes on where it was. */
import { z } from 'zod'
import { startJob } from '../platform/announce.ts'
import type { Ctx } from '../platform/ctx.ts'
import { errand, type Job } from '../platform/job.ts'
import { closePlay, type DemoOptions, openDemo, pageCount, playPage, preparePage, readPage } from './play.ts'

const payload = z.object({
  page: z.number().int(),
  seed: z.number().int(),
  count: z.number().int(),
  until: z.iso.datetime(),
  places: z.object({ sources: z.record(z.string(), z.uuid()), accountId: z.uuid() }),
})

const optionsOf = (given: z.infer<typeof payload>): DemoOptions => ({
  seed: given.seed,
  count: given.count,
  until: new Date(given.until),
})

/** Opens the demo in a new workspace and starts to fill it. */
export const startDemo = async (ctx: Ctx, options: { seed: number; count: number }): Promise<void> => {
  const places = await openDemo(ctx)
  await startJob(ctx, 'demo.play', { page: 0, ...options, until: ctx.now.toISOString(), places })
}

export const jobs: readonly Job[] = [
  errand({
    name: 'demo.play',
    payload,
    atOnce: 1,
    async prepare(ctx, given) {
      await preparePage(ctx, given.page)
      return given
    },
    call: (world, given) => readPage(world, optionsOf(given), given.page),
    async settle(ctx, given, read) {
      await playPage(ctx, given.places, read)
      const next = given.page + 1
      if (next < pageCount(ctx.world, optionsOf(given))) await startJob(ctx, 'demo.play', { ...given, page: next })
      else await closePlay(ctx)
    },
  }),
]
