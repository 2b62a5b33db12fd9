// Meets simulated outages over the connectors, through the fault proxy and real counterparts, and counts what is lost or doubled.
import { parseArgs } from 'node:util'
import { startProgram } from '../tools/testing/program.ts'
import { setup } from '../tools/testing/setup.ts'
import { describeMachine, print } from './machine.ts'
import { roads } from './outages/roads.ts'
import { runOutages } from './outages/rounds.ts'

const known = Object.keys(roads)
const usage = `Usage: npm run bench -- outages [--rounds N] [--connectors ${known.join(',')}] [--seed N] [--quiet]

  --rounds N       outages, by turns over the connectors and their kinds (1000)
  --connectors A,B of ${known.join(', ')} (all)
  --seed N         what is said where, and what breaks how far (20261122)
  --quiet          no line for each outage

Things are said before, while and after each outage; intake and deliveries run into it by the verbs that the jobs call,
on a real database. The last line counts against what the counterparts hold; anything lost or doubled is exit code 1.
bluesky needs the AT Protocol's network: node counterparts/install.mjs; mail needs Dovecot and Exim, and root.
`
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    connectors: { type: 'string', default: known.join(',') },
    seed: { type: 'string', default: '20261122' },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const connectors = values.connectors.split(',').map(name => name.trim())
const strange = connectors.find(name => !known.includes(name))

if (values.help) process.stdout.write(usage)
else if (strange !== undefined) {
  process.stderr.write(`There is no road "${strange}".\n\n${usage}`)
  process.exitCode = 2
} else {
  print({ bench: 'outages', ...describeMachine(), seed: Number(values.seed), connectors })
  const end = await setup()
  const program = await startProgram()
  try {
    const begun = performance.now()
    const result = await runOutages(program, {
      rounds: Number(values.rounds),
      seed: Number(values.seed),
      connectors,
      tell: line => (values.quiet && 'round' in line ? undefined : print({ bench: 'outages', ...line })),
    })
    print({ bench: 'outages', ...result, seconds: Math.round((performance.now() - begun) / 1000) })
    if (result.lost + result.doubled + result.invented + Math.abs(result.volumeDrift) > 0) process.exitCode = 1
  } finally {
    await program.stop()
    await end()
  }
}
