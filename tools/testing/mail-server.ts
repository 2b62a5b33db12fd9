/** A mail server that others wrote, Dovecot and Exim from Debian: mailboxes by IMAP, sending by SMTP, bounces and all. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface MailServer {
  readonly imap: number
  /** TLS from the start, by a certificate of `ca` for localhost. */
  readonly imaps: number
  /** STARTTLS is offered. */
  readonly smtp: number
  readonly smtps: number
  readonly password: string
  /** PEM of the authority that signed the certificate. */
  readonly ca: string
  /** Lays a mail into a folder, as a delivery from elsewhere would. */
  put(address: string, mail: string | Buffer, folder?: 'INBOX' | 'Sent'): void
  /** What lies in a folder, the oldest first. */
  mails(address: string, folder?: 'INBOX' | 'Sent'): string[]
  /** Waits until a folder holds so many mails. */
  waitForMails(address: string, count: number, folder?: 'INBOX' | 'Sent'): Promise<string[]>
  /** Gives a folder another UIDVALIDITY, as a server does that was rebuilt; IMAP is down meanwhile. */
  forgetUids(address: string): Promise<void>
  stopImap(): Promise<void>
  startImap(): Promise<void>
  stop(): Promise<void>
}

export const mailPassword = 'right horse battery'
const user = 'Debian-exim'
const needs = [
  { program: '/usr/sbin/dovecot', debian: 'dovecot-imapd' },
  { program: '/usr/sbin/exim4', debian: 'exim4-daemon-light' },
]

