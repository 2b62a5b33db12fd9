/** Law 7 and what style asks of every file: short, without circles, one clock, no default exports. */
import { importsOf, isTest, type Tree, withoutComments } from './tree.ts'

const longest = 400

export const lengthLaw = (tree: Tree): string[] =>
  [...tree]
    .map(([path, source]) => ({ path, lines: source.split('\n').length - 1 }))
    .filter(file => file.lines > longest)
    .map(file => `${file.path} has ${file.lines} lines: over ${longest} it holds two ideas; part them.`)

/** Circles of imports, type-only ones included: each is told once, from its first file. */
export const circleLaw = (tree: Tree): string[] => {
  const next = new Map(
    [...tree].map(([path, source]) => [
      path,
      importsOf(path, source).flatMap(({ file }) => (file && tree.has(file) ? [file] : [])),
    ]),
  )
  const done = new Set<string>()
  const complaints: string[] = []
  const walk = (path: string, trail: string[]) => {
    const at = trail.indexOf(path)
    if (at >= 0) {
      complaints.push(`circle: ${[...trail.slice(at), path].join(' → ')}. Move what both need into a file of its own.`)
      return
    }
    if (done.has(path)) return
    for (const file of next.get(path) ?? []) walk(file, [...trail, path])
    done.add(path)
  }
  for (const path of tree.keys()) walk(path, [])
  return complaints
}

/** Now is read in one place and handed down, so that a test can say when it is. */
export const clockLaw = (tree: Tree): string[] =>
  [...tree]
    .filter(([path]) => path.startsWith('server/') && path !== 'server/platform/clock.ts' && !isTest(path))
    .filter(([, source]) => /new Date\(\)|Date\.now\(/.test(withoutComments(source)))
    .map(([path]) => `${path} reads the clock: take ctx.now, or readClock() at an edge.`)

/** No sleeping workarounds of the compiler, no logs of one's own. */
export const silenceLaw = (tree: Tree): string[] => {
  const complaints: string[] = []
  for (const [path, source] of tree) {
    if (path.startsWith('tools/laws')) continue
    const code = withoutComments(source)
    if (/@ts-(ignore|nocheck|expect-error)/.test(source))
      complaints.push(`${path} silences the compiler: mend the type.`)
    if (/\b(it|test|describe)\.(skip|only|todo)\b/.test(code))
      complaints.push(`${path} skips a test: mend it or delete it.`)
    if (path.startsWith('server/') && !isTest(path) && /\bconsole\.(log|warn|error|info)\(/.test(code))
      complaints.push(`${path} writes to the console: use world.log or io.say.`)
  }
  return complaints
}
