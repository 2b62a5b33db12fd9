/**
 * Keeps every statement and database of better-sqlite3 from garbage collection. From Node 24.19 on, collecting one while
 * no JavaScript of the program runs (in a microtask's turn, for one) aborts the process: "Assertion failed: (env) !=
 * nullptr" in RemoveEnvironmentCleanupHook. A statement is used again for the same text, so that what is kept stays small.
 */
import Database from 'better-sqlite3'
import { cppdb } from 'better-sqlite3/lib/util.js'

/** database → text → statement; and the few that are not used again. */
const kept = new Map()
const others = []

/** To be called before the first database is opened. */
export function keepStatements() {
  const native = Object.getPrototypeOf(open(':memory:')[cppdb])
  const prepare = native.prepare
  native.prepare = function (sql, database, isPragma) {
    if (!kept.has(this)) kept.set(this, new Map())
    const statements = kept.get(this)
    const known = isPragma ? undefined : statements.get(sql)
    if (known && !known.busy) return known
    const statement = prepare.call(this, sql, database, isPragma)
    if (isPragma || known) others.push(statement)
    else statements.set(sql, statement)
    return statement
  }
}

function open(file) {
  const database = new Database(file)
  others.push(database)
  return database
}
