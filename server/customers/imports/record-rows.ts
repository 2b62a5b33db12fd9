/** Rows of tickets and chats become what stands on somebody's timeline, or a reason why they cannot. */
import { isRuinedId } from '../../channels/index.ts'
import { cellsOf, fingerprint, foldPerson, said, systemOf } from './cells.ts'
import { type PeoplePlan, type RowRead, refusedRow } from './contact-rows.ts'
import { type ReadPerson, readPerson } from './person.ts'

export interface ReadRecord {
  /** The same in every export of it. */
  id: string
  system: string
  at: Date
  text: string
  /** Said by them, answered by us, or a ticket that was opened. */
  kind: 'said' | 'answered' | 'imported'
  /** Null for what we said: it belongs to whoever it was said to, which the chat tells. */
  person: ReadPerson | null
}

const longest = 10_000

export const readTickets = (plan: PeoplePlan): ((raw: readonly string[]) => RowRead<ReadRecord>) => {
  const cellsAt = cellsOf(plan)
  const system = systemOf(plan.row, plan.table)
  return raw => {
    const cells = cellsAt(raw)
    const id = said(cells.one('ticketId'))
    if (id === '') return refusedRow('no_ticket_number')
    if (isRuinedId(id)) return refusedRow('ruined_ticket_number', { value: id.slice(0, 40) })
    const at = cells.moment('createdAt')
    if (at === null) return refusedRow('bad_ticket_date', { value: cells.one('createdAt').slice(0, 40) })
    const person = readPerson(cells, system, plan.keepsAddresses)
    if (person === null) return refusedRow('nobody')
    const text = [said(cells.one('subject')), said(cells.one('text'))].filter(Boolean).join('\n').slice(0, longest)
    return { ok: true, value: { id, system, at, text: text || `#${id}`, kind: 'imported', person } }
  }
}

/** @param ownNames who we are in the chat. */
export const readChats = (
  plan: PeoplePlan,
  ownNames: readonly string[],
): ((raw: readonly string[]) => RowRead<ReadRecord>) => {
  const cellsAt = cellsOf(plan)
  const own = new Set(ownNames.map(foldPerson))
  // People of a chat are known by name alone: the same name in another chat may be another person.
  const system = `chat:${systemOf(plan.row, { ...plan.table, format: null })}`
  const seen = new Map<string, number>()
  return raw => {
    const cells = cellsAt(raw)
    const written = cells.one('at')
    const at = cells.moment('at')
    if (at === null) return refusedRow('bad_message_date', { value: written.slice(0, 40) })
    const name = said(cells.one('name'))
    if (name === '') return refusedRow('nobody')
    const text = cells.one('text').slice(0, longest)
    if (text === '') return refusedRow('no_message')
    const isOwn = own.has(foldPerson(name))
    // Two of the same within a minute are two.
    const same = [at.toISOString(), name, text].join('\0')
    const count = (seen.get(same) ?? 0) + 1
    seen.set(same, count)
    return {
      ok: true,
      value: {
        id: fingerprint('message', [same, String(count)]),
        system,
        at,
        text,
        kind: isOwn ? 'answered' : 'said',
        person: isOwn
          ? null
          : { key: { system, value: foldPerson(name) || name }, name, emails: [], phones: [], facts: [] },
      },
    }
  }
}
