/** Laws 1, 2, 3 and 5: who may import whom, and which files a room may hold. */
import { importsOf, isTest, type Tree } from './tree.ts'

/** The rooms in the order in which they stand. */
export const street = [
  'access',
  'channels',
  'understanding',
  'listening',
  'crisis',
  'customers',
  'segments',
  'voice',
  'inbox',
  'leads',
  'publishing',
  'ideas',
  'campaigns',
  'insight',
]

/** Role names of a room's files; every other name is a pure file, named by its idea. */
const roles = ['index', 'routes', 'jobs', 'actions', 'store', 'events', 'tables', 'commands', 'worker']
const vagueNames = /^(utils?|helpers?|common|lib|types|manager|base|services?|misc|shared)$/
/** Packages that do no I/O. */
const purePackages = [
  'zod',
  'iconv-lite',
  'tinyld',
  'feedparser',
  'feedsmith',
  'sanitize-html',
  'es-hangul',
  'ipaddr.js',
]
/** Parts of Node that do no I/O. */
const pureParts = ['node:crypto', 'node:buffer', 'node:stream', 'node:zlib']

const roomOf = (path: string, root: 'server' | 'web'): string | null => {
  const [first, second, ...rest] = path.split('/')
  return first === root && second && rest.length > 0 && street.includes(second) ? second : null
}

/** Law 1: look upstream, never downstream; enter another room by its door. */
export const streetLaw = (tree: Tree): string[] => {
  const complaints: string[] = []
  for (const root of ['server', 'web'] as const) {
    for (const [path, source] of tree) {
      if (isTest(path)) continue
      const room = roomOf(path, root)
      for (const { file } of importsOf(path, source)) {
        const other = file && roomOf(file, root)
        if (!other || other === room) continue
        if (room) complaints.push(...crossing(path, room, file, other, root))
        else if (root === 'server') complaints.push(...fromOutside(path, file, other))
      }
    }
  }
  return complaints
}

const crossing = (path: string, room: string, file: string, other: string, root: string): string[] => {
  if (street.indexOf(other) > street.indexOf(room)) {
    return [
      `${path} looks downstream at ${file}: ${room} stands before ${other}. Announce a fact in events.ts and let ${other} hear it, or offer a slot.`,
    ]
  }
  const isDoor =
    file === `${root}/${other}/index.ts` ||
    (root === 'server' && file === `server/${other}/tables.ts`) ||
    file === `web/${other}/index.tsx`
  return isDoor
    ? []
    : [`${path} climbs through a window into ${file}: export what it needs from ${root}/${other}/index.ts.`]
}

const opened = /\/(routes|jobs|commands|sentences)\.ts$/

const fromOutside = (path: string, file: string, other: string): string[] => {
  if (path === 'server/rooms.ts')
    return file === `server/${other}/index.ts` || opened.test(file)
      ? []
      : [`${path} reaches into ${file}: it may open a room's door, routes, jobs, commands and sentences.`]
  if (path === 'server/pipes.ts')
    return file === `server/${other}/commands.ts`
      ? []
      : [`${path} reaches into ${file}: a pipe is a command of its room, declared in commands.ts.`]
  if (path.startsWith('server/platform/'))
    return [
      `${path} knows the room ${other} (${file}): declare what it needs in platform/ and let server/rooms.ts supply it.`,
    ]
  if (path.startsWith('server/migrations/'))
    return [`${path} imports ${file}: a migration stands alone, or it changes its meaning when the code moves on.`]
  if (path.startsWith('server/') && file !== `server/${other}/index.ts`)
    return [`${path} reaches into ${file}: go through the door server/${other}/index.ts.`]
  return []
}

