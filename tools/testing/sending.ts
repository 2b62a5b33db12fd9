/** Sends a planned delivery as its job would: prepare, call, settle. */
import { callDelivery, prepareDelivery, settleDelivery } from '../../server/channels/actions/deliveries.ts'
import type { TestProgram, TestWorkspace } from './program.ts'

export const sendDelivery = async (
  { program }: TestProgram,
  workspace: Pick<TestWorkspace, 'change'>,
  deliveryId: string,
): Promise<void> => {
  const plan = await workspace.change(ctx => prepareDelivery(ctx, { deliveryId }))
  const outcome = await callDelivery(program.world, plan!, new AbortController().signal)
  await workspace.change(ctx => settleDelivery(ctx, plan!, outcome))
}
