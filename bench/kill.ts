// Kills servers, workers and the database at random while posts come in and answers go out, then counts what is lost or doubled.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runKillRounds } from './kill/rounds.ts'
import { describeMachine, print } from './machine.ts'

const usage = `Usage: npm run bench -- kill [--rounds N] [--seed N] [--serves N] [--workers N] [--database URL] [--pause MS] [--longest MS] [--quiet]

  --rounds N    kills (50)
  --seed N      what is killed when, and which calls meet a fault (20261121)
  --serves N    processes that serve the API, asked by turns, with a screen open on each (3)
  --workers N   processes that work on jobs (3)
  --database URL  an empty PostgreSQL of your own, as where one scales out; it is not killed (the embedded one, which is)
  --pause MS    between two posts on the network, on average (250)
  --longest MS  from all being ready to the next kill, half of it on average (6000)
  --quiet       no line for each kill

The network is the AT Protocol's own (node counterparts/install.mjs), behind a proxy that drops, delays and refuses. The
last line counts; anything lost or doubled, and any process that ended by itself, is exit code 1. Yardstick: what the
network's own repositories hold.
`
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string', default: '20261121' },
    serves: { type: 'string', default: '3' },
    workers: { type: 'string', default: '3' },
    database: { type: 'string' },
    pause: { type: 'string', default: '250' },
    longest: { type: 'string', default: '6000' },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) process.stdout.write(usage)
else {
  const log = join(mkdtempSync(join(tmpdir(), 'maeari-kill-log-')), 'product.log')
  print({ bench: 'kill', ...describeMachine(), seed: Number(values.seed), log })
  const result = await runKillRounds({
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    servers: Number(values.serves),
    workers: Number(values.workers),
    ...(values.database === undefined ? {} : { databaseUrl: values.database }),
    pauseMs: Number(values.pause),
    longestRoundMs: Number(values.longest),
    patienceMs: 300_000,
    log,
    tell: line => (values.quiet && 'round' in line ? undefined : print({ bench: 'kill', ...line })),
  })
  print({ bench: 'kill', ...result })
  const {
    lost,
    doubled,
    invented,
    conversationsLost,
    conversationsDoubled,
    answersLost,
    answersDoubled,
    toldLost,
    toldInvented,
    screensMissed,
    screensInvented,
  } = result
  const wrong =
    lost +
    doubled +
    invented +
    conversationsLost +
    conversationsDoubled +
    answersLost +
    answersDoubled +
    toldLost +
    toldInvented +
    screensMissed +
    screensInvented
  if (
    wrong + Math.abs(result.volumeDrift) + Math.abs(result.alertDrift) + result.endings.length + result.refused.length >
    0
  )
    process.exitCode = 1
}
