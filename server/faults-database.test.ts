/** The database goes away under the whole program and comes back; two programs want one data folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectAccount, listSources } from '../contract/channels.ts'
import { createTopic, listMentions, listTopics, listVolumes } from '../contract/listening.ts'
import { type Atproto, startAtproto } from '../tools/testing/atproto.ts'
import { type TestDatabase, testDatabase } from '../tools/testing/database.ts'
import { type Gate, openGate } from '../tools/testing/gate.ts'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'

const workspaceId = 1

describe('the database gone for seconds', () => {
  let app: TestProgram
  let network: Atproto
  let database: TestDatabase
  let gate: Gate

  beforeAll(async () => {
    database = await testDatabase()
    gate = await openGate(database.url)
    ;[app, network] = await Promise.all([
      startProgram({ DATABASE_URL: gate.url }),
      startAtproto({ accounts: ['haneul', 'minji'] }),
    ])
    await app.startWorker()
  }, 120_000)
  afterAll(async () => {
    await app.stop()
    await network.stop()
    await gate.stop()
    await database.drop()
  })

  const texts = async () =>
    (await app.owner.call(listMentions, { workspaceId, limit: 200 })).items.map(one => one.item.text).sort()

  it('is said in both languages; the process lives, and what was posted meanwhile is heard once', async () => {
    const topic = { name: '우리 브랜드', kind: 'brand', goal: '무슨 말을 하나요?', query: '하늘상점' } as const
    await app.owner.call(createTopic, { workspaceId, ...topic })
    const us = network.accounts[0]!
    const fields = { service: network.pds, identifier: us.handle, password: us.password }
    await app.owner.call(connectAccount, { workspaceId, channel: 'bluesky', fields })
    const stream = async () =>
      (await app.owner.call(listSources, { workspaceId })).items.find(one => one.kind === 'firehose')?.health.state
    await expect.poll(stream, { timeout: 40_000 }).toBe('ok')
    await network.post('minji.test', '하늘상점 처음')
    await expect.poll(texts, { timeout: 40_000 }).toEqual(['하늘상점 처음'])

    await gate.shut()
    const said = async (language: string) => {
      const answer = await app.owner.ask(listTopics, { workspaceId }, { 'accept-language': language })
      return answer.ok ? answer.status : `${answer.status} ${answer.problem.title}`
    }
    expect(await said('ko')).toMatch(/^503 .*데이터베이스에 연결할 수 없습니다/)
    expect(await said('en')).toMatch(/^503 .*database cannot be reached/)
    const status = async (path: string) => (await fetch(`${app.url}${path}`)).status
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])
    for (const word of ['하나', '둘', '셋']) await network.post('minji.test', `하늘상점 ${word}`)
    await wait(4000)
    await gate.open()

    await expect.poll(() => status('/readyz'), { timeout: 20_000 }).toBe(200)
    const all = ['하늘상점 둘', '하늘상점 셋', '하늘상점 처음', '하늘상점 하나']
    await expect.poll(texts, { timeout: 60_000 }).toEqual(all)
    await network.post('minji.test', '하늘상점 나중')
    await expect.poll(texts, { timeout: 40_000 }).toEqual([...all, '하늘상점 나중'].sort())
    const hour = 3_600_000
    const { items } = await app.owner.call(listVolumes, {
      workspaceId,
      from: new Date(Date.now() - 2 * hour).toISOString(),
      to: new Date(Date.now() + 2 * hour).toISOString(),
    })
    expect(items.reduce((sum, volume) => sum + volume.total, 0)).toBe(5)
  }, 200_000)
})

describe('two starts on one data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-two-'))
  const running: ChildProcess[] = []
  afterAll(async () => {
    for (const child of running) {
      if (child.exitCode !== null) continue
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  })

  const startHere = (): { child: ChildProcess; heard: () => string } => {
    const program = join(import.meta.dirname, 'main.ts')
    const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' }
    const child = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    running.push(child)
    let heard = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      heard += text
    })
    return { child, heard: () => heard }
  }

  it('give one owner: the second ends with plain words in both languages, the first goes on', async () => {
    const first = startHere()
    await expect.poll(first.heard, { timeout: 60_000 }).toContain('Maeari is ready')
    const second = startHere()
    const [code] = await once(second.child, 'exit')
    expect(code).toBe(1)
    expect(second.heard()).toMatch(/이 데이터 폴더는 다른 메아리가 쓰고 있습니다/)
    expect(second.heard()).toMatch(/Another Maeari uses this data folder/)
    expect(second.heard()).toContain('DATA_DIR')
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(first.heard())![0]
    expect((await fetch(`${origin}/readyz`)).status).toBe(200)
  }, 120_000)
})
