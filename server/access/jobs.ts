/** What the access room does in the background. */
import { errand, type Job } from '../platform/job.ts'
import { letterJob, letterPayload, prepareLetter, sendLetter, settleLetter } from './actions/letters.ts'

export const jobs: readonly Job[] = [
  errand({ name: letterJob, payload: letterPayload, prepare: prepareLetter, call: sendLetter, settle: settleLetter }),
]
