/** The jobs of channels: send what is planned, name authors, watch over accounts and sources, subscribe to hubs; intake belongs to listening. */
import { z } from 'zod'
import { errand, type Job, reaction, task, wake } from '../platform/job.ts'
import { copyAnswers } from './actions/chats/hearing.ts'
import { forgetLooseFiles } from './actions/chats/visiting.ts'
import { callDelivery, prepareDelivery, restartStalled, settleDelivery } from './actions/deliveries.ts'
import {
  checkAccount,
  learnRhythms,
  planCheck,
  settleCheck,
  startAccountChecks,
  watchHealth,
} from './actions/heartbeat.ts'
import { askHub, planSubscription, settleSubscription, startSubscriptions } from './actions/hubs.ts'
import { resumeImports } from './actions/imports/bringing.ts'
import type { Kinds } from './actions/imports/nouns.ts'
import { openImport } from './actions/imports/opening.ts'
import { openQueue, stepQueue, undoQueue } from './actions/imports/queues.ts'
import { bringRows, takeBack } from './actions/imports/running.ts'
import { askNames, planNaming, settleNames } from './actions/items.ts'
import { forgetUnsent } from './actions/media.ts'
import { askNumbers, planMeasuring, settleNumbers, startMeasuring } from './actions/numbers.ts'
import {
  callRenewal,
  callRevoking,
  prepareRenewal,
  prepareRevoking,
  settleRenewal,
  startRenewals,
} from './actions/renewals.ts'
import { callWithdrawal, prepareWithdrawal, settleWithdrawal } from './actions/withdrawals.ts'
import { deliveriesSettled } from './events.ts'

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
  errand({
    name: 'channels.check_account',
    payload: z.object({ accountId: z.uuid() }),
    isKeyed: true,
    tries: 2,
    prepare: planCheck,
    call: checkAccount,
    settle: settleCheck,
  }),
  errand({
    name: 'channels.subscribe',
    payload: z.object({ sourceId: z.uuid() }),
    isKeyed: true,
    tries: 2,
    prepare: planSubscription,
    call: askHub,
    settle: settleSubscription,
  }),
  errand({
    name: 'channels.withdraw',
    payload: z.object({ withdrawalId: z.uuid() }),
    isKeyed: true,
    prepare: prepareWithdrawal,
    call: callWithdrawal,
    settle: settleWithdrawal,
  }),
  errand({
    name: 'channels.measure_posts',
    payload: z.object({ accountId: z.uuid() }),
    isKeyed: true,
    atOnce: 1,
    prepare: planMeasuring,
    call: askNumbers,
    settle: settleNumbers,
  }),
  errand({
    name: 'channels.renew_session',
    payload: z.object({ accountId: z.uuid() }),
    isKeyed: true,
    prepare: prepareRenewal,
    call: callRenewal,
    settle: settleRenewal,
  }),
  errand({
    name: 'channels.revoke_session',
    payload: z.object({
      accountId: z.uuid(),
      channel: z.string(),
      service: z.string(),
      secret: z.string(),
      session: z.string(),
    }),
    tries: 4,
    prepare: prepareRevoking,
    call: callRevoking,
    settle: async () => {},
  }),
  reaction({ name: 'channels.copy_answers', hears: deliveriesSettled, run: copyAnswers }),
  wake({ name: 'channels.forget_loose_files', everySeconds: 3600, run: forgetLooseFiles }),
  wake({ name: 'channels.start_renewals', everySeconds: 5, run: startRenewals }),
  wake({ name: 'channels.start_measuring', everySeconds: 30, run: startMeasuring }),
  wake({ name: 'channels.forget_unsent_media', everySeconds: 3600, run: forgetUnsent }),
  wake({ name: 'channels.restart_stalled', everySeconds: 5, run: restartStalled }),
  wake({ name: 'channels.watch_health', everySeconds: 20, run: watchHealth }),
  wake({ name: 'channels.learn_rhythms', everySeconds: 60, run: learnRhythms }),
  wake({ name: 'channels.check_accounts', everySeconds: 60, run: startAccountChecks }),
  wake({ name: 'channels.renew_subscriptions', everySeconds: 30, run: startSubscriptions }),
]

/** Files that people bring: opened, brought in, taken back. @param kinds what their rows may become, as the rooms say. */
export const importJobs = (kinds: Kinds): Job[] => [
  task({
    name: openQueue,
    payload: z.object({ importId: z.uuid() }),
    run: (ctx, input) => openImport(ctx, input, kinds),
  }),
  task({
    name: stepQueue,
    payload: z.object({ importId: z.uuid(), chunk: z.int() }),
    run: (ctx, input) => bringRows(ctx, input, kinds),
  }),
  task({
    name: undoQueue,
    payload: z.object({ importId: z.uuid() }),
    run: (ctx, input) => takeBack(ctx, input, kinds),
  }),
  wake({ name: 'channels.resume_imports', everySeconds: 30, run: resumeImports }),
]
