/** Laws 4 and 6: where SQL lives, which schema a room writes, and that every table distributes by workspace. */
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import { permissions } from '../../contract/permissions.ts'
import { street } from './street.ts'
import { importsOf, isTest, type Tree, withoutComments } from './tree.ts'

const builders = ['kysely', 'pg', 'pg-copy-streams', 'pg-boss']

/** Law 4: stores speak SQL, nobody else; a room writes its own schema only. */
export const storeLaw = (tree: Tree): string[] => {
  const complaints: string[] = []
  for (const [path, source] of tree) {
    const room = street.find(one => path.startsWith(`server/${one}/`))
    if (!room || isTest(path)) continue
    const isStore = /^server\/[a-z]+\/(store\.ts|store\/)/.test(path)
    if (!isStore) {
      const isTables = path === `server/${room}/tables.ts`
      const used = importsOf(path, source).find(one =>
        builders.some(builder => one.name === builder || one.name.startsWith(`${builder}/`)),
      )
      if (used && !isTables) complaints.push(`${path} imports ${used.name}: SQL lives in server/${room}/store.ts.`)
    } else complaints.push(...foreignWrites(path, room, withoutComments(source)))
  }
  return complaints
}

const foreignWrites = (path: string, room: string, source: string): string[] => {
  const writes =
    /(?:insertInto|updateTable|deleteFrom)\(\s*['"`]([a-z_]+)\.|(?:insert\s+into|update|delete\s+from|copy)\s+([a-z_]+)\.[a-z_]+/gi
  const found: string[] = []
  for (const match of source.matchAll(writes)) {
    const schema = match[1] ?? match[2] ?? ''
    if (schema !== room && schema !== 'excluded')
      found.push(
        `${path} writes the schema ${schema}: ${room} writes its own tables; call the door of ${schema} or announce a fact.`,
      )
  }
  return found
}

/** Law 6, endpoints: each names a known permission, or says `public` or `signed-in`; a permission means a workspace in the path. */
export const accessLaw = (endpoints: readonly AnyEndpoint[]): string[] => {
  const complaints: string[] = []
  const names = new Set<string>()
  for (const { name, access, path } of endpoints) {
    if (names.has(name)) complaints.push(`endpoint ${name} is declared twice: names are OpenAPI's operation ids.`)
    names.add(name)
    const isKnown = access === 'public' || access === 'signed-in' || (permissions as readonly string[]).includes(access)
    if (!isKnown)
      complaints.push(`endpoint ${name} names the access '${access}', which contract/permissions.ts does not hold.`)
    const isInside = path.startsWith('/api/w/:workspaceId/')
    if (isKnown && access.includes('.') !== isInside)
      complaints.push(
        `endpoint ${name}: a permission holds inside a workspace, so its path begins with /api/w/:workspaceId/, and only such paths do.`,
      )
  }
  return complaints
}

/** Tables above workspaces, and the ground's own, by name and reason. */
export const localTables = new Set([
  'access.organizations',
  'access.workspaces',
  'access.users',
  'platform.settings',
  'platform.leases',
  'platform.migrations',
  'platform.migrations_lock',
])
/** Schemas that libraries own. */
const localSchemas = ['pgboss', 'login', 'information_schema', 'pg_catalog', 'public']

/** One index that enforces uniqueness, as the database tells it. */
export interface UniqueIndex {
  schema: string
  table: string
  isPrimary: boolean
  columns: string[]
}

export interface ForeignKey {
  schema: string
  table: string
  name: string
  columns: string[]
  target: string
  onDelete: string
}

/** Law 6, tables, read from a migrated database. */
export const tenancyLaw = (read: {
  tables: { schema: string; table: string }[]
  uniques: UniqueIndex[]
  foreignKeys: ForeignKey[]
  triggers: { table: string; name: string }[]
  indexes: { table: string; columns: string[] }[]
}): string[] => {
  const complaints: string[] = []
  const isLocal = (schema: string, table: string) =>
    localSchemas.includes(schema) || localTables.has(`${schema}.${table}`)
  for (const { schema, table } of read.tables) {
    if (isLocal(schema, table)) continue
    const primary = read.uniques.find(one => one.isPrimary && one.schema === schema && one.table === table)
    if (primary?.columns[0] !== 'workspace_id')
      complaints.push(
        `${schema}.${table}: the primary key begins with workspace_id, so that the table distributes by workspace.`,
      )
  }
  for (const { schema, table, columns } of read.uniques) {
    if (!isLocal(schema, table) && !columns.includes('workspace_id'))
      complaints.push(`${schema}.${table}: the unique (${columns.join(', ')}) lacks workspace_id.`)
  }
  for (const key of read.foreignKeys) {
    if (isLocal(key.schema, key.table)) continue
    if (key.onDelete === 'n')
      complaints.push(`${key.schema}.${key.table}: ${key.name} says ON DELETE SET NULL, which cannot be distributed.`)
    if (!localTables.has(key.target) && !key.columns.includes('workspace_id'))
      complaints.push(`${key.schema}.${key.table}: ${key.name} points at ${key.target} without workspace_id.`)
    const isIndexed = read.indexes.some(
      index =>
        index.table === `${key.schema}.${key.table}` &&
        key.columns.every(column => index.columns.slice(0, key.columns.length).includes(column)),
    )
    if (!isIndexed)
      complaints.push(
        `${key.schema}.${key.table}: ${key.name} (${key.columns.join(', ')}) has no index that begins with its columns.`,
      )
  }
  for (const { table, name } of read.triggers)
    complaints.push(`${table} has the trigger ${name}: say it in code, triggers cannot be distributed.`)
  return complaints
}

/** Statements that Citus refuses or that PostgreSQL 15 lacks, in stores and migrations. */
export const dialectLaw = (tree: Tree): string[] => {
  const banned: [RegExp, string][] = [
    [/\bmerge\s+into\b/i, 'MERGE'],
    [/\bcreate\s+(or\s+replace\s+)?trigger\b/i, 'a trigger'],
    [/on\s+delete\s+set\s+null/i, 'ON DELETE SET NULL'],
    [/\bto_tsvector\s*\(/i, 'to_tsvector, which mangles hashtags; write the words from our own tokens'],
  ]
  const complaints: string[] = []
  for (const [path, source] of tree) {
    if (!/^server\/([a-z]+\/store|migrations\/)/.test(path) || isTest(path)) continue
    for (const [pattern, what] of banned)
      if (pattern.test(withoutComments(source))) complaints.push(`${path} uses ${what}.`)
  }
  return complaints
}
