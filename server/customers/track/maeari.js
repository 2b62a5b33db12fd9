// Maeari web tracker: tells the customer's own server what a visitor does on a page, after the visitor agreed.
// Served as it stands here without comments and indentation; at most 4 kB gzipped. Plain ES2017, no dependencies.
// Once each: every event carries an id of its own, and is sent again until the server has said that it is stored.
;((w, d, n, l) => {
  const tag = d.currentScript || d.querySelector('script[data-site]')
  if (!tag || w.maeari?.on) return
  const set = tag.dataset
  const door = (set.door || tag.src.replace(/[^/]*$/, '')) + 'events'
  const shelf = 'maeari_q'
  const named = 'maeari-'
  const isRefused = n.globalPrivacyControl || n.doNotTrack === '1' || w.doNotTrack === '1'
  const isMachine = n.webdriver || !n.userAgent || /headless|bot\b|crawl|spider|lighthouse/i.test(n.userAgent)

  const makeId = () => {
    const b = crypto.getRandomValues(new Uint8Array(16))
    b[6] = (b[6] & 15) | 64
    b[8] = (b[8] & 63) | 128
    const h = Array.from(b, x => (x + 256).toString(16).slice(1)).join('')
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join('-')
  }
  const readCookie = name => (d.cookie.match('(?:^|; )' + name + '=([^;]*)') || [])[1]
  const writeCookie = (name, value, days) => {
    d.cookie = `${name}=${value};path=/;max-age=${days * 86400};samesite=lax${l.protocol === 'https:' ? ';secure' : ''}${set.domain ? ';domain=' + set.domain : ''}`
  }
  // A page may forbid storage: then what is unsent is lost with the page, and nothing else.
  const keep = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value)
      else localStorage.removeItem(key)
    } catch {}
  }

  const tab = shelf + makeId().slice(0, 8)
  let waiting = []
  let sending = []
  let visitor
  let consent = readCookie('maeari_c') || (set.consent === 'yes' ? 'y' : '')
  let page
  let shown
  let timer
  let tries = 0
  let isStopped = isMachine

  const may = () => consent === 'y' && !isRefused && !isStopped
  const who = () => {
    visitor = visitor || readCookie('maeari_v') || makeId()
    writeCookie('maeari_v', visitor, 390)
    return visitor
  }
  const save = () => {
    const all = sending.concat(waiting)
    keep(tab, all.length && JSON.stringify(all))
  }
  const push = (k, more) => {
    if (!may()) return
    const event = { i: makeId(), k, t: Date.now(), v: who(), u: shown, n: d.title.slice(0, 200), ...more }
    waiting.push(event)
    if (waiting.length > 500) waiting.shift()
    save()
    later(waiting.length > 19 ? 0 : 800)
    return event
  }
  const later = ms => {
    clearTimeout(timer)
    timer = setTimeout(flush, ms)
  }
  const bodyOf = events => JSON.stringify({ s: set.site, z: Date.now(), e: events })
  const flush = async () => {
    if (sending.length || !waiting.length || isStopped) return
    if (page && shown === page.u) page.n = d.title.slice(0, 200)
    sending = waiting.splice(0, 20)
    let status = 0
    try {
      status = (await fetch(door, { method: 'POST', body: bodyOf(sending), keepalive: true, credentials: 'omit' }))
        .status
    } catch {}
    const isLost = status === 0 || status === 429 || status > 499
    if (isLost) waiting = sending.concat(waiting)
    // The server refuses this page: nothing that is said here will ever be taken.
    if (status === 403 || status === 404) {
      isStopped = true
      waiting = []
    }
    tries = isLost ? tries + 1 : 0
    sending = []
    save()
    if (waiting.length) later(isLost ? Math.min(6e4, 1e3 * 2 ** tries) * (0.5 + Math.random()) : 0)
  }
  // A page that goes away hears no answer: what it sent so is sent again by the next page, and counts once.
  const leave = () => {
    if (d.visibilityState !== 'hidden' || isStopped) return
    if (waiting.length) n.sendBeacon?.(door, bodyOf(waiting.slice(0, 50)))
  }

  // Of an address only the path, the campaign's marks and named parameters are told.
  const here = () => {
    const from = new URL(l.href)
    const wanted = (set.query || '').split(',')
    for (const key of [...from.searchParams.keys()])
      if (!/^utm_/.test(key) && !wanted.includes(key)) from.searchParams.delete(key)
    from.hash = set.hash === undefined ? '' : from.hash
    return from.href
  }
  const visit = () => {
    const url = here()
    if (url === shown) return
    const r = shown || d.referrer.split(/[?#]/)[0]
    shown = url
    page = push('page', { r })
  }
  const agree = (answer, words) => {
    const next = answer === true || answer === 'yes' ? 'y' : 'n'
    if (next === consent && readCookie('maeari_c')) return
    const told = { d: { given: next === 'y', words: words && String(words).slice(0, 500) } }
    if (next === 'n') push('consent', told)
    if (next === 'n') flush()
    consent = next
    writeCookie('maeari_c', next, 390)
    if (next === 'n') {
      writeCookie('maeari_v', '', -1)
      visitor = 0
      return
    }
    push('consent', told)
    shown = 0
    visit()
  }
  const reset = () => {
    visitor = makeId()
    writeCookie('maeari_u', '', -1)
    if (may()) who()
  }
  const verbs = {
    consent: agree,
    page: () => {
      shown = 0
      visit()
    },
    event: (name, props) => push('event', { d: { name, props } }),
    purchase: order => push('purchase', { d: order }),
    // A signed token of the site's server. Another person at the same browser is another visitor.
    identify: token => {
      let hash = 5381
      try {
        const { sub } = JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')))
        for (const c of String(sub)) hash = (hash * 33 + c.charCodeAt(0)) >>> 0
      } catch {
        return
      }
      const before = readCookie('maeari_u')
      if (before === '' + hash && readCookie('maeari_i')) return
      if (before && before !== '' + hash) reset()
      if (!push('identify', { d: { token } })) return
      writeCookie('maeari_u', hash, 390)
      // Told again every hour at most: signed in is signed in.
      d.cookie = 'maeari_i=1;path=/;max-age=3600;samesite=lax'
      flush()
    },
    reset,
  }
  const run = ([verb, ...given]) => verbs[verb]?.(...given)

  const begin = () => {
    const asked = w.maeari?.q || []
    w.maeari = (...given) => run(given)
    w.maeari.on = true
    if (isStopped) return
    for (const state of ['pushState', 'replaceState']) {
      const plain = history[state]
      history[state] = function (...given) {
        plain.apply(this, given)
        visit()
      }
    }
    w.addEventListener('popstate', visit)
    w.addEventListener('hashchange', visit)
    w.addEventListener('online', () => later(0))
    d.addEventListener('visibilitychange', leave)
    w.addEventListener('pageshow', event => event.persisted && verbs.page())
    d.addEventListener(
      'click',
      ({ target }) => {
        const answer = target.closest?.(`[data-${named}consent]`)
        if (answer) agree(answer.dataset.maeariConsent, answer.dataset.maeariWords)
        const marked = target.closest?.('[data-maeari]')
        if (marked) push('click', { d: { name: marked.dataset.maeari.slice(0, 100) } })
      },
      true,
    )
    // Of a form its name; of its fields only those that are marked to be kept, and never a secret.
    d.addEventListener(
      'submit',
      ({ target }) => {
        const fields = {}
        for (const one of target.querySelectorAll('[data-maeari-keep]')) {
          const isSecret = /password|file|hidden/.test(one.type) || /^cc-|password|one-time/.test(one.autocomplete)
          if (isSecret || !one.name || (/checkbox|radio/.test(one.type) && !one.checked)) continue
          fields[one.name] = String(one.value).slice(0, 500)
        }
        const say = name => target.getAttribute(name)
        push('form', { d: { name: say('data-maeari') || say('name') || say('id') || '', fields } })
      },
      true,
    )
    if (may())
      try {
        for (const key of Object.keys(localStorage))
          if (key.startsWith(shelf) && key !== tab) {
            waiting.push(...JSON.parse(localStorage.getItem(key)))
            localStorage.removeItem(key)
          }
      } catch {}
    visit()
    asked.forEach(run)
    if (waiting.length) later(300)
  }
  if (d.prerendering) d.addEventListener('prerenderingchange', begin, { once: true })
  else begin()
})(window, document, navigator, location)
