import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCallLine, addCalls } from '../../contract/customers/calls.ts'
import { askMayContact, getConsents, recordConsent, setContactChoice } from '../../contract/customers/consents.ts'
import { getTouches } from '../../contract/customers/sites.ts'
import { getCustomer } from '../../contract/customers.ts'
import { origin, page, placeOf } from '../../tools/testing/pages.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { foldWaiting } from './actions/web-folding.ts'
import { mayContact, takeClaims } from './index.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program?.stop())

const call = (id: string, from: string, outcome = 'NO ANSWER', minute = 0) => ({
  id,
  from,
  to: '1588-1234',
  outcome,
  startedAt: `2026-11-27T03:${String(minute).padStart(2, '0')}:00Z`,
  waitSeconds: 95,
})

describe('calls', () => {
  it('find who has the number in whatever form; an unknown one makes a stranger, once', async () => {
    const { workspace, owner, people } = await placeOf(program, foldWaiting)
    const known = await workspace.change(ctx =>
      takeClaims(ctx, [
        {
          key: { kind: 'external', namespace: 'shop', value: '7' },
          attributes: [
            { name: 'name', value: '박하늘' },
            { name: 'phone', value: '010-1234-5678' },
          ],
          seenAt: ctx.now,
          source: { kind: 'import', id: 'file' },
        },
      ]),
    )
    const { calls } = await owner.call(addCalls, {
      workspaceId: workspace.id,
      calls: [
        call('1', '+82 10-1234-5678'),
        call('2', '０２-345-6789', 'FAILED'),
        call('3', '(02) 345-6789', 'ANSWERED'),
        call('4', 'anonymous'),
      ],
    })
    expect(calls.map(one => one.outcome)).toEqual(['missed', 'failed', 'answered', 'missed'])
    expect(calls[0]?.customerId).toBe([...known.values()][0])
    expect(calls[1]?.customerId).toBe(calls[2]?.customerId)
    expect(calls[3]?.customerId).toBeNull()
    expect(await people()).toHaveLength(2)
  })

  it('a number that two people have is neither’s', async () => {
    const { workspace, owner, people } = await placeOf(program, foldWaiting)
    await workspace.change(ctx =>
      takeClaims(
        ctx,
        ['a', 'b'].map(value => ({
          key: { kind: 'external' as const, namespace: 'shop', value },
          attributes: [{ name: 'phone', value: '010-2222-3333' }],
          seenAt: ctx.now,
          source: { kind: 'import' as const, id: 'file' },
        })),
      ),
    )
    await owner.call(addCalls, { workspaceId: workspace.id, calls: [call('1', '01022223333')] })
    expect(await people()).toHaveLength(3)
  })

  it('told again, a call is known, and learns its recording', async () => {
    const { workspace, owner, people, stored } = await placeOf(program, foldWaiting)
    const first = await owner.call(addCalls, {
      workspaceId: workspace.id,
      calls: [call('1', '010-1234-5678', 'ANSWERED')],
    })
    const second = await owner.call(addCalls, {
      workspaceId: workspace.id,
      calls: [
        { ...call('1', '010-1234-5678', 'ANSWERED'), recordingUrl: 'https://pbx.example/1.wav', talkSeconds: 60 },
      ],
    })
    expect([first.calls[0]?.isNew, second.calls[0]?.isNew]).toEqual([true, false])
    expect(await people()).toHaveLength(1)
    const rows = await stored(`select detail->>'recordingUrl' as url from customers.activities where workspace_id = $1`)
    expect(rows).toEqual([{ url: 'https://pbx.example/1.wav' }])
  })

  it('a word that is no end is refused with its place, and nothing is kept', async () => {
    const { workspace, owner, people } = await placeOf(program, foldWaiting)
    const refused = await owner.ask(addCalls, {
      workspaceId: workspace.id,
      calls: [call('1', '01012345678'), call('2', '01012345678', 'ringing')],
    })
    expect(!refused.ok && refused.problem.fields?.[0]?.path).toBe('calls.1.outcome')
    expect(await people()).toEqual([])
  })

  it('by signed webhook: forged, stale and repeated ones are refused or bring nothing', async () => {
    const { workspace, owner, people, stored } = await placeOf(program, foldWaiting)
    const line = await owner.call(addCallLine, { workspaceId: workspace.id, name: '콜센터' })
    const tell = (body: string, id: string, shift = 0, secret = line.secret) => {
      const timestamp = Math.floor(Date.now() / 1000) + shift
      const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
        .update(`${id}.${timestamp}.${body}`)
        .digest('base64')
      return fetch(`${program.url}${line.path}`, {
        method: 'POST',
        headers: { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` },
        body,
      })
    }
    const body = JSON.stringify(call('u.1', '010-1234-5678'))
    expect((await tell(body, 'm1')).status).toBe(200)
    expect(await (await tell(body, 'm1')).json()).toEqual({ calls: [] })
    expect((await tell(body, 'm2', -400)).status).toBe(401)
    expect((await tell(body, 'm3', 0, 'whsec_AAAA')).status).toBe(401)
    expect((await tell(JSON.stringify({ from: 1 }), 'm4')).status).toBe(422)
    expect(
      (await fetch(`${program.url}/api/hooks/calls/${workspace.id}/${randomUUID()}`, { method: 'POST' })).status,
    ).toBe(404)
    expect(await people()).toHaveLength(1)
    expect(await stored('select remote_id from customers.calls where workspace_id = $1')).toEqual([
      { remote_id: 'u.1' },
    ])
  })
})

describe('consent', () => {
  const somebody = async () => {
    const told = await placeOf(program, foldWaiting)
    const { calls } = await told.owner.call(addCalls, {
      workspaceId: told.workspace.id,
      calls: [call('1', '010-1234-5678')],
    })
    return {
      ...told,
      customerId: calls[0]!.customerId!,
      at: { workspaceId: told.workspace.id, customerId: calls[0]!.customerId! },
    }
  }

  it('is a history that only grows, with proof and wording, and holds as it was last said', async () => {
    const { owner, at } = await somebody()
    await owner.call(recordConsent, {
      ...at,
      purpose: 'marketing',
      channel: 'sms',
      deed: 'given',
      at: '2026-11-01T00:00:00Z',
      wording: '문자로 행사 소식을 받겠습니다.',
      proof: '매장 신청서 12번',
    })
    const after = await owner.call(recordConsent, { ...at, purpose: 'marketing', channel: 'sms', deed: 'withdrawn' })
    expect(after.history.map(one => one.deed)).toEqual(['withdrawn', 'given'])
    expect(after.history[1]).toMatchObject({
      wording: '문자로 행사 소식을 받겠습니다.',
      proof: '매장 신청서 12번',
      recordedBy: '지우',
    })
    expect(after.current).toMatchObject([{ purpose: 'marketing', channel: 'sms', isGiven: false }])
    const tooEarly = await owner.ask(recordConsent, {
      ...at,
      purpose: 'marketing',
      channel: 'sms',
      deed: 'given',
      at: '2027-01-01T00:00:00Z',
    })
    expect(!tooEarly.ok && tooEarly.problem.fields?.[0]?.path).toBe('at')
  })

  it('later rooms ask the door: consent, the night, a chosen channel, a minor', async () => {
    const { workspace, owner, customerId, at } = await somebody()
    const ask = async (channel: string, when: string) =>
      (
        await workspace.change(ctx =>
          mayContact(ctx, [customerId], { purpose: 'marketing', channel, at: new Date(when) }),
        )
      ).get(customerId)?.why
    const [noon, night] = ['2026-11-28T03:00:00Z', '2026-11-28T13:00:00Z']
    expect(await ask('sms', noon)).toBe('no_consent')
    await owner.call(recordConsent, { ...at, purpose: 'marketing', channel: 'all', deed: 'given' })
    expect(await ask('sms', noon)).toBeNull()
    expect(await ask('sms', night)).toBe('no_night_consent')
    await owner.call(setContactChoice, { ...at, channels: ['email'], refused: [], hours: null, isMinor: false })
    expect(await ask('sms', noon)).toBe('other_channel')
    expect(await ask('email', night)).toBeNull()
    await owner.call(setContactChoice, { ...at, channels: null, refused: [], hours: null, isMinor: true })
    expect(await ask('email', noon)).toBe('minor')
    const asked = await owner.call(askMayContact, {
      workspaceId: workspace.id,
      customerIds: [customerId, randomUUID()],
      purpose: 'service',
      channel: 'sms',
    })
    expect(asked.items.map(one => one.verdict.why)).toEqual(['minor', 'unknown'])
    expect((await owner.call(getConsents, at)).isMinor).toBe(true)
  })

  it('on a page comes with the words that were shown, once the visitor is somebody', async () => {
    const { workspace, owner, send, identify, settle, people } = await placeOf(program, foldWaiting)
    const v = randomUUID()
    const agreed = {
      i: randomUUID(),
      k: 'consent',
      t: 999_000,
      v,
      u: `${origin}/`,
      d: { given: true, words: '방문 기록 수집에 동의합니다.' },
    }
    await send([agreed, page(v, '/', '홈'), identify(v, { sub: 'm-9', birthdate: '2015-03-01' })])
    await settle()
    const [customer] = await people()
    const consents = await owner.call(getConsents, { workspaceId: workspace.id, customerId: customer!.id })
    expect(consents.history).toMatchObject([
      { purpose: 'tracking', deed: 'given', wording: '방문 기록 수집에 동의합니다.', proof: `${origin}/` },
    ])
    expect(consents.isMinor).toBe(true)
  })

  it('of another workspace is not there', async () => {
    const { at } = await somebody()
    const other = await placeOf(program, foldWaiting)
    const answer = await other.owner.ask(getConsents, { workspaceId: other.workspace.id, customerId: at.customerId })
    expect(answer.status).toBe(404)
    const touches = await other.owner.ask(getTouches, { workspaceId: other.workspace.id, customerId: at.customerId })
    expect(touches.status).toBe(404)
    expect((await other.owner.call(getCustomer, at)).id).toBe(at.customerId)
  })
})
