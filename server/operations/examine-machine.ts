/** What the machine, the folder and the configuration say, without the database. */
import { existsSync } from 'node:fs'
import { access, constants, readdir, stat, statfs } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { readClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { type Examined, judgeAddress, judgeBackups, judgeDisk, judgeMemory } from './findings.ts'

export const examineMachine = async (config: Config): Promise<Examined[]> => [
  examineNode(),
  examineWeb(),
  ...(await examineFolder(config)),
  judgeMemory(memorySize()),
  judgeAddress(config),
  examineMail(config),
  judgeBackups(await newestBackupDays(config)),
]

/** Bytes that this machine, or its container, may use. */
export const memorySize = (): number =>
  process.constrainedMemory() > 0 ? Math.min(process.constrainedMemory(), totalmem()) : totalmem()

/** Bytes of the disk under the data folder; null where there is none yet. */
export const diskOf = async (config: Config): Promise<{ free: number; size: number } | null> => {
  const folder = resolve(config.dataDir)
  if (!existsSync(folder)) return null
  const disk = await statfs(folder)
  return { free: disk.bavail * disk.bsize, size: disk.blocks * disk.bsize }
}

const examineNode = (): Examined => {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 24
    ? { about: 'node', state: 'good', ko: `Node ${process.versions.node}`, en: `Node ${process.versions.node}` }
    : {
        about: 'node',
        state: 'wrong',
        ko: `Node ${process.versions.node}에서는 움직이지 않습니다. npm run 으로 실행하면 함께 설치된 Node 24를 씁니다.`,
        en: `It does not run on Node ${process.versions.node}. Start it through npm run, which uses the Node 24 that comes along.`,
      }
}

const examineWeb = (): Examined =>
  existsSync(join(import.meta.dirname, '..', '..', 'dist', 'web', 'index.html'))
    ? { about: 'web', state: 'good', ko: '웹 화면이 준비됐습니다', en: 'The web app is built' }
    : {
        about: 'web',
        state: 'advice',
        ko: '웹 화면이 아직 없습니다. npm start가 만듭니다.',
        en: 'The web app is not built yet: npm start builds it.',
      }

const examineFolder = async (config: Config): Promise<Examined[]> => {
  const folder = resolve(config.dataDir)
  if (!existsSync(folder))
    return [
      {
        about: 'folder',
        state: 'advice',
        ko: `데이터 폴더가 아직 없습니다: ${folder}. npm start가 만듭니다.`,
        en: `There is no data folder yet: ${folder}. npm start makes it.`,
      },
    ]
  const disk = (await diskOf(config))!
  return [await examineWriting(folder), judgeDisk(disk.free, disk.size), await examineKey(config)]
}

const examineWriting = async (folder: string): Promise<Examined> => {
  const mayWrite = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  return mayWrite
    ? { about: 'folder', state: 'good', ko: `데이터 폴더 ${folder}`, en: `The data folder is ${folder}` }
    : {
        about: 'folder',
        state: 'wrong',
        ko: `데이터 폴더에 쓸 수 없습니다: ${folder}. 주인을 바꾸거나 DATA_DIR로 다른 폴더를 알려 주세요.`,
        en: `The data folder cannot be written: ${folder}. Change its owner, or name another with DATA_DIR.`,
      }
}

/** The file that opens every secret: nobody else may read it. */
const examineKey = async (config: Config): Promise<Examined> => {
  const file = join(config.dataDir, 'secret.key')
  if (config.secretKey || !existsSync(file))
    return { about: 'key', state: 'good', ko: '키는 SECRET_KEY에서 옵니다', en: 'The key comes from SECRET_KEY' }
  const { mode } = await stat(file)
  return (mode & 0o077) === 0
    ? { about: 'key', state: 'good', ko: '키 파일은 주인만 읽습니다', en: 'Only its owner reads the key file' }
    : {
        about: 'key',
        state: 'wrong',
        ko: `다른 사용자도 키 파일을 읽을 수 있습니다. chmod 600 ${file} 을 실행하고 rotate-key로 키를 바꿔 주세요.`,
        en: `Other users can read the key file. Run chmod 600 ${file}, then turn the key with rotate-key.`,
      }
}

const examineMail = (config: Config): Examined =>
  config.smtpUrl
    ? { about: 'mail', state: 'good', ko: '메일을 보낼 수 있습니다', en: 'Mail can be sent' }
    : {
        about: 'mail',
        state: 'advice',
        ko: 'SMTP_URL이 없어 알림과 초대를 메일로 보내지 못합니다. 화면과 링크로는 됩니다.',
        en: 'Without SMTP_URL alerts and invitations cannot go out by mail; on screen and by link they do.',
      }

const newestBackupDays = async (config: Config): Promise<number | null> => {
  const newest = await newestBackup(config)
  return newest === null ? null : (readClock().getTime() - newest) / 86_400_000
}

/** When the newest archive in the data folder was written, in milliseconds. */
export const newestBackup = async (config: Config): Promise<number | null> => {
  const folder = join(config.dataDir, 'backups')
  if (!existsSync(folder)) return null
  const names = (await readdir(folder)).filter(name => name.endsWith('.archive'))
  const times = await Promise.all(names.map(async name => (await stat(join(folder, name))).mtimeMs))
  return times.length === 0 ? null : Math.max(...times)
}
