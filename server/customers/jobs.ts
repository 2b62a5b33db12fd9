/** What the customers room hears. */

import { z } from 'zod'
import { fieldsChanged } from '../access/index.ts'
import { authorsNamed, chatsNamed, engagementsFound } from '../channels/index.ts'
import { mentionsFound } from '../listening/index.ts'
import { type Job, reaction, task, wake } from '../platform/job.ts'
import { countCohorts, recountRegrouped, startCounting } from './actions/cohorts.ts'
import { noteEngagements } from './actions/engagements.ts'
import { joinSharedKeys } from './actions/grouping.ts'
import { readFieldsAgain } from './actions/marks.ts'
import { linkMatches, matchArrivals } from './actions/matching.ts'
import { learnNames, meetAuthors } from './actions/meeting.ts'
import { dropAged, startAgeing } from './actions/retention.ts'
import { startFolding } from './actions/tracking.ts'
import { meetVisitors } from './actions/visitors.ts'
import { foldWaiting } from './actions/web-folding.ts'
import { learnFromCustomers, startLearning } from './actions/weights.ts'
import { customersRegrouped, identitiesFound } from './events.ts'

export const jobs: readonly Job[] = [
  reaction({ name: 'customers.meet_authors', hears: mentionsFound, run: meetAuthors }),
  reaction({ name: 'customers.learn_names', hears: authorsNamed, run: learnNames }),
  reaction({ name: 'customers.meet_visitors', hears: chatsNamed, run: meetVisitors }),
  reaction({ name: 'customers.note_engagements', hears: engagementsFound, run: noteEngagements }),
  reaction({ name: 'customers.read_fields_again', hears: fieldsChanged, run: readFieldsAgain }),
  task({ name: 'customers.join_shared_keys', payload: z.object({}), run: joinSharedKeys }),
  reaction({ name: 'customers.match_arrivals', hears: identitiesFound, run: matchArrivals }),
  task({ name: 'customers.link_matches', payload: z.object({}), isKeyed: true, run: linkMatches }),
  wake({ name: 'customers.find_uncounted', everySeconds: 900, run: startCounting }),
  task({ name: 'customers.count_cohorts', payload: z.object({}), isKeyed: true, run: countCohorts }),
  reaction({ name: 'customers.recount_regrouped', hears: customersRegrouped, run: recountRegrouped }),
  wake({ name: 'customers.find_lessons', everySeconds: 24 * 3600, run: startLearning }),
  task({ name: 'customers.learn_weights', payload: z.object({}), isKeyed: true, run: learnFromCustomers }),
  wake({ name: 'customers.find_batches', everySeconds: 1, run: startFolding }),
  task({ name: 'customers.fold_visits', payload: z.object({}), isKeyed: true, run: foldWaiting }),
  wake({ name: 'customers.find_aged', everySeconds: 6 * 3600, run: startAgeing }),
  task({ name: 'customers.drop_aged', payload: z.object({}), isKeyed: true, run: dropAged }),
]
