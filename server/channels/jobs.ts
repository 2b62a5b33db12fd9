/** The jobs of channels: send what is planned, name authors; intake belongs to listening. */
import { z } from 'zod'
import { errand, type Job, wake } from '../platform/job.ts'
import { callDelivery, prepareDelivery, restartStalled, settleDelivery } from './actions/deliveries.ts'
import { askNames, planNaming, settleNames } from './actions/items.ts'

export const jobs: Job[] = [
  errand({
    name: 'channels.deliver',
    payload: z.object({ deliveryId: z.uuid() }),
    isKeyed: true,
    prepare: prepareDelivery,
    call: callDelivery,
    settle: settleDelivery,
  }),
  errand({
    name: 'channels.name_authors',
    payload: z.object({ channel: z.string(), ids: z.array(z.uuid()).max(2000) }),
    atOnce: 1,
    prepare: planNaming,
    call: askNames,
    settle: settleNames,
  }),
  wake({ name: 'channels.restart_stalled', everySeconds: 5, run: restartStalled }),
]
