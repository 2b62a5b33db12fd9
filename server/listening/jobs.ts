/** Listening's jobs: pull what is due, keep streams open, search the past, follow corrections. */
import { z } from 'zod'
import {
  authorsNamed,
  breakStream,
  chatsHeard,
  findStreams,
  itemsRemoved,
  openStream,
  prepareStream,
  sourcesChanged,
} from '../channels/index.ts'
import { errand, type Job, reaction, stream, task, wake } from '../platform/job.ts'
import { readingsCorrected, readingsRenewed } from '../understanding/index.ts'
import { raiseAlerts, recheckAlert, recheckQueue, sendQueue, startRechecks } from './actions/alert-raising.ts'
import { planSending, send, settleSending } from './actions/alert-sending.ts'
import { hearChats } from './actions/chats.ts'
import { intakeQueue, planIntake, settleIntake, startDuePulls, takeIn } from './actions/intake.ts'
import { backfillQueue, searchPast } from './actions/past.ts'
import {
  foldQueue,
  foldVolumes,
  followCorrections,
  followNames,
  followRenewals,
  startFolds,
} from './actions/recounting.ts'
import { forgetRemoved } from './actions/removing.ts'
import { settleBatch } from './actions/streaming.ts'
import { countWords, findThemes, startThemes, themesQueue } from './actions/themes.ts'
import { keepThread, planThread, startThreads, takeThread, threadQueue } from './actions/threads.ts'
import { mentionsFound } from './events.ts'

export const jobs: Job[] = [
  wake({ name: 'listening.wake', everySeconds: 2, run: startDuePulls }),
  errand({
    name: intakeQueue,
    payload: z.object({ sourceId: z.uuid() }),
    isKeyed: true,
    tries: 3,
    prepare: planIntake,
    call: takeIn,
    settle: settleIntake,
  }),
  reaction({ name: 'listening.hear_chats', hears: chatsHeard, run: hearChats }),
  stream({
    name: 'listening.stream',
    looksOn: sourcesChanged,
    find: findStreams,
    prepare: prepareStream,
    open: openStream,
    settle: settleBatch,
    broke: breakStream,
  }),
  task({
    name: backfillQueue,
    payload: z.object({
      topicId: z.uuid(),
      version: z.int(),
      after: z.object({ occurredAt: z.iso.datetime(), id: z.uuid() }).nullable(),
    }),
    run: searchPast,
  }),
  reaction({ name: 'listening.start_threads', hears: mentionsFound, run: startThreads }),
  errand({
    name: threadQueue,
    payload: z.object({ itemId: z.uuid() }),
    isKeyed: true,
    tries: 2,
    atOnce: 2,
    prepare: planThread,
    call: takeThread,
    settle: keepThread,
  }),
  reaction({ name: 'listening.forget_removed', hears: itemsRemoved, run: forgetRemoved }),
  wake({ name: 'listening.start_folds', everySeconds: 5, run: startFolds }),
  task({ name: foldQueue, payload: z.object({}), run: foldVolumes }),
  reaction({ name: 'listening.follow_names', hears: authorsNamed, run: followNames }),
  reaction({ name: 'listening.follow_corrections', hears: readingsCorrected, run: followCorrections }),
  reaction({ name: 'listening.follow_renewals', hears: readingsRenewed, run: followRenewals }),
  reaction({ name: 'listening.raise_alerts', hears: mentionsFound, run: raiseAlerts }),
  errand({
    name: sendQueue,
    payload: z.object({ messageId: z.uuid() }),
    atOnce: 8,
    prepare: planSending,
    call: send,
    settle: settleSending,
  }),
  reaction({ name: 'listening.count_words', hears: mentionsFound, run: countWords }),
  wake({ name: 'listening.start_themes', everySeconds: 60, run: startThemes }),
  task({ name: themesQueue, payload: z.object({}), run: findThemes }),
  wake({ name: 'listening.wake_alerts', everySeconds: 15, run: startRechecks }),
  task({ name: recheckQueue, payload: z.object({ ruleId: z.uuid() }), run: recheckAlert }),
]
