// How many events of web pages the product takes and folds, against a bare server that COPYs them; and kill -9 amid events.
import { parseArgs } from 'node:util'
import { describeMachine, print } from './machine.ts'
import { killAmidEvents, measureBare, measureProduct, openTrackPlace } from './track/measure.ts'

const usage = `Usage: npm run bench -- track [--seconds N] [--senders N] [--kills N]

  --seconds N   how long each load lasts (10)
  --senders N   pages that send at once, each the next when the last was answered (64)
  --kills N     kill -9 of the server amid events, afterwards (5)

Yardstick: a bare node:http server that reads the same bodies and COPYs them, in the same run. Exit code 1 where an event is lost or
doubled, or where fewer than 2,000 events a second are taken with one event in a request.
`
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    senders: { type: 'string', default: '64' },
    kills: { type: 'string', default: '5' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) process.stdout.write(usage)
else {
  const [seconds, senders, kills] = [values.seconds, values.senders, values.kills].map(Number) as [
    number,
    number,
    number,
  ]
  print({ bench: 'track', ...describeMachine(), seconds, senders })
  const place = await openTrackPlace()
  try {
    let isBad = false
    for (const batch of [1, 10]) {
      const bare = await measureBare(place, { seconds, senders, batch })
      const ours = await measureProduct(place, { seconds, senders, batch })
      const ratio = Math.round((ours.events_a_second / bare.events_a_second) * 1000) / 1000
      print({
        bench: 'track',
        events_of_a_request: batch,
        ...ours,
        yardstick: 'node:http and COPY',
        yardstick_events_a_second: bare.events_a_second,
        ratio,
      })
      isBad ||= ours.lost !== 0 || ours.events_a_second < 2000
    }
    const killed = await killAmidEvents(place, { kills, everyMs: 3000, senders: 16 })
    print({ bench: 'track', measure: 'kill -9 amid events', ...killed })
    if (isBad || killed.lost + killed.doubled > 0) process.exitCode = 1
  } finally {
    await place.stop()
  }
}
