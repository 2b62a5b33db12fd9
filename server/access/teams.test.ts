/** Teams: made, filled, named once, taken away and brought back with their members. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '../../contract/access.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let testing: TestProgram
let workspaceId: number
beforeAll(async () => {
  testing = await startProgram()
  workspaceId = (await testing.owner.call(api.createWorkspace, { name: '하늘상점', locale: 'ko' })).id
})
afterAll(() => testing.stop())

const me = async () => (await testing.owner.call(api.listMembers, { workspaceId })).items[0]!.id
const teams = async () => (await testing.owner.call(api.listTeams, { workspaceId })).items

test('a team keeps its members over being taken away, and its lead belongs to it', async () => {
  const leadId = await me()
  const hours = { days: [1, 2, 3], from: '09:00', to: '18:00' }
  const team = await testing.owner.call(api.createTeam, {
    workspaceId,
    name: 'CS 1팀',
    leadId,
    firstAnswerMinutes: 30,
    hours,
  })
  expect(team).toMatchObject({ name: 'CS 1팀', leadId, memberIds: [leadId], firstAnswerMinutes: 30, hours })
  const at = { workspaceId, teamId: team.id }
  await testing.owner.call(api.removeTeam, at)
  expect(await teams()).toEqual([])
  await expect(testing.owner.call(api.updateTeam, { ...at, name: 'x' })).rejects.toThrow(/404/)
  await testing.owner.call(api.restoreTeam, at)
  expect(await teams()).toEqual([team])
  expect(await testing.owner.call(api.updateTeam, { ...at, memberIds: [], hours: null })).toMatchObject({
    leadId: null,
    memberIds: [],
    hours: null,
  })
  const { items } = await testing.owner.call(api.listAudit, { workspaceId })
  expect(items.map(row => row.verb)).toEqual(
    expect.arrayContaining(['createTeam', 'removeTeam', 'restoreTeam', 'updateTeam']),
  )
})

test('a name belongs to one team, whatever its case; strangers belong to none', async () => {
  await testing.owner.call(api.createTeam, { workspaceId, name: 'Care' })
  await expect(testing.owner.call(api.createTeam, { workspaceId, name: 'care' })).rejects.toThrow(
    /422 access.team_name_taken/,
  )
  await expect(
    testing.owner.call(api.createTeam, { workspaceId, name: 'Other', memberIds: [crypto.randomUUID()] }),
  ).rejects.toThrow(/422 access.team_strangers/)
  expect((await teams()).map(one => one.name)).toEqual(['Care', 'CS 1팀'])
})
