// Opens many screens on one server of the real program and measures how fast facts and posts reach all of them.
import { parseArgs } from 'node:util'
import { measureLive } from './live/measure.ts'
import { describeMachine, print } from './machine.ts'

const usage = `Usage: npm run bench -- live [--screens N] [--facts N] [--posts N]

  --screens N   open live streams (500), over 20 members
  --facts N     facts told to all of them, ten a second (200)
  --posts N     articles that a feed brings, one pull each (30); one before them loads the model and is told apart

Fan-out: from NOTIFY to each screen. Intake: from the last byte of the feed's answer to each screen, which is told of the mention and
of the alert that it raises. Yardstick: a bare node:http server that writes the same bytes to as many connections, in the same run.
Exit code 1 where fan-out p99 passes 250 ms or intake p95 2 s.
`
const { values } = parseArgs({
  options: {
    screens: { type: 'string', default: '500' },
    facts: { type: 'string', default: '200' },
    posts: { type: 'string', default: '30' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) process.stdout.write(usage)
else {
  const sizes = { screens: Number(values.screens), facts: Number(values.facts), posts: Number(values.posts) }
  print({ bench: 'live', ...describeMachine(), ...sizes })
  const result = await measureLive(sizes)
  for (const line of result) print({ bench: 'live', ...line })
  const of = (name: string) => result.find(line => line.measure === name)
  if ((of('fan-out')?.p99 ?? 0) > 250 || (of('intake to mention')?.p95 ?? 0) > 2000) process.exitCode = 1
}
