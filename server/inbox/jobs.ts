/** What the inbox hears. */

import { z } from 'zod'
import { membersLeft } from '../access/index.ts'
import { asidesReceived, deliveriesSettled, itemsRemoved } from '../channels/index.ts'
import { mentionsChanged, mentionsFound } from '../listening/index.ts'
import { type Job, reaction, task, wake } from '../platform/job.ts'
import { forgetRemoved, settleReplies } from './actions/answering.ts'
import { hearAsides } from './actions/asides.ts'
import { acknowledge } from './actions/clocks/acknowledging.ts'
import { alarmQueue, startAlarms, tellAlarms } from './actions/clocks/alarms.ts'
import { followEndings, renewClocks, renewQueue } from './actions/clocks/refreshing.ts'
import { endingsQueue, endUnanswerable, startEnding } from './actions/endings.ts'
import { returnWorkOfLeft } from './actions/moves.ts'
import { openForMentions } from './actions/opening.ts'
import { playDrill, wakeDrills } from './actions/practice/playing.ts'
import { noteIdle } from './actions/presence.ts'
import { routeNew } from './actions/routing.ts'
import { remindQueue, remindStances, startReminders } from './actions/stances.ts'
import { askQueue, askSurveys, startAsking } from './actions/surveys.ts'
import { endSilences, noteSilences, startNoting, waitsQueue } from './actions/waits.ts'
import { conversationsChanged } from './events.ts'

export const jobs: readonly Job[] = [
  reaction({ name: 'inbox.open_conversations', hears: mentionsFound, run: openForMentions }),
  reaction({ name: 'inbox.hear_asides', hears: asidesReceived, run: hearAsides }),
  reaction({ name: 'inbox.settle_replies', hears: deliveriesSettled, run: settleReplies }),
  reaction({ name: 'inbox.forget_removed', hears: itemsRemoved, run: forgetRemoved }),
  wake({ name: 'inbox.wake_silences', everySeconds: 300, run: startNoting }),
  task({ name: waitsQueue, payload: z.object({}), run: noteSilences }),
  reaction({ name: 'inbox.acknowledge', hears: conversationsChanged, run: acknowledge }),
  wake({ name: 'inbox.wake_alarms', everySeconds: 15, run: startAlarms }),
  task({ name: alarmQueue, payload: z.object({}), run: tellAlarms }),
  reaction({ name: 'inbox.follow_endings', hears: mentionsChanged, run: followEndings }),
  wake({ name: 'inbox.wake_stances', everySeconds: 600, run: startReminders }),
  wake({ name: 'inbox.wake_endings', everySeconds: 60, run: startEnding }),
  task({ name: endingsQueue, payload: z.object({}), run: endUnanswerable }),
  task({ name: remindQueue, payload: z.object({}), run: remindStances }),
  task({ name: renewQueue, payload: z.object({ after: z.uuid().nullable() }), run: renewClocks }),
  reaction({ name: 'inbox.route_new', hears: conversationsChanged, run: routeNew }),
  reaction({ name: 'inbox.return_work', hears: membersLeft, run: returnWorkOfLeft }),
  wake({ name: 'inbox.note_idle', everySeconds: 60, run: noteIdle }),
  wake({ name: 'inbox.wake_drills', everySeconds: 5, run: wakeDrills }),
  playDrill,
  reaction({ name: 'inbox.start_asking', hears: conversationsChanged, run: startAsking }),
  task({ name: askQueue, payload: z.object({ ids: z.array(z.uuid()) }), run: askSurveys }),
  reaction({ name: 'inbox.end_silences', hears: conversationsChanged, run: endSilences }),
]
