/** Files of call records (CDR): rows as telephone exchanges and Korean services export them, as calls. */
import type { CallOutcome } from '../../../contract/customers/calls.ts'
import { readPhone } from '../phone.ts'
import { readOutcome } from './outcome.ts'

export interface Call {
  id: string
  direction: 'inbound' | 'outbound'
  /** The customer's number as E.164; null where it is withheld or an inner line. */
  number: string | null
  outcome: CallOutcome
  /** The telephone system's own word for it. */
  cause: string
  startedAt: Date
  waitSeconds: number | null
  talkSeconds: number | null
  agent: string | null
  recordingUrl: string | null
}

const names = {
  id: ['uniqueid', 'linkedid', 'acctid', 'callid', 'call_id', 'id', '통화id', '콜id', '고유번호', '호id'],
  from: [
    'src',
    'source',
    'caller',
    'callerid',
    'from',
    'from_number',
    '발신번호',
    '발신자',
    '발신',
    '고객번호',
    '전화번호',
  ],
  to: ['dst', 'destination', 'callee', 'to', 'to_number', '수신번호', '착신번호', '수신자', '대표번호', '착신'],
  outcome: ['disposition', 'status', 'result', 'outcome', '통화결과', '결과', '상태', '호상태', '통화상태'],
  start: [
    'start',
    'calldate',
    'starttime',
    'start_time',
    'started_at',
    'date',
    '통화일시',
    '시작시간',
    '인입시간',
    '일시',
    '발신일시',
  ],
  answer: ['answer', 'answertime', 'answer_time', 'answered_at', '응답시간', '연결시간', '연결일시'],
  duration: ['duration', 'callduration', '전체시간', '총시간', '호시간'],
  talk: ['billsec', 'talktime', 'talk_time', 'billable', '통화시간', '통화시간(초)', '통화초'],
  wait: ['wait', 'waittime', 'wait_time', 'ringtime', '대기시간', '대기시간(초)', '대기초'],
  agent: ['agent', 'memb', 'operator', 'dstanswer', '상담원', '상담사', '담당자'],
  recording: [
    'recordingurl',
    'recording',
    'recording_url',
    'recordfiles',
    'userfield',
    '녹취',
    '녹취파일',
    '녹음파일',
    '녹취url',
  ],
  direction: ['direction', 'userfield_direction', 'calltype', '구분', '호구분', '통화구분', '인/아웃'],
} as const
type Field = keyof typeof names

/** Which column holds what. @param header as it stands in the file. */
export const callColumns = (header: readonly string[]): Partial<Record<Field, number>> => {
  const plain = header.map(name =>
    name
      .normalize('NFKC')
      .replace(/^\uFEFF/, '')
      .toLowerCase()
      .replaceAll(/\s/g, ''),
  )
  const found: Partial<Record<Field, number>> = {}
  for (const field of Object.keys(names) as Field[])
    for (const name of names[field]) {
      const at = plain.indexOf(name)
      if (at < 0 || Object.values(found).includes(at)) continue
      found[field] = at
      break
    }
  return found
}

/** Whether a table holds calls: it says who, when and how it ended. */
export const areCalls = (columns: ReturnType<typeof callColumns>): boolean =>
  columns.from !== undefined && columns.start !== undefined && columns.outcome !== undefined

export type CallReading = { ok: true; call: Call } | { ok: false; why: 'no_time' | 'no_outcome' | 'no_id' }

/** @param momentOf reads a written time in the zone of the file; null for what is none. */
export const readCallRow = (
  row: readonly string[],
  columns: ReturnType<typeof callColumns>,
  momentOf: (written: string) => Date | null,
): CallReading => {
  const get = (field: Field): string => (columns[field] === undefined ? '' : (row[columns[field]] ?? '').trim())
  const startedAt = momentOf(get('start'))
  if (startedAt === null) return { ok: false, why: 'no_time' }
  const outcome = readOutcome(get('outcome'))
  if (outcome === null) return { ok: false, why: 'no_outcome' }
  const [from, to] = [readPhone(get('from')), readPhone(get('to'))]
  const isOutbound = /out|발신|아웃|O\/B/i.test(get('direction')) || (from === null && to !== null)
  const number = (isOutbound ? to : from)?.e164 ?? null
  const id = get('id') || [startedAt.toISOString(), get('from'), get('to')].join(' ')
  const talk = secondsOf(get('talk'))
  const answeredAt = outcome === 'answered' ? momentOf(get('answer')) : null
  return {
    ok: true,
    call: {
      id: id.slice(0, 200),
      direction: isOutbound ? 'outbound' : 'inbound',
      number,
      outcome,
      cause: get('outcome').slice(0, 40),
      startedAt,
      waitSeconds: secondsOf(get('wait')) ?? waited(startedAt, answeredAt, secondsOf(get('duration')), talk),
      talkSeconds: outcome === 'answered' ? talk : null,
      agent: get('agent').slice(0, 100) || null,
      recordingUrl: webAddress(get('recording')),
    },
  }
}

/** One call is told in several rows where it was forwarded: whoever answered it answers for all. */
export const joinLegs = (calls: readonly Call[]): Call[] => {
  const joined = new Map<string, Call>()
  const height: Record<CallOutcome, number> = { answered: 2, missed: 1, failed: 0 }
  for (const call of calls) {
    const before = joined.get(call.id)
    if (before === undefined) joined.set(call.id, call)
    else {
      const best = height[call.outcome] > height[before.outcome] ? call : before
      const startedAt = call.startedAt < before.startedAt ? call.startedAt : before.startedAt
      joined.set(call.id, { ...best, startedAt, number: before.number ?? call.number })
    }
  }
  return [...joined.values()]
}

const waited = (start: Date, answer: Date | null, duration: number | null, talk: number | null): number | null => {
  if (answer !== null) return Math.max(0, Math.round((answer.getTime() - start.getTime()) / 1000))
  return duration === null ? null : Math.max(0, duration - (talk ?? 0))
}

/** `75`, `01:15`, `0:01:15`, `1분 15초`. */
const secondsOf = (written: string): number | null => {
  if (/^\d+(\.\d+)?$/.test(written)) return Math.round(Number(written))
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{2})$/.exec(written)
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const korean = /^(?:(\d+)\s*시간)?\s*(?:(\d+)\s*분)?\s*(?:(\d+)\s*초)?$/.exec(written)
  if (!korean || written === '') return null
  return Number(korean[1] ?? 0) * 3600 + Number(korean[2] ?? 0) * 60 + Number(korean[3] ?? 0)
}

const webAddress = (written: string): string | null =>
  URL.canParse(written) && /^https?:/.test(written) ? new URL(written).href.slice(0, 2000) : null
