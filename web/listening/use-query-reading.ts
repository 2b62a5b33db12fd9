/** What the server makes of a query while it is typed: its groups, or the place where it cannot be read. */
import { type QueryGroups, readQuery } from '../../contract/listening.ts'
import { useSettled } from '../kit/use-settled.ts'
import { faultPlace, fieldProblem, isProblemError } from '../platform/problem.ts'
import { useEndpoint } from '../platform/query.ts'

export interface QueryFault {
  readonly at: number
  readonly length: number
  readonly sentence: string
  /** The whole query as it may have been meant, or empty. */
  readonly suggestion: string
}

export interface QueryReading {
  /** Of exactly this text; null while it is typed or read, and where groups cannot say it. */
  readonly groups: QueryGroups | null
  readonly fault: QueryFault | null
  /** Whether the text as it stands was read, and can be. */
  readonly isReadable: boolean
  readonly isReading: boolean
}

const settleMs = 350

export const useQueryReading = (query: string): QueryReading => {
  const settled = useSettled(query, settleMs)
  const text = settled.trim()
  const answer = useEndpoint(readQuery, { query: text }, { when: text !== '', staleMs: 60_000 })
  const isReading = settled !== query || answer.isFetching
  if (settled !== query || text === '') return { groups: null, fault: null, isReadable: false, isReading }
  const sentence = fieldProblem(answer.error, 'query')
  const place = faultPlace(answer.error, 'query')
  // The server reads the text without the spaces around it.
  const at = settled.length - settled.trimStart().length + (place?.at ?? 0)
  const isRefused = isProblemError(answer.error) && sentence !== undefined
  return {
    groups: answer.data?.groups ?? null,
    fault: isRefused ? { at, length: place?.length ?? 0, sentence, suggestion: place?.suggestion ?? '' } : null,
    isReadable: answer.data !== undefined && !answer.error,
    isReading,
  }
}
