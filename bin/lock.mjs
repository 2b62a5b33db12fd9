// A lock file that outlives kill -9: it names its holder by process id and start time, so a dead holder is known to be dead.
// @ts-check
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * What stands in a lock file. `started` tells a process from a later one with the same id; `child` is a process that
 * works on behalf of the holder and may outlive it, as an installer does when the program that began it is killed.
 * @typedef {{ pid: number, started: string, since: string, note: Record<string, unknown>, child?: { pid: number, started: string } }} Holder
 * @typedef {{ held: true, update(change: { note?: Record<string, unknown>, childPid?: number }): void, release(): void }} Held
 * @typedef {{ held: false, holder: Holder }} Refused
 */

/**
 * Takes the lock, or says who has it. Never waits for a living holder.
 * @param {string} file path of the lock file; its folder must exist
 * @param {Record<string, unknown>} [note] what a refused process may want to tell its user
 * @returns {Held | Refused}
 */
export function claim(file, note = {}) {
  /** @type {Holder} */
  const mine = { pid: process.pid, started: startOf(process.pid), since: new Date().toISOString(), note }
  for (;;) {
    if (place(file, mine)) return held(file, mine)
    const holder = holderOf(file)
    if (holder && isAlive(holder)) return { held: false, holder }
    clearDead(file)
  }
}

/**
 * Takes the lock, waiting while a living process holds it.
 * @param {string} file
 * @param {(holder: Holder) => void} onWait called once, when the wait begins
 * @returns {Promise<Held>}
 */
export async function claimWhenFree(file, onWait) {
  let told = false
  for (;;) {
    const lock = claim(file)
    if (lock.held) return lock
    if (!told) onWait(lock.holder)
    told = true
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/**
 * Who holds the lock, dead or alive; undefined where nobody does.
 * @param {string} file
 * @returns {Holder | undefined}
 */
export function holderOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * True while the holder, or the child that works for it, lives.
 * @param {Holder} holder
 */
export function isAlive(holder) {
  return isSame(holder) || (holder.child !== undefined && isSame(holder.child))
}

/**
 * True while a process with this id runs, whoever owns it. One that has ended and waits only to be counted by its parent
 * (a zombie: in containers for ever) does not run.
 * @param {number} pid
 */
export function processExists(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false
  }
  return process.platform !== 'linux' || statOf(pid) !== undefined
}

/** @param {string} file @param {Holder} mine @returns {Held} */
function held(file, mine) {
  const isMine = () => {
    const now = holderOf(file)
    return now?.pid === mine.pid && now.started === mine.started && now.since === mine.since
  }
  return {
    held: true,
    update({ note, childPid }) {
      if (note) mine.note = { ...mine.note, ...note }
      if (childPid !== undefined) mine.child = { pid: childPid, started: startOf(childPid) }
      if (isMine()) fs.renameSync(writeAside(file, mine), file)
    },
    release() {
      if (isMine()) fs.rmSync(file, { force: true })
    },
  }
}

/** Puts the file in place whole or not at all: a reader never sees half a lock. @param {string} file @param {Holder} mine */
function place(file, mine) {
  const aside = writeAside(file, mine)
  try {
    fs.linkSync(aside, file)
    return true
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code
    if (code === 'EEXIST') return false
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    return placeWithoutLinks(aside, file)
  } finally {
    fs.rmSync(aside, { force: true })
  }
}

/** File systems without hard links (exFAT, some shares). @param {string} aside @param {string} file */
function placeWithoutLinks(aside, file) {
  try {
    fs.copyFileSync(aside, file, fs.constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file @param {Holder} mine */
function writeAside(file, mine) {
  const aside = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}`,
  )
  fs.writeFileSync(aside, `${JSON.stringify(mine)}\n`, { mode: 0o644, flag: 'wx' })
  return aside
}

/**
 * Removes a dead holder's file. Two processes may find the same corpse at once, and the slower one must not remove the
 * faster one's fresh lock: so removal itself is done one at a time, and looks again first.
 * @param {string} file
 */
function clearDead(file) {
  const broom = `${file}.clearing`
  try {
    fs.mkdirSync(broom)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    if (ageInSeconds(broom) > 5) fs.rmSync(broom, { recursive: true, force: true })
    pause(20)
    return
  }
  try {
    const holder = holderOf(file)
    if (!holder || !isAlive(holder)) fs.rmSync(file, { force: true })
  } finally {
    fs.rmSync(broom, { recursive: true, force: true })
  }
}

/** @param {string} file */
function ageInSeconds(file) {
  try {
    return (Date.now() - fs.statSync(file).mtimeMs) / 1000
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}

/** @param {{ pid: number, started: string }} known */
function isSame(known) {
  return processExists(known.pid) && startOf(known.pid) === known.started
}

/**
 * When a process began, as text that is only compared: boot and clock ticks on Linux, `ps` elsewhere.
 * @param {number} pid
 */
function startOf(pid) {
  if (process.platform === 'win32') return 'unknown'
  if (process.platform !== 'linux')
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${statOf(pid)?.[19]}`
}

/**
 * The fields of /proc/<pid>/stat from the third on (proc_pid_stat(5)); undefined where the process has ended.
 * @param {number} pid
 */
function statOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}

/** @param {number} ms */
function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/** @param {unknown} error */
function isMissing(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT'
}
