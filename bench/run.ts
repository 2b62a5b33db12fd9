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
  read: {
    about: 'readings: accuracy and speed beside vader-sentiment, sentiment, wink-nlp and garu-ko',
    open: () => import('./read.ts'),
  },
  search: {
    about: 'pages, filters and words over a million mentions, and dashboards',
    open: () => import('./search.ts'),
  },
  live: { about: 'fan-out of facts to open screens, and posts from intake to them', open: () => import('./live.ts') },
  draft: {
    about: 'faults caught and false alarms of the check of drafts, and drafts a CPU second',
    open: () => import('./draft.ts'),
  },
  themes: {
    about: 'themes that nobody set: false ones in a month of unchanged traffic, and how soon a planted one is first',
    open: () => import('./themes.ts'),
  },
  timeline: {
    about: 'pages of timelines and look-ups by number, address and handle, at many customers and activities',
    open: () => import('./timeline.ts'),
  },
  inbox: {
    about: 'pages of queues, opened conversations, and messages created against a bare server with the same statements',
    open: () => import('./inbox.ts'),
  },
  suggest: {
    about: 'suggestions from past answers among many messages, beside opening the same conversations',
    open: () => import('./suggest.ts'),
  },
  api: {
    about: 'writes, lists and 150 people at once over the API, against a bare node:http + pg server',
    open: () => import('./api.ts'),
  },
  track: {
    about: 'events of web pages taken and folded a second, against a bare server and COPY; kill -9 amid events',
    open: () => import('./track.ts'),
  },
  identity: {
    about: 'who is found to be one person: F1, B-cubed and pairs a CPU second, against the usual rule',
    open: () => import('./identity.ts'),
  },
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