/** Law 3: the ground knows no room, the contract neither side, the web only the contract and itself. */
export const sidesLaw = (tree: Tree): string[] => {
  const complaints: string[] = []
  const say = (path: string, file: string, why: string) => complaints.push(`${path} imports ${file}: ${why}`)
  for (const [path, source] of tree) {
    for (const { name, file } of importsOf(path, source)) {
      if (path.startsWith('contract/') && !isTest(path)) {
        if (file ? !file.startsWith('contract/') : name !== 'zod')
          say(path, file ?? name, 'the contract is words only, it imports zod and itself.')
      }
      if (path.startsWith('web/') && !isTest(path) && file && !/^(web|contract)\//.test(file))
        say(path, file, 'the web is a client of the API and knows the contract alone.')
      if (path.startsWith('web/kit/') && file && street.some(room => file.startsWith(`web/${room}/`)))
        say(path, file, 'the kit knows no room.')
      if (path.startsWith('web/platform/') && file && street.some(room => file.startsWith(`web/${room}/`)))
        say(path, file, 'the ground of the web knows no room; web/rooms.ts brings them.')
      if (path.startsWith('server/') && file?.startsWith('web/')) say(path, file, 'the server does not know the web.')
      if (/^(server|web|contract)\//.test(path) && !isTest(path) && file && /^(tools|bench|e2e)\//.test(file))
        say(path, file, 'the product does not lean on its tools.')
    }
  }
  return complaints
}

/** Law 5: a room's file has a role, or is pure. */
export const pureLaw = (tree: Tree): string[] => {
  const complaints: string[] = []
  for (const [path, source] of tree) {
    const room = roomOf(path, 'server')
    if (!room || isTest(path) || path.includes('/fixtures/')) continue
    const inside = path.slice(`server/${room}/`.length)
    const role = inside.split('/')[0]!.replace(/\.ts$/, '')
    if (inside.split('/').some(part => vagueNames.test(part.replace(/\.ts$/, ''))))
      complaints.push(`${path} has a name that says nothing: name the idea it holds.`)
    if (roles.includes(role) || /^connectors\/(index|[^/]+\/(index|api(\/[^/]+)?))\.ts$/.test(inside)) continue
    for (const { name, file } of importsOf(path, source)) {
      const isPure = file
        ? isPureFile(file, room)
        : purePackages.some(known => name === known || name.startsWith(`${known}/`)) || pureParts.includes(name)
      if (!isPure)
        complaints.push(
          `${path} is no role of a room, so it must be pure, yet it imports ${file ?? name}: move the I/O into actions, store or worker, or the name onto the list of packages without I/O.`,
        )
    }
  }
  return complaints
}

/** Pure files see the contract, row types, pure files of any upstream door, and the ground's words. */
const isPureFile = (file: string, room: string): boolean => {
  if (file.startsWith('contract/')) return true
  if (/^server\/platform\/(errors|sentences|outbox|ids|route|ctx)\.ts$/.test(file)) return true
  if (/^server\/[a-z]+\/index\.ts$/.test(file)) return !file.startsWith(`server/${room}/`)
  if (file === `server/${room}/tables.ts`) return true
  return !roles.some(role => file.startsWith(`server/${room}/${role}.`) || file.startsWith(`server/${room}/${role}/`))
}

/** Law 2: downstream is told. A reaction hears a fact of a room at or before its own place on the street. */
export const factsLaw = (tree: Tree): string[] => {
  const complaints: string[] = []
  for (const [path, source] of tree) {
    const room = roomOf(path, 'server')
    if (!room || isTest(path)) continue
    for (const match of source.matchAll(/\bfact\(\s*'([^']+)'/g)) {
      const name = match[1]!
      if (!name.startsWith(`${room}.`))
        complaints.push(`${path} announces '${name}': a room announces facts of its own, '${room}.…'.`)
      if (!/^[a-z]+\.[a-z_]+(ed|d|t|n|found|sent|lost|begun)$/.test(name))
        complaints.push(`${path} announces '${name}': a fact is told in the past tense.`)
    }
  }
  return complaints
}