/** @param addresses whose mailboxes exist; mail to others of their domains comes back, mail to `refused@…` is refused at once. */
export const startMailServer = async (addresses: readonly string[]): Promise<MailServer> => {
  complainOfMissing()
  const folder = fs.mkdtempSync(join(tmpdir(), 'maeari-mail-'))
  fs.chmodSync(folder, 0o755) // the mail user must reach what lies below
  const [imap, imaps, smtp, smtps] = (await freePorts(4)) as [number, number, number, number]
  const ca = makeCertificate(folder)
  prepareFolders(folder, addresses)
  const dovecot = join(folder, 'dovecot.conf')
  const exim = join(folder, 'exim.conf')
  fs.writeFileSync(dovecot, dovecotConf(folder, imap, imaps))
  fs.writeFileSync(exim, eximConf(folder, addresses, smtp, smtps), { mode: 0o644 }) // Exim reads none but root's own
  const run = (program: string, args: string[]) => spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let imapServer: ChildProcess | null = null
  const startImap = async () => {
    imapServer = run('/usr/sbin/dovecot', ['-F', '-c', dovecot])
    await listening(imap, imapServer, join(folder, 'dovecot.log'))
  }
  const stopImap = async () => {
    if (imapServer) await ended(imapServer)
    imapServer = null
  }
  const smtpServer = run('/usr/sbin/exim4', ['-C', exim, '-bdf', '-q5s'])
  await Promise.all([startImap(), listening(smtp, smtpServer, join(folder, 'exim-main.log'))])

  const pathOf = (address: string, name = 'INBOX') =>
    join(folder, 'home', address, 'Maildir', name === 'INBOX' ? '' : `.${name}`)
  const mails: MailServer['mails'] = (address, name) =>
    ['new', 'cur']
      .flatMap(part => filesIn(join(pathOf(address, name), part)))
      .sort((a, b) => a.at - b.at)
      .map(file => fs.readFileSync(file.path, 'utf8'))
  return {
    imap,
    imaps,
    smtp,
    smtps,
    password: mailPassword,
    ca,
    put(address, mail, name) {
      const file = `${process.hrtime.bigint()}.${randomUUID()}`
      const at = pathOf(address, name)
      fs.writeFileSync(join(at, 'tmp', file), mail)
      own(join(at, 'tmp', file))
      fs.renameSync(join(at, 'tmp', file), join(at, 'new', file))
    },
    mails,
    async waitForMails(address, count, name) {
      for (;;) {
        const found = mails(address, name)
        if (found.length >= count) return found
        await new Promise(resolve => setTimeout(resolve, 50))
      }
    },
    async forgetUids(address) {
      await stopImap()
      for (const name of fs.readdirSync(pathOf(address)))
        if (name.startsWith('dovecot')) fs.rmSync(join(pathOf(address), name))
      await startImap()
    },
    stopImap,
    startImap,
    async stop() {
      await Promise.all([stopImap(), ended(smtpServer)])
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

const complainOfMissing = (): void => {
  const missing = needs.filter(need => !fs.existsSync(need.program)).map(need => need.debian)
  if (missing.length > 0)
    throw new Error(
      `The tests of e-mail need Dovecot and Exim: sudo apt-get install --no-install-recommends ${missing.join(' ')}`,
    )
  if (process.getuid?.() !== 0)
    throw new Error(
      'The tests of e-mail start Dovecot and Exim, which give their rights away themselves: run them as root.',
    )
}

const ids = (): { uid: number; gid: number } => {
  const line = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(one => one.startsWith(`${user}:`))!
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

const own = (path: string): void => {
  const { uid, gid } = ids()
  fs.chownSync(path, uid, gid)
}

const prepareFolders = (folder: string, addresses: readonly string[]): void => {
  for (const name of ['run', 'state', 'spool', 'home', 'log']) {
    fs.mkdirSync(join(folder, name), { mode: 0o755 })
    if (name !== 'run' && name !== 'state') own(join(folder, name))
  }
  for (const address of addresses) {
    const home = join(folder, 'home', address)
    const boxes = ['Maildir', 'Maildir/.Sent'].flatMap(box => [
      box,
      ...['tmp', 'new', 'cur'].map(part => `${box}/${part}`),
    ])
    for (const path of ['', ...boxes].map(box => join(home, box))) {
      fs.mkdirSync(path, { recursive: true, mode: 0o700 })
      own(path)
    }
  }
  fs.writeFileSync(
    join(folder, 'dovecot.users'),
    addresses.map(address => `${address}:{PLAIN}${mailPassword}\n`).join(''),
    { mode: 0o644 },
  )
  fs.writeFileSync(
    join(folder, 'exim.users'),
    addresses.map(address => `${address}: ${join(folder, 'home', address, 'Maildir')}/\n`).join(''),
    { mode: 0o644 },
  )
}

/** An authority and a certificate for localhost, for a day. */
const makeCertificate = (folder: string): string => {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => {
    const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
  }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-days',
    '1',
    '-subj',
    '/CN=Maeari tests',
  )
  openssl('req', ...key, '-keyout', at('server.key'), '-out', at('server.csr'), '-subj', '/CN=localhost')
  fs.writeFileSync(at('names'), 'subjectAltName=DNS:localhost\n')
  openssl(
    'x509',
    '-req',
    '-in',
    at('server.csr'),
    '-CA',
    at('ca.pem'),
    '-CAkey',
    at('ca.key'),
    '-CAcreateserial',
    '-days',
    '1',
    '-extfile',
    at('names'),
    '-out',
    at('server.pem'),
  )
  fs.chmodSync(at('server.key'), 0o644)
  return fs.readFileSync(at('ca.pem'), 'utf8')
}

const dovecotConf = (folder: string, imap: number, imaps: number): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/server.pem
ssl_key = <${folder}/server.key
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
maildir_stat_dirs = no
mailbox_idle_check_interval = 1s
login_trusted_networks = 127.0.0.0/8
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/dovecot.users
}
userdb {
  driver = static
  args = uid=${user} gid=${user} home=${folder}/home/%u
}
namespace inbox {
  inbox = yes
  separator = .
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = ${imaps}
    ssl = yes
  }
}
`

const eximConf = (folder: string, addresses: readonly string[], smtp: number, smtps: number): string => `
primary_hostname = localhost
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/spool/exim.pid
local_interfaces = <; 127.0.0.1.${smtp} ; 127.0.0.1.${smtps}
tls_on_connect_ports = ${smtps}
tls_advertise_hosts = *
tls_certificate = ${folder}/server.pem
tls_privatekey = ${folder}/server.key
domainlist local_domains = ${[...new Set(addresses.map(address => address.split('@')[1]))].join(' : ')}
never_users = root
deliver_drop_privilege = true
host_lookup =
rfc1413_query_timeout = 0s
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
message_size_limit = 20M
begin acl
acl_rcpt:
  deny local_parts = refused
  accept authenticated = *
  accept domains = +local_domains
  deny
acl_data:
  accept
begin routers
mailbox:
  driver = accept
  domains = +local_domains
  address_data = \${lookup{$local_part@$domain}lsearch{${folder}/exim.users}{$value}fail}
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = $address_data
  maildir_format
  create_directory = false
  delivery_date_add
  envelope_to_add
  return_path_add
  user = ${user}
  group = ${user}
begin retry
* * F,1h,5s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth3}{${mailPassword}}}{!eq{\${lookup{$auth2}lsearch{${folder}/exim.users}}}{}}}}
  server_set_id = $auth2
`

const filesIn = (folder: string): { path: string; at: number }[] =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).map(name => ({ path: join(folder, name), at: fs.statSync(join(folder, name)).mtimeMs }))
    : []

const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map(server => (server.address() as { port: number }).port)
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  return ports
}

/** Waits until somebody answers there; tells what the server logged when it ended instead. */
const listening = async (port: number, child: ChildProcess, log: string): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(
        `the mail server ended (${child.exitCode ?? child.signalCode}): ${fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''}`,
      )
    const isThere = await new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1')
      socket
        .once('data', () => resolve(true))
        .once('error', () => resolve(false))
        .once('close', () => resolve(false))
      setTimeout(() => socket.destroy(), 1000)
    })
    if (isThere) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
