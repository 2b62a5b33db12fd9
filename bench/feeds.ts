// Reads every file of a feed corpus and prints, as JSON Lines, what survived and which titles and dates came out right.
// Corpus files may say in their first comment what must come out, as the Python feedparser project's tests do.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import FeedParser from 'feedparser'
import { parseFeed } from '../server/channels/connectors/feeds/map.ts'
import { readHtml, readLine } from '../server/channels/connectors/feeds/prose.ts'
import { decodeBytes } from '../server/channels/decode.ts'

type Parsed = ReturnType<typeof parseFeed>
type Check = { readonly field: string; readonly isRight: boolean; readonly wanted: string; readonly got: string }

const { values } = parseArgs({ options: { corpus: { type: 'string' }, verbose: { type: 'boolean', default: false } } })
if (!values.corpus) {
  process.stderr.write('Usage: node bench/feeds.ts --corpus DIR [--verbose]\n')
  process.exit(2)
}

const files = readdirSync(values.corpus, { recursive: true, withFileTypes: true })
  .filter(file => file.isFile() && /\.(xml|json|rss|atom|rdf|cdf)$/i.test(file.name))
  .map(file => join(file.parentPath, file.name))
  .sort()

const folders = new Map<string, { files: number; survived: number; yardstick: number }>()
const fields = new Map<string, { right: number; wrong: number }>()
const began = process.cpuUsage()
let spent = 0

for (const file of files) {
  const bytes = readFileSync(file)
  const note = firstComment(bytes)
  const start = process.cpuUsage(began).user
  const parsed = parseFeed(decodeBytes(bytes, header(note, 'content-type')).text, {
    url: URL.parse(header(note, 'content-location') ?? '', 'http://127.0.0.1:8097/')?.href ?? null,
    language: header(note, 'content-language'),
  })
  spent += process.cpuUsage(began).user - start
  const hasSurvived = parsed.feed.kind !== 'none' && (!/entries\[\d\]/.test(note) || parsed.entries.length > 0)
  const folder = relative(values.corpus, file).split('/')[0]!
  const counts = folders.get(folder) ?? { files: 0, survived: 0, yardstick: 0 }
  counts.files += 1
  counts.survived += hasSurvived ? 1 : 0
  counts.yardstick += (await readsPlainly(bytes)) ? 1 : 0
  folders.set(folder, counts)
  if (values.verbose && !hasSurvived) print({ lost: relative(values.corpus, file), problems: parsed.problems })
  for (const check of checks(note, parsed)) {
    const field = fields.get(check.field) ?? { right: 0, wrong: 0 }
    field[check.isRight ? 'right' : 'wrong'] += 1
    fields.set(check.field, field)
    if (values.verbose && !check.isRight) print({ wrong: relative(values.corpus, file), ...check })
  }
}

for (const [folder, counts] of folders) print({ bench: 'feeds', folder, ...counts })
for (const [field, { right, wrong }] of fields)
  print({ bench: 'feeds', field, right, wrong, share: share(right, right + wrong) })
const total = [...folders.values()].reduce((a, b) => ({
  files: a.files + b.files,
  survived: a.survived + b.survived,
  yardstick: a.yardstick + b.yardstick,
}))
print({
  bench: 'feeds',
  ...total,
  share: share(total.survived, total.files),
  yardstickIs: 'feedparser on the raw bytes',
  cpuMs: Math.round(spent / 1000),
})

function print(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000
}

/** The comment that says what must come out; JSON files carry theirs in a field. */
function firstComment(bytes: Buffer): string {
  const text = decodeBytes(bytes).text
  return /<!--([\s\S]*?)-->/.exec(text)?.[1] ?? ''
}

function header(note: string, name: string): string | null {
  return new RegExp(`^Header:\\s*${name}:\\s*(.+)$`, 'im').exec(note)?.[1]?.trim() ?? null
}

/** What the note expects of fields that we keep too. Titles are compared as the plain text that we keep. */
function checks(note: string, parsed: Parsed): Check[] {
  const found: Check[] = []
  const condition = /Expect:\s*(.+)/.exec(note)?.[1] ?? ''
  for (const [, subject, , literal] of condition.matchAll(
    /([\w.[\]'"]+)\s*==\s*(u?)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\([\d, ]+\))/g,
  )) {
    const path = subject!.replace(/\[['"]?(\w+)['"]?\]/g, '.$1')
    const wanted = literal!.startsWith('(') ? literal! : unquote(literal!)
    const [field, got, isRight] = compare(path, wanted, parsed) ?? []
    if (field !== undefined) found.push({ field, isRight: isRight!, wanted, got: got! })
  }
  return found
}

function compare(path: string, wanted: string, { feed, entries }: Parsed): [string, string, boolean] | null {
  // An exact repetition is one entry for us, so the last one stands for those that a note counts beyond it.
  const entry = entries[Number(/^entries\.(\d)/.exec(path)?.[1] ?? 0)] ?? entries.at(-1)
  const plain = (field: string, got: string | null | undefined): [string, string, boolean] => [
    field,
    got ?? '',
    (got ?? '') === wanted,
  ]
  const name = path.replace(/^entries\.\d\./, 'entry.')
  if (/^feed\.title(_detail\.value)?$/.test(name))
    return ['feed title', feed.title, feed.title === wanted || feed.title === readLine(wanted)]
  if (/^entry\.title(_detail\.value)?$/.test(name)) {
    const got = entry?.title ?? ''
    return ['entry title', got, got === wanted || got === readLine(wanted)]
  }
  if (/^entry\.(published|updated)_parsed$/.test(name)) {
    const [y, mo, d, h, mi, s] = wanted.slice(1, -1).split(',').map(Number)
    const date = name.includes('published') ? entry?.publishedAt : (entry?.updatedAt ?? entry?.publishedAt)
    return ['entry date', date?.toISOString() ?? '', date?.getTime() === Date.UTC(y!, mo! - 1, d, h, mi, s)]
  }
  if (/^entry\.(description|summary|content\.0\.value)$/.test(name)) {
    const got = entry?.text ?? ''
    return ['entry text', got, got === wanted || got === readHtml(wanted).text]
  }
  if (name === 'feed.link') return plain('feed link', feed.link)
  if (name === 'entry.link') return plain('entry link', entry?.url)
  if (/^(entry\.id|entry\.guid)$/.test(name)) return plain('entry id', entry?.remoteId)
  if (name === 'entry.author_detail.name') return plain('entry author', entry?.authorName)
  if (name === 'feed.language') return plain('feed language', feed.language)
  if (/^entry\.(content\.0|summary_detail)\.language$/.test(name)) return plain('entry language', entry?.lang)
  return null
}

/** Reads a Python string literal. */
function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(u[0-9a-f]{4}|U[0-9a-f]{8}|x[0-9a-f]{2}|[\s\S])/gi, (_, code: string) => {
    if (/^[uUx]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
    return { n: '\n', t: '\t', r: '\r' }[code] ?? code
  })
}

/** The yardstick: what feedparser makes of the same bytes without us. */
function readsPlainly(bytes: Buffer): Promise<boolean> {
  return new Promise(resolve => {
    const parser = new FeedParser({})
    parser.on('error', () => resolve(false))
    parser.on('end', () => resolve(true))
    parser.on('readable', () => {
      while (parser.read() !== null);
    })
    parser.end(bytes)
  })
}
