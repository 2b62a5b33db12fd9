/** What the customers room hears. */
import { authorsNamed, engagementsFound } from '../channels/index.ts'
import { mentionsFound } from '../listening/index.ts'
import { type Job, reaction } from '../platform/job.ts'
import { noteEngagements } from './actions/engagements.ts'
import { learnNames, meetAuthors } from './actions/meeting.ts'

export const jobs: readonly Job[] = [
  reaction({ name: 'customers.meet_authors', hears: mentionsFound, run: meetAuthors }),
  reaction({ name: 'customers.learn_names', hears: authorsNamed, run: learnNames }),
  reaction({ name: 'customers.note_engagements', hears: engagementsFound, run: noteEngagements }),
]
