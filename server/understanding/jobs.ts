/** Understanding's jobs: what an older model read in part is read again, in batches; what is asked of a provider is brought. */
import { z } from 'zod'
import { errand, type Job, wake } from '../platform/job.ts'
import { askQueue, callProvider, planAsk, settleAsk } from './actions/providers.ts'
import { planRenewal, readAgain, renewalQueue, settleRenewal, startRenewals } from './actions/readings.ts'

export const jobs: Job[] = [
  wake({ name: 'understanding.start_renewals', everySeconds: 60, run: startRenewals }),
  errand({
    name: renewalQueue,
    payload: z.object({}),
    isKeyed: true,
    tries: 3,
    atOnce: 1,
    prepare: planRenewal,
    call: readAgain,
    settle: settleRenewal,
  }),
  errand({
    name: askQueue,
    payload: z.object({ askId: z.uuid() }),
    isKeyed: true,
    tries: 3,
    prepare: planAsk,
    call: callProvider,
    settle: settleAsk,
  }),
]
