/** How a call ended, in the words of telephone systems. */
import type { CallOutcome } from '../../../contract/customers/calls.ts'

/** Asterisk's dispositions and hang-up causes, Grandstream's, those of SIP (RFC 3261) and of Korean exchanges. */
const words: Readonly<Record<CallOutcome, readonly string[]>> = {
  answered: [
    'answered',
    'answer',
    'completed',
    'complete',
    'connected',
    'success',
    '200',
    '연결',
    '통화',
    '통화완료',
    '응답',
    '성공',
    '완료',
  ],
  missed: [
    'missed',
    'noanswer',
    'unanswered',
    'cancel',
    'cancelled',
    'canceled',
    'abandon',
    'abandoned',
    'timeout',
    'voicemail',
    '480',
    '487',
    '부재중',
    '부재',
    '무응답',
    '미응답',
    '포기',
    '포기호',
    '대기중포기',
    '미연결',
  ],
  failed: [
    'failed',
    'fail',
    'busy',
    'congestion',
    'chanunavail',
    'rejected',
    'declined',
    'error',
    '486',
    '503',
    '603',
    '통화중',
    '실패',
    '연결실패',
    '오류',
    '거절',
  ],
}

const known = new Map(
  (Object.keys(words) as CallOutcome[]).flatMap(outcome => words[outcome].map(word => [word, outcome] as const)),
)

/** @returns null for a word that says nothing of an end, such as `ringing`. */
export const readOutcome = (word: string): CallOutcome | null =>
  known.get(
    word
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s_-]/g, ''),
  ) ?? null
