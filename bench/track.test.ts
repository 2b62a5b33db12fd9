/** The short version of the kills of `npm run bench -- track`. */
import { expect, test } from 'vitest'
import { killAmidEvents, openTrackPlace } from './track/measure.ts'

test('the server is killed amid events of many pages, and each event is there once', async () => {
  const place = await openTrackPlace()
  try {
    const result = await killAmidEvents(place, { kills: 1, everyMs: 500, senders: 8 })
    expect(result.taken).toBeGreaterThan(50)
    expect(result.retries).toBeGreaterThan(0)
    expect(result).toMatchObject({
      killed: 1,
      refused: 0,
      stored: result.taken,
      lost: 0,
      doubled: 0,
      pages_counted_less_events: 0,
      endings: [],
    })
  } finally {
    await place.stop()
  }
}, 180_000)
