/** Which processes belong to a start of the product, read from /proc. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const numbers = () =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)

const read = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // It ended meanwhile.
    return ''
  }
}

const parentOf = (pid: number): number =>
  Number(
    read(pid, 'stat')
      .replace(/^.*\) /s, '')
      .split(' ')[1] ?? 0,
  )

/** The process itself and all below it, children first. */
export const descendants = (pid: number): number[] => {
  const children = new Map<number, number[]>()
  for (const one of numbers()) children.set(parentOf(one), [...(children.get(parentOf(one)) ?? []), one])
  const collect = (of: number): number[] => [...(children.get(of) ?? []).flatMap(collect), of]
  return collect(pid)
}

/** The database server of a data folder, which stands apart from the program's own processes. */
export const postgresOf = (dataDir: string): number[] => {
  let pid = ''
  try {
    pid = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  } catch {
    return []
  }
  return pid ? descendants(Number(pid)) : []
}
