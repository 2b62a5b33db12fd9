// Decides which operating-system user runs PostgreSQL, which refuses to run as root.
import fs from 'node:fs'
import path from 'node:path'
import { startProblem } from './problem.ts'

/** Permission bits of a folder. */
export const READ = 4
export const ENTER = 1

export type ServerUser = { name: string; uid: number; gid: number }

/**
 * The user that the server runs as, or undefined where we are not root and it runs as ourselves.
 * @param name taken when the folder does not exist yet; an existing folder keeps its owner
 * @param existingFolder the cluster's folder
 */
export function serverUser(name: string, existingFolder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = fs.existsSync(existingFolder) ? fs.statSync(existingFolder).uid : 0
  const user = owner === 0 ? findUser(fields => fields[0] === name) : findUser(fields => Number(fields[2]) === owner)
  if (user && user.uid !== 0) return user
  throw startProblem(
    `PostgreSQL은 root로 실행되지 않습니다. 사용자 '${owner || name}'를 찾지 못했습니다 · PostgreSQL refuses to run as root, and /etc/passwd has no unprivileged user '${owner || name}'`,
  )
}

/** True when the mode bits of every folder on the way let the user through, and of the last one grant `need`. */
export function isReachableBy(user: ServerUser, file: string, need = ENTER | READ): boolean {
  const real = fs.realpathSync(file)
  const parts = real.split(path.sep).filter(Boolean)
  const folders = parts.map((_, index) => path.sep + parts.slice(0, index + 1).join(path.sep))
  return folders.every((folder, index) => allows(user, folder, index === folders.length - 1 ? need : ENTER))
}

function allows(user: ServerUser, folder: string, bits: number): boolean {
  const { mode, uid, gid } = fs.statSync(folder)
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & bits) === bits
}

function findUser(matches: (fields: string[]) => boolean): ServerUser | undefined {
  const fields = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(line => line.length >= 4 && matches(line))
  return fields && { name: fields[0] as string, uid: Number(fields[2]), gid: Number(fields[3]) }
}
