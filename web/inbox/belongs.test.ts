import { expect, it } from 'vitest'
import type { Ticket } from '../../contract/inbox.ts'
import { belongs } from './belongs.ts'

const me = '019aa000-0000-7000-8000-000000000001'
const minjun = { memberId: '019aa000-0000-7000-8000-000000000002', name: '민준' }
const ticketed = (state: Ticket['state'], assignee: Ticket['assignee']) => ({
  ticket: {
    id: me,
    state,
    assignee,
    team: null,
    openedAt: '2026-11-21T05:00:00Z',
    dueAt: null,
    dueKind: null,
    warnAt: null,
    firstDueAt: null,
    solveDueAt: null,
    clockPolicyId: null,
    firstAnsweredAt: null,
    resolvedAt: null,
  },
})
const queues = ['mine', 'unassigned', 'open', 'resolved'] as const
const queuesOf = (state: Ticket['state'], assignee: Ticket['assignee']) =>
  queues.filter(queue => belongs(ticketed(state, assignee), queue, me))

it('shows an open conversation to its member, to nobody in particular, and to the team', () => {
  expect(queuesOf('open', { memberId: me, name: '지우' })).toEqual(['mine', 'open'])
  expect(queuesOf('open', null)).toEqual(['unassigned', 'open'])
  expect(queuesOf('open', minjun)).toEqual(['open'])
})

it('takes a resolved conversation out of every queue but the resolved one', () => {
  expect(queuesOf('resolved', { memberId: me, name: '지우' })).toEqual(['resolved'])
  expect(queuesOf('resolved', null)).toEqual(['resolved'])
})
