/** What columns of tickets and chats are called. */
import type { ImportColumn, ImportField } from '../../../contract/channels.ts'
import { makeMapping, momentRules, noMoments, readMoment } from '../../channels/index.ts'
import { detailPatterns, personPatterns, ticketPatterns } from './column-patterns.ts'
import { personNames } from './contact-columns.ts'

const rules = momentRules(noMoments(), 'UTC')
const isMoment = (value: string) =>
  readMoment(value, rules) !== null || readMoment(value, { ...rules, isDayFirst: true }) !== null

/** As Zendesk's view export names them; its times stand in the account's zone, which is the workspace's here. */
export const ticketColumns = makeMapping({
  formats: [
    {
      name: 'zendesk',
      has: ['id', 'requester', 'requesterid', 'subject'],
      fields: {
        summationcolumn: 'skip',
        id: 'ticketId',
        requester: 'name',
        requesterid: 'externalId',
        requesterexternalid: 'otherId',
        requesteremail: 'email',
        requesterdomain: 'detail',
        submitter: 'detail',
        assignee: 'owner',
        group: 'detail',
        via: 'via',
        tickettype: 'detail',
        createdat: 'createdAt',
        updatedat: 'detail',
        assignedat: 'detail',
        organization: 'company',
        duedate: 'detail',
        initiallyassignedat: 'detail',
        solvedat: 'solvedAt',
        resolutiontime: 'detail',
        satisfactionscore: 'score',
        groupstations: 'detail',
        assigneestations: 'detail',
        reopens: 'detail',
        replies: 'detail',
      },
    },
  ],
  names: {
    ticketId:
      'ticket id, ticket number, ticket no, case number, case id, issue id, request id, 문의번호, 문의 번호, 티켓번호, 접수번호, 상담번호, 상담 번호, 민원번호',
    ...personNames,
    name: `requester, requester name, ${personNames.name}, 문의자, 문의자명, 작성자, 민원인`,
    email: `requester email, ${personNames.email}`,
    externalId: 'requester id, customer id, user id, contact id, 고객번호, 회원번호, 고객 id, 회원 id',
    otherId: 'requester external id, external id',
    subject:
      'subject, title, ticket subject, summary, 제목, 문의제목, 문의 제목, 상담제목, 문의유형, 문의 유형, 상담유형',
    text: 'description, message, body, content, ticket description, 내용, 문의내용, 문의 내용, 상담내용, 상담 내용, 본문',
    status: 'status, ticket status, state, 상태, 처리상태, 처리 상태, 진행상태',
    priority: 'priority, urgency, 우선순위, 중요도, 긴급도',
    via: 'via, channel, source, 접수경로, 접수 경로, 채널, 유입채널, 상담채널, 문의채널',
    createdAt:
      'created at, created, date, opened at, submitted at, 접수일, 접수일시, 접수 일시, 문의일, 문의일시, 등록일, 등록일시, 상담일시, 상담일, 작성일',
    solvedAt: 'solved at, resolved at, closed at, 처리일, 처리일시, 완료일, 완료일시, 해결일, 답변일, 답변일시',
    score: 'satisfaction score, csat, satisfaction, rating, 만족도, 평점, 별점',
    owner: 'assignee, agent, owner, assigned to, 담당자, 상담원, 상담사, 처리자, 답변자',
    tags: 'tags, labels, 태그, 분류, 카테고리',
  },
  details:
    'submitter, group, ticket type, type, updated at, updated, assigned at, organization, due date, resolution time, reopens, replies, product, 답변내용, 답변 내용, 처리내용, 처리 내용, 수정일, 상품명, 주문번호, 비고, no, 순번',
  patterns: [
    [/ in minutes( within business hours)?$/i, 'detail'],
    [/ \[(list|flag|txt|int|num|date|dec|bl|tag)\]$/i, 'detail'],
    [/ stations$| time$/i, 'detail'],
    ...ticketPatterns,
    ...personPatterns,
    ...detailPatterns,
  ],
  proofs: { createdAt: isMoment, solvedAt: isMoment },
})

export const canBeTickets = (columns: readonly ImportColumn[]): boolean => {
  const has = (...fields: ImportField[]) =>
    columns.some(column => column.field !== null && fields.includes(column.field))
  return has('ticketId') && has('subject', 'text') && has('createdAt') && has('name', 'email', 'externalId', 'phone')
}

/** The CSV of KakaoTalk for the Mac, and what the text readers make of the other three forms. */
export const chatColumns = makeMapping({
  formats: [
    {
      name: 'kakaotalk',
      has: ['date', 'user', 'message'],
      isAll: true,
      fields: { date: 'at', user: 'name', message: 'text' },
    },
  ],
  names: {
    at: '보낸 시각, 보낸 시간, 대화 시각, sent at',
    name: '보낸 사람, 보낸이, 대화자, sender',
    text: '메시지, 대화 내용, message',
  },
  details: '',
  patterns: [],
  proofs: { at: isMoment },
})

export const canBeChats = (columns: readonly ImportColumn[]): boolean =>
  (['at', 'name', 'text'] as const).every(field => columns.some(column => column.field === field))
