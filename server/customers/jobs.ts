/** What the customers room hears. */
import { authorsNamed } from '../channels/index.ts'
import { mentionsFound } from '../listening/index.ts'
import { type Job, reaction } from '../platform/job.ts'
import { learnNames, meetAuthors } from './actions/meeting.ts'

export const jobs: readonly Job[] = [
  reaction({ name: 'customers.meet_authors', hears: mentionsFound, run: meetAuthors }),
  reaction({ name: 'customers.learn_names', hears: authorsNamed, run: learnNames }),
]
