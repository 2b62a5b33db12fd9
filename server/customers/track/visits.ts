/**
 * Events summed into visits: what a visitor does with pauses of less than half an hour is one visit. Works on what is
 * stored of earlier visits and on new events in any order, so that a batch that comes late joins the visit that it was.
 */

/** The pause that ends a visit, as web analytics have it since Urchin. */
export const pauseMs = 30 * 60_000
/** Pages of one visit that are kept by name; those beyond are counted. */
const mostPages = 50
const mostNames = 20

export interface PageSeen {
  url: string
  title: string
  /** ISO 8601. */
  at: string
}

export interface Visit {
  id: string
  siteId: string
  visitorId: string
  startedAt: Date
  endedAt: Date
  /** How many pages were opened. */
  pages: number
  seen: PageSeen[]
  /** Marked elements that were clicked, and events of the site's own: how often each. */
  did: Record<string, number>
  referrer: string | null
}

export interface VisitEvent {
  id: string
  siteId: string
  visitorId: string
  kind: 'page' | 'click' | 'form' | 'event' | 'purchase' | 'identify' | 'consent'
  at: Date
  url: string | null
  title: string
  referrer: string | null
  /** What was clicked, sent or named. */
  name: string
}

/**
 * @param known visits of the same visitors that lie near the events.
 * @param events each for the first time, of any visitors.
 * @returns the visits that are new or have changed, and for each event its visit.
 */
export const foldVisits = (
  known: readonly Visit[],
  events: readonly VisitEvent[],
  makeVisitId: () => string,
): { visits: Visit[]; visitOf: Map<string, string> } => {
  const byVisitor = Map.groupBy(known.map(copy), ownerOf)
  const changed = new Map<string, Visit>()
  const visitOf = new Map<string, string>()
  const ordered = events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  for (const event of ordered) {
    const owner = ownerOf(event)
    const visits = byVisitor.get(owner) ?? []
    byVisitor.set(owner, visits)
    let visit = nearest(visits, event.at)
    if (visit === undefined) {
      visit = beginVisit(event, makeVisitId())
      visits.push(visit)
    }
    addTo(visit, event)
    changed.set(visit.id, visit)
    visitOf.set(event.id, visit.id)
  }
  return { visits: [...changed.values()], visitOf }
}

/** What a visit is called on a timeline: the titles of its pages, each once, the latest last. */
export const visitText = (visit: Pick<Visit, 'seen'>): string => {
  const names = visit.seen.map(page => page.title || pathOf(page.url))
  const last = names.filter((name, n) => names.lastIndexOf(name) === n)
  return last.slice(-6).join(' → ')
}

export const pathOf = (url: string): string => (URL.canParse(url) ? decoded(new URL(url).pathname) : url)

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const ownerOf = (one: { siteId: string; visitorId: string }) => `${one.siteId} ${one.visitorId}`

const copy = (visit: Visit): Visit => ({ ...visit, seen: [...visit.seen], did: { ...visit.did } })

const nearest = (visits: readonly Visit[], at: Date): Visit | undefined => {
  const away = (visit: Visit) =>
    Math.max(0, visit.startedAt.getTime() - at.getTime(), at.getTime() - visit.endedAt.getTime())
  let best: Visit | undefined
  for (const visit of visits) if (away(visit) < pauseMs && (!best || away(visit) < away(best))) best = visit
  return best
}

const beginVisit = (event: VisitEvent, id: string): Visit => ({
  id,
  siteId: event.siteId,
  visitorId: event.visitorId,
  startedAt: event.at,
  endedAt: event.at,
  pages: 0,
  seen: [],
  did: {},
  referrer: event.referrer,
})

const addTo = (visit: Visit, event: VisitEvent): void => {
  if (event.at < visit.startedAt) visit.startedAt = event.at
  if (event.at > visit.endedAt) visit.endedAt = event.at
  if (event.kind === 'page') {
    visit.pages += 1
    const page = { url: event.url ?? '', title: event.title, at: event.at.toISOString() }
    const place = visit.seen.findLastIndex(seen => seen.at <= page.at) + 1
    visit.seen.splice(place, 0, page)
    if (visit.seen.length > mostPages) visit.seen.length = mostPages
    return
  }
  if (event.kind !== 'click' && event.kind !== 'event') return
  if (event.name in visit.did || Object.keys(visit.did).length < mostNames)
    visit.did[event.name] = (visit.did[event.name] ?? 0) + 1
}
