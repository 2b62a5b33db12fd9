// What the tests need from the machine itself, in one place: installed on Debian as root, asked for elsewhere.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { PlainProblem, say } from '../bin/install.mjs'

/** Each need: why, Debian's package, and how to see that it is met. The compiler is for the counterparts' better-sqlite3. */
const NEEDS = [
  { what: 'Chromium (browser journeys)', debian: 'chromium', isMet: () => chromium() !== undefined },
  { what: 'Korean fonts (screenshots)', debian: 'fonts-noto-cjk', isMet: hasKoreanFont },
  { what: 'Redis (the AT Protocol network)', debian: 'redis-server', isMet: () => has('redis-server') },
  { what: 'Dovecot (mailboxes of e-mail)', debian: 'dovecot-imapd', isMet: () => has('dovecot') },
  { what: 'Exim (sending e-mail)', debian: 'exim4-daemon-light', isMet: () => has('exim4') },
  { what: 'Python 3 (compiling better-sqlite3)', debian: 'python3', isMet: () => has('python3') },
  { what: 'make (compiling better-sqlite3)', debian: 'make', isMet: () => has('make') },
  { what: 'a C++ compiler (compiling better-sqlite3)', debian: 'g++', isMet: () => has('c++') },
]

/** Installs what is missing, or says what to install. Nothing is left out silently. */
export function prepareMachine() {
  const missing = NEEDS.filter(need => !need.isMet())
  if (missing.length === 0) return
  const packages = missing.map(need => need.debian)
  if (!canInstall()) {
    throw new PlainProblem(
      `테스트에 필요한 것이 없습니다 · The tests need what this machine lacks:\n${missing.map(need => `  - ${need.what}`).join('\n')}\n` +
        `Debian, Ubuntu: sudo apt-get install --no-install-recommends ${packages.join(' ')}\n` +
        'Elsewhere: install them, and name Chromium or Chrome with CHROMIUM_PATH where it is in no usual place.',
    )
  }
  say(`시스템 패키지를 설치합니다 · Installing Debian packages that the tests need: ${packages.join(' ')}`)
  apt(['update'])
  withoutDaemons(() => apt(['install', '--yes', '--no-install-recommends', ...packages]))
  const still = NEEDS.filter(need => !need.isMet())
  if (still.length > 0)
    throw new PlainProblem(`설치 후에도 없습니다 · Still missing: ${still.map(need => need.what).join(', ')}`)
}

/** Path of the browser that the journeys drive. */
export function chromium() {
  const usual = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  return usual.find(file => file && fs.existsSync(file))
}

function canInstall() {
  return process.getuid?.() === 0 && fs.existsSync('/etc/debian_version') && has('apt-get')
}

function hasKoreanFont() {
  if (process.platform === 'darwin') return true
  const listed = spawnSync('fc-list', [':lang=ko'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0
}

/** Debian starts the servers that it installs unless a policy forbids it: the tests start their own. */
function withoutDaemons(install) {
  const policy = '/usr/sbin/policy-rc.d'
  if (fs.existsSync(policy)) return install()
  fs.writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    fs.rmSync(policy, { force: true })
  }
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stdout, stderr, error } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=600', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (status === 0) return
  throw new PlainProblem(`${stdout}${stderr}${error ?? ''}\napt-get ${args.join(' ')} failed (${status})`)
}
