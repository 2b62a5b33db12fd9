/** Meets outages one after the other, by turns over the roads, and counts what is lost or doubled at the end. */
import type { TestProgram } from '../../tools/testing/program.ts'
import { compare } from '../kill/count.ts'
import { openGround, type Road, volumeDrift } from './ground.ts'
import { roads } from './roads.ts'

export interface OutageOptions {
  readonly rounds: number
  readonly seed: number
  readonly connectors: readonly string[]
  /** Hears of each round, and of what is wrong at the end. */
  readonly tell: (line: Record<string, unknown>) => void
}

export interface OutageResult {
  readonly rounds: number
  /** Outages met, by road and kind. */
  readonly outages: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly said: Readonly<Record<string, number>>
  readonly kept: Readonly<Record<string, number>>
  readonly lost: number
  readonly doubled: number
  readonly invented: number
  readonly volumeDrift: number
}

export const runOutages = async (program: TestProgram, options: OutageOptions): Promise<OutageResult> => {
  const ground = await openGround(program, options.seed)
  const open: [string, Road][] = []
  const met: Record<string, Record<string, number>> = {}
  try {
    for (const name of options.connectors) open.push([name, await roads[name]!(ground)])
    for (let round = 0; round < options.rounds; round += 1) {
      const [name, road] = open[round % open.length]!
      // Every kind comes before one comes again.
      const outage = road.outages[Math.floor(round / open.length) % road.outages.length]!
      const begun = performance.now()
      await road.meet(outage)
      met[name] = { ...met[name], [outage]: (met[name]?.[outage] ?? 0) + 1 }
      options.tell({ round, connector: name, outage, ms: Math.round(performance.now() - begun) })
    }
    return await countAll(open, met, options, () => volumeDrift(ground))
  } finally {
    for (const [, road] of open) await road.stop()
  }
}

const countAll = async (
  open: readonly [string, Road][],
  outages: OutageResult['outages'],
  options: OutageOptions,
  drift: () => Promise<number>,
): Promise<OutageResult> => {
  const [said, kept]: Record<string, number>[] = [{}, {}]
  let [lost, doubled, invented] = [0, 0, 0]
  for (const [name, road] of open) {
    for (const one of await road.count()) {
      const compared = compare(one.said, one.kept)
      const what = `${name} ${one.what}`
      said![what] = one.said.length
      kept![what] = one.kept.length
      lost += compared.lost.length
      doubled += compared.doubled.length
      invented += compared.invented.length
      if (compared.lost.length + compared.doubled.length + compared.invented.length > 0)
        options.tell({ what, ...compared })
    }
  }
  return {
    rounds: options.rounds,
    outages,
    said: said!,
    kept: kept!,
    lost,
    doubled,
    invented,
    volumeDrift: await drift(),
  }
}
