/** `doctor`: what is wrong with this installation, and how to mend it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from '../platform/command.ts'
import type { Config } from '../platform/config.ts'
import { openGround } from '../platform/ground.ts'
import { openLog } from '../platform/log.ts'
import { isStartProblem } from '../platform/postgres/problem.ts'
import { examineDatabase } from './examine-database.ts'
import { examineMachine } from './examine-machine.ts'
import type { Examined } from './findings.ts'

const signs = { good: '✓', advice: '·', warning: '!', wrong: '✗' } as const

export const doctor: Command = {
  name: 'doctor',
  summary: {
    ko: '설치에 무엇이 잘못됐고 어떻게 고치는지 알려 줍니다',
    en: 'says what is wrong with this installation, and how to mend it',
  },
  help: `npm run -s maeari -- doctor [--json]

Looks at the machine, the configuration, the database, the queue and the backups; changes nothing. ✓ is well, · an advice,
! will hurt, ✗ hurts now. Ends with 1 where something hurts now. --json prints one line of JSON a finding.`,
  async run(io, config) {
    const { values } = parseArgs({ args: [...io.args], options: { json: { type: 'boolean' } } })
    const findings = [...(await examineMachine(config)), ...(await lookIntoDatabase(config))]
    for (const one of findings) {
      if (values.json) await io.write(`${JSON.stringify(one)}\n`)
      else await io.write(`${signs[one.state]} ${one.ko}\n  ${one.en}\n`)
    }
    return findings.some(one => one.state === 'wrong') ? 1 : 0
  },
}

/** A database that does not open is a finding like any other. */
const lookIntoDatabase = async (config: Config): Promise<Examined[]> => {
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres')))
    return [
      {
        about: 'database',
        state: 'advice',
        ko: '데이터베이스가 아직 없습니다. npm start가 만듭니다.',
        en: 'There is no database yet: npm start makes it.',
      },
    ]
  try {
    const ground = await openGround(config, openLog('silent'), false)
    try {
      return await examineDatabase(ground, config)
    } finally {
      await ground.close()
    }
  } catch (error) {
    if (isStartProblem(error)) {
      const [ko = '', en = ko] = error.message.split('\n')
      return [{ about: 'database', state: 'wrong', ko, en }]
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return [
      {
        about: 'database',
        state: 'wrong',
        ko: `데이터베이스에 닿지 못했습니다(${code}). DATABASE_URL의 주소와 비밀번호, 서버가 켜져 있는지 확인해 주세요.`,
        en: `The database cannot be reached (${code}). Check the address and password in DATABASE_URL, and whether the server runs.`,
      },
    ]
  }
}
