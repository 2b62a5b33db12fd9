/** What `npm run bench -- NAME [options]` starts: one bench with its options, or the list of all. */
interface Bench {
  readonly about: string
  readonly open: () => Promise<unknown>
}

const benches: Readonly<Record<string, Bench>> = {
  start: {
    about: 'first start from a clone, second start, memory when idle',
    open: () => import('./start.ts'),
  },
  kill: {
    about: 'kill -9 of server, worker and database under load: lost and doubled posts and answers',
    open: () => import('./kill.ts'),
  },
  feeds: { about: 'what survives of a corpus of feeds, against feedparser', open: () => import('./feeds.ts') },
  outages: {
    about: 'simulated outages over the connectors: lost and doubled posts, articles and answers',
    open: () => import('./outages.ts'),
  },
  ingest: {
    about: 'posts a second from the wire into the tables, against plain COPY of the same rows',
    open: () => import('./ingest.ts'),
  },
  import: {
    about: 'rows a second of a file of mentions: opened, brought in, exported, taken back, against plain COPY',
    open: () => import('./import.ts'),
  },
  search: {
    about: 'pages, filters and words over a million mentions, and dashboards',
    open: () => import('./search.ts'),
  },
  live: { about: 'fan-out of facts to open screens, and posts from intake to them', open: () => import('./live.ts') },
  match: { about: 'posts a CPU second through 10 to 150,000 standing queries', open: () => import('./match.ts') },
}

const list = Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(8)}${about}\n`)
  .join('')
const usage = `npm run bench -- NAME [options]; NAME --help tells the options. Every bench prints JSON Lines.\n\n${list}`

const [name = '--help'] = process.argv.splice(2, 1)
if (name === '--help' || name === '-h') process.stdout.write(usage)
else if (Object.hasOwn(benches, name)) await benches[name]!.open()
else {
  process.stderr.write(`There is no bench "${name}".\n\n${usage}`)
  process.exitCode = 2
}
