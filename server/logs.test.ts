/** No text, token, address or number that anybody gave stands in a log: planted ones are looked for in all that a run wrote. */
import fs from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createInvitation, createKey, getInvitation, resetPassword, signIn } from '../contract/access.ts'
import { noteCustomer, setCustomerFields, tellAttribute, updateCustomer } from '../contract/customers.ts'
import { addNote, listConversations, reply } from '../contract/inbox.ts'
import { listMentions } from '../contract/listening.ts'
import { openAnswering, word } from '../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'

let testing: TestProgram
let logged = ''
beforeAll(async () => {
  // The log goes to the second descriptor, in either of two ways.
  const { write, writeSync } = fs
  vi.spyOn(fs, 'writeSync').mockImplementation(((fd: number, text: string, ...rest: []) => {
    if (fd === 2) logged += String(text)
    return writeSync(fd, text, ...rest)
  }) as typeof fs.writeSync)
  vi.spyOn(fs, 'write').mockImplementation(((fd: number, text: string, ...rest: []) => {
    if (fd === 2) logged += String(text)
    return (write as (...given: unknown[]) => void)(fd, text, ...rest)
  }) as unknown as typeof fs.write)
  testing = await startProgram({ LOG_LEVEL: 'debug' })
})
afterAll(async () => {
  await testing.stop()
  vi.restoreAllMocks()
})

const planted = {
  post: 'MARKER-post-배송이-늦어요',
  answer: 'MARKER-answer',
  note: 'MARKER-note',
  search: 'MARKER-search',
  name: 'MARKER-name',
  mail: 'marker-mail@example.com',
  phone: '010-9876-5432',
  password: 'MARKER-password-long',
  token: 'MARKER-token-0123456789',
}

test('what people wrote, and what opens doors, is in no line of a run', async () => {
  const at = await openAnswering(testing)
  const { owner, stranger } = testing
  const workspaceId = at.id
  await at.hear([word(`하늘상점 ${planted.post}`)])
  await at.react()
  const [conversation] = (await owner.call(listConversations, { workspaceId, q: planted.post })).items
  const { id: conversationId, customerId } = conversation!
  await owner.call(reply, { workspaceId, conversationId, text: planted.answer })
  await owner.call(addNote, { workspaceId, conversationId, text: planted.note })
  await owner.call(noteCustomer, { workspaceId, customerId, text: planted.note })
  await owner.call(updateCustomer, { workspaceId, customerId, name: planted.name })
  await owner.call(tellAttribute, { workspaceId, customerId, name: 'phone', value: planted.phone })
  await owner.call(tellAttribute, { workspaceId, customerId, name: 'email', value: planted.mail })
  await owner.call(listMentions, { workspaceId, q: planted.search })
  const invitation = await owner.call(createInvitation, { workspaceId, role: 'agent', email: planted.mail })
  const { key } = await owner.call(createKey, { workspaceId, name: planted.name, role: 'viewer' })
  // Refusals of every kind say as little.
  const keyed = testing.caller({ authorization: `Bearer ${key}` })
  expect((await keyed.ask(noteCustomer, { workspaceId, customerId, text: planted.note })).status).toBe(403)
  expect((await stranger.ask(signIn, { email: planted.mail, password: planted.password })).status).toBe(401)
  expect((await stranger.ask(getInvitation, { token: planted.token })).status).toBe(409)
  expect((await stranger.ask(resetPassword, { token: planted.token, password: planted.password })).ok).toBe(false)
  const values = { nobody: planted.note }
  expect((await owner.ask(setCustomerFields, { workspaceId, customerId, values })).status).toBe(422)
  const forged = testing.caller({ authorization: `Bearer ${planted.token}`, cookie: `maeari.session=${planted.token}` })
  expect((await forged.ask(listMentions, { workspaceId, q: planted.search })).status).toBe(401)
  await fetch(`${testing.url}/api/w/${workspaceId}/mentions?q=${planted.search}&cursor=${planted.token}`)

  const lines = logged.split('\n').filter(line => line !== '')
  expect(lines.length).toBeGreaterThan(15)
  expect(lines.some(line => line.includes('/replies') || line.includes('reply'))).toBe(true)
  const secrets = [
    ...Object.values(planted),
    '9876',
    key,
    invitation.link.split('/').at(-1)!,
    owner.cookie.split('=').at(-1)!,
  ]
  const found = secrets.filter(secret => lines.some(line => line.toLowerCase().includes(secret.toLowerCase())))
  expect(found).toEqual([])
})
