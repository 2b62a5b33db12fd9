/** `rotate-key`: another SECRET_KEY, while the product goes on running. */
import type { Command } from '../platform/command.ts'
import { takeNoArguments } from '../platform/command.ts'
import { turnKey } from '../platform/data-key.ts'
import { openGround } from '../platform/ground.ts'
import { openLog } from '../platform/log.ts'
import { isNewer } from '../platform/migrate.ts'
import { startProblem } from '../platform/postgres/problem.ts'

export const rotateKey: Command = {
  name: 'rotate-key',
  summary: { ko: '봉인 키를 새것으로 바꿉니다', en: 'turns the key that secrets are sealed with' },
  help: `npm run -s maeari -- rotate-key
NEW_SECRET_KEY=… npm run -s maeari -- rotate-key        (with DATABASE_URL)

With the embedded database a new key is made and takes the place of data/secret.key. With SECRET_KEY name the new one in
NEW_SECRET_KEY, and start every process with it from then on. Processes that run go on meanwhile. Archives made before need
the key of their time: keep it as long as you keep them.`,
  async run(io, config) {
    takeNoArguments(io)
    const next = process.env.NEW_SECRET_KEY || null
    if (config.secretKey && !next) throw startProblem(nameIt)
    if (next && next.length < 32) throw startProblem(tooShort)
    const ground = await openGround(config, openLog(config.logLevel), false)
    try {
      if (await isNewer(ground.database)) throw startProblem(newer)
      await io.write(`${JSON.stringify(await turnKey(config, ground.database, next))}\n`)
    } finally {
      await ground.close()
    }
    return 0
  },
}

const nameIt =
  '새 키를 NEW_SECRET_KEY로 알려 주세요. openssl rand -base64 32 가 하나 만들어 줍니다.\n' +
  'Name the new key in NEW_SECRET_KEY: openssl rand -base64 32 makes one.'
const tooShort = 'NEW_SECRET_KEY는 32자 이상이어야 합니다 · NEW_SECRET_KEY needs at least 32 characters'
const newer =
  '더 새로운 메아리의 데이터베이스입니다. 그 버전의 프로그램으로 바꿔 주세요 · this database belongs to a newer Maeari: use that one'
