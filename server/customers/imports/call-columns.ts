/** What columns of call records (CDR) are called by telephone exchanges and Korean call centres. */
import type { ImportColumn, ImportField } from '../../../contract/channels.ts'
import { makeMapping, momentRules, noMoments, readMoment, type TableKind } from '../../channels/index.ts'
import type { callColumns as callPlaces } from '../calls/records.ts'

const rules = momentRules(noMoments(), 'UTC')
const isMoment = (value: string) =>
  readMoment(value, rules) !== null || readMoment(value, { ...rules, isDayFirst: true }) !== null

const callColumns = makeMapping({
  formats: [
    {
      name: 'asterisk',
      has: ['src', 'dst', 'disposition', 'billsec'],
      fields: { acctid: 'detail', uniqueid: 'callId', clid: 'name', userfield: 'recording' },
    },
  ],
  names: {
    callId: 'uniqueid, linkedid, acctid, call id, callid, id, 통화 id, 콜 id, 고유번호, 호 id, 통화번호',
    from: 'src, source, caller, caller id, calling number, from, from number, 발신번호, 발신자, 발신, 고객번호, 전화번호, 고객 전화번호, 발신자번호',
    to: 'dst, destination, callee, called number, to, to number, 수신번호, 착신번호, 수신자, 대표번호, 착신, 수신',
    outcome: 'disposition, status, result, outcome, call status, 통화결과, 통화 결과, 결과, 상태, 호상태, 통화상태',
    startedAt:
      'start, calldate, call date, start time, started at, date, time, 통화일시, 통화 일시, 시작시간, 인입시간, 일시, 발신일시, 인입일시, 수신일시, 시작시각',
    answeredAt: 'answer, answer time, answered at, 응답시간, 연결시간, 연결일시, 응답시각',
    endedAt: 'end, end time, ended at, hangup time, 종료시간, 종료일시, 종료시각',
    seconds: 'duration, call duration, 전체시간, 총시간, 호시간',
    talkSeconds: 'billsec, talk time, billable, talktime, 통화시간, 통화시간(초), 통화초, 통화 시간',
    waitSeconds: 'wait, wait time, ring time, waittime, 대기시간, 대기시간(초), 대기초',
    owner: 'agent, memb, operator, dstanswer, 상담원, 상담사, 담당자',
    recording: 'recording url, recording, record files, recordfiles, recordingfile, 녹취, 녹취파일, 녹음파일, 녹취 url',
    direction: 'direction, userfield direction, call type, 구분, 호구분, 통화구분, 인/아웃',
    name: 'clid, caller name, 고객명, 발신자명',
  },
  details:
    'dcontext, channel, dstchannel, lastapp, lastdata, amaflags, accountcode, peeraccount, sequence, queue, did, trunk, srctrunkname, dsttrunkname, context, 내선, 내선번호, 큐, 그룹, 스킬, 메모, 비고, 순번, 벨시간, 연결실패사유',
  patterns: [[/^(dst|src|trunk|chan|ext|caller|new)[a-z_ ]*$/i, 'detail']],
  proofs: { startedAt: isMoment, answeredAt: isMoment, endedAt: isMoment },
})

const has = (columns: readonly ImportColumn[], field: ImportField) => columns.some(column => column.field === field)

export const callTable: TableKind = {
  name: 'calls',
  mapping: callColumns,
  dates: ['startedAt', 'answeredAt', 'endedAt'],
  suits: columns => has(columns, 'from') && has(columns, 'startedAt') && has(columns, 'outcome'),
}

/** Where the reader of call records finds what it asks for. */
export const placesOf = (columns: readonly ImportColumn[]): ReturnType<typeof callPlaces> => {
  const at = (field: ImportField) => columns.find(column => column.field === field)?.at
  const places = {
    id: at('callId'),
    from: at('from'),
    to: at('to'),
    outcome: at('outcome'),
    start: at('startedAt'),
    answer: at('answeredAt'),
    duration: at('seconds'),
    talk: at('talkSeconds'),
    wait: at('waitSeconds'),
    agent: at('owner'),
    recording: at('recording'),
    direction: at('direction'),
  }
  return Object.fromEntries(Object.entries(places).filter(([, place]) => place !== undefined))
}
