/** Listening's jobs: pull what is due, keep streams open, search the past, follow corrections. */
import { z } from 'zod'
import {
  authorsNamed,
  breakStream,
  findStreams,
  itemsRemoved,
  openStream,
  prepareStream,
  sourcesChanged,
} from '../channels/index.ts'
import { errand, type Job, reaction, stream, task, wake } from '../platform/job.ts'
import { readingsCorrected } from '../understanding/index.ts'
import { raiseAlerts, recheckAlert, recheckQueue, sendQueue, startRechecks } from './actions/alert-raising.ts'
import { planSending, send, settleSending } from './actions/alert-sending.ts'
import { openQueue, resumeImports } from './actions/imports/bringing.ts'
import { openImport } from './actions/imports/opening.ts'
import { bringRows, stepQueue } from './actions/imports/running.ts'
import { type Holder, takeBack, undoQueue } from './actions/imports/undoing.ts'
import { intakeQueue, planIntake, settleIntake, startDuePulls, takeIn } from './actions/intake.ts'
import { backfillQueue, searchPast } from './actions/past.ts'
import { foldQueue, foldVolumes, followCorrections, followNames, startFolds } from './actions/recounting.ts'
import { forgetRemoved } from './actions/removing.ts'
import { settleBatch } from './actions/streaming.ts'
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
  reaction({ name: 'listening.raise_alerts', hears: mentionsFound, run: raiseAlerts }),
  errand({
    name: sendQueue,
    payload: z.object({ messageId: z.uuid() }),
    atOnce: 8,
    prepare: planSending,
    call: send,
    settle: settleSending,
  }),
  wake({ name: 'listening.wake_alerts', everySeconds: 15, run: startRechecks }),
  task({ name: recheckQueue, payload: z.object({ ruleId: z.uuid() }), run: recheckAlert }),
]

/** Files of mentions: opened, brought in, taken back. @param holders rooms that made something of items, the last first. */
export const importJobs = (holders: readonly Holder[]): Job[] => [
  task({ name: openQueue, payload: z.object({ importId: z.uuid() }), run: openImport }),
  task({ name: stepQueue, payload: z.object({ importId: z.uuid(), chunk: z.int() }), run: bringRows }),
  task({ name: undoQueue, payload: z.object({ importId: z.uuid() }), run: takeBack(holders) }),
  wake({ name: 'listening.resume_imports', everySeconds: 30, run: resumeImports }),
]
