/** What an examination may find, as pure judgements over what was measured. */

export type State = 'good' | 'advice' | 'warning' | 'wrong'

export interface Examined {
  about: string
  state: State
  ko: string
  en: string
}

const gigabyte = 1024 ** 3

/** @param free bytes @param size bytes of the whole disk */
export const judgeDisk = (free: number, size: number): Examined => {
  const gb = (free / gigabyte).toFixed(1)
  const about = 'disk'
  if (free < gigabyte / 2)
    return {
      about,
      state: 'wrong',
      ko: `디스크가 ${gb} GB밖에 남지 않았습니다. 공간을 비우면 스스로 다시 움직입니다. data/backups의 오래된 백업부터 보세요.`,
      en: `Only ${gb} GB of disk are left. Make room and it goes on by itself: begin with old archives in data/backups.`,
    }
  if (free < 5 * gigabyte && free < size / 5)
    return {
      about,
      state: 'warning',
      ko: `디스크가 ${gb} GB 남았습니다. 머지않아 모자랍니다. 공간을 비우거나 보관 기간을 줄여 주세요.`,
      en: `${gb} GB of disk are left, which will not last. Make room, or keep things for a shorter time.`,
    }
  return { about, state: 'good', ko: `디스크 여유 ${gb} GB`, en: `${gb} GB of disk are free` }
}

/** @param total bytes that this machine, or its container, may use */
export const judgeMemory = (total: number): Examined => {
  const gb = (total / gigabyte).toFixed(1)
  return total < 1.8 * gigabyte
    ? {
        about: 'memory',
        state: 'warning',
        ko: `메모리가 ${gb} GB입니다. 2 GB부터 넉넉히 움직입니다.`,
        en: `This machine has ${gb} GB of memory; 2 GB is where it is comfortable.`,
      }
    : { about: 'memory', state: 'good', ko: `메모리 ${gb} GB`, en: `${gb} GB of memory` }
}

/** @param used bytes that this process holds @param size bytes that it may */
export const judgeUse = (used: number, size: number): Examined => {
  const share = Math.round((used / size) * 100)
  return share >= 90
    ? {
        about: 'memory',
        state: 'warning',
        ko: `메모리의 ${share}%를 쓰고 있습니다. 메모리를 늘리거나 work를 다른 기기로 옮겨 주세요.`,
        en: `${share}% of the memory are in use. Give it more, or move work to another machine.`,
      }
    : { about: 'memory', state: 'good', ko: `메모리 ${share}% 사용`, en: `${share}% of the memory are in use` }
}

/** @param seconds by which the database's clock is ahead of ours; negative when behind */
export const judgeClocks = (seconds: number): Examined =>
  Math.abs(seconds) > 5
    ? {
        about: 'clock',
        state: 'wrong',
        ko: `이 기기와 데이터베이스의 시계가 ${Math.abs(Math.round(seconds))}초 어긋납니다. 두 곳 모두 시각을 맞춰 주세요(NTP).`,
        en: `The clocks of this machine and of the database differ by ${Math.abs(Math.round(seconds))} s. Set both by NTP.`,
      }
    : { about: 'clock', state: 'good', ko: '시계가 맞습니다', en: 'The clocks agree' }

/** @param oldestSeconds how long the first job has waited that could have run; null when none waits */
export const judgeQueue = (failed: number, oldestSeconds: number | null, workers: number): Examined[] => {
  const found: Examined[] = []
  if (oldestSeconds !== null && oldestSeconds > 300)
    found.push({
      about: 'queue',
      state: workers > 0 ? 'warning' : 'advice',
      ko: `작업이 ${Math.round(oldestSeconds / 60)}분째 기다립니다. ${workers > 0 ? '작업자가 따라가지 못합니다. work를 하나 더 띄워 보세요.' : '작업자가 돌고 있지 않습니다. npm start나 work를 띄워 주세요.'}`,
      en: `Jobs have waited for ${Math.round(oldestSeconds / 60)} minutes. ${workers > 0 ? 'The workers cannot keep up: start another `work`.' : 'No worker runs: start the product, or `work`.'}`,
    })
  if (failed > 0)
    found.push({
      about: 'queue',
      state: 'warning',
      ko: `끝내 실패한 작업이 ${failed}개 있습니다. 설정 → 작업에서 까닭을 보고 다시 실행할 수 있습니다.`,
      en: `${failed} jobs have failed for good. Settings → Jobs shows why, and runs them again.`,
    })
  return found.length > 0
    ? found
    : [{ about: 'queue', state: 'good', ko: '밀린 작업이 없습니다', en: 'No job is late' }]
}

/** @param newestDays age of the newest archive in days; null where there is none */
export const judgeBackups = (newestDays: number | null): Examined =>
  newestDays === null || newestDays > 7
    ? {
        about: 'backup',
        state: 'advice',
        ko: `${newestDays === null ? 'data/backups에 백업이 없습니다' : `마지막 백업이 ${Math.floor(newestDays)}일 전입니다`}. npm run -s maeari -- backup 을 날마다 돌리고, 파일과 키를 다른 곳에 따로 두세요.`,
        en: `${newestDays === null ? 'There is no archive in data/backups' : `The last archive is ${Math.floor(newestDays)} days old`}. Run npm run -s maeari -- backup every day, and keep the file and the key elsewhere, apart.`,
      }
    : { about: 'backup', state: 'good', ko: '백업이 새롭습니다', en: 'The last archive is recent' }

export interface Reachability {
  host: string
  publicUrl: string | undefined
  trustedProxies: readonly string[]
}

/** How it is reached from elsewhere. */
export const judgeAddress = ({ host, publicUrl, trustedProxies }: Reachability): Examined => {
  const about = 'address'
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(host)
  if (publicUrl?.startsWith('https:') && trustedProxies.length === 0)
    return {
      about,
      state: 'warning',
      ko: 'PUBLIC_URL은 https인데 TRUSTED_PROXIES가 비어 있습니다. 프록시의 주소를 적어야 방문자의 주소를 알고 속도 제한이 맞게 걸립니다.',
      en: 'PUBLIC_URL is https and TRUSTED_PROXIES is empty: name the proxy, so that visitors are told apart and limits hold.',
    }
  if (isOpen && !publicUrl)
    return {
      about,
      state: 'warning',
      ko: `다른 기기에서도 닿습니다(HOST=${host}). PUBLIC_URL이 없어 링크와 쿠키가 안전하지 않을 수 있습니다. TLS 프록시 뒤에 두고 PUBLIC_URL을 적어 주세요.`,
      en: `Other machines can reach it (HOST=${host}) and PUBLIC_URL is not set. Put it behind a TLS proxy and name its address.`,
    }
  return {
    about,
    state: 'good',
    ko: publicUrl ? `주소 ${publicUrl}` : '이 기기에서만 닿습니다',
    en: publicUrl ? `Reached at ${publicUrl}` : 'Reached from this machine only',
  }
}
