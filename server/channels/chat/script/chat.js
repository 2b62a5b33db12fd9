// Maeari web chat: a visitor of a page of one's own writes, an agent of the inbox answers, both live.
// Served as it stands here without comments and indentation; at most 15 kB gzipped. Plain ES2020, no dependencies.
// Runs in the page, inside a shadow root: what it keeps lies in the page's own storage, so no browser takes it for a third party.
// Nothing is stored or sent before the visitor agreed. Once each: a message carries an id of its own, and is sent until it is kept.
import { keys } from './keys.js'
import { says } from './words.js'

/** @param css the style inside the shadow root. */
export const runChat = (w, d, n, css) => {
  const tag = d.currentScript
  if (!tag || w.maeariChat?.on) return
  const { key = '', preview } = tag.dataset
  const isPreview = preview !== undefined
  const door = tag.src.replace(/[^/]*$/, '')
  const shelf = `maeari_chat_${key}`
  const mostBytes = 10_000_000

  // A page may forbid storage: then a chat lasts as long as the page.
  let kept = null
  const load = () => {
    try {
      return JSON.parse(localStorage.getItem(shelf)) || kept
    } catch {
      return kept
    }
  }
  const save = value => {
    kept = value
    try {
      if (value) localStorage.setItem(shelf, JSON.stringify(value))
      else localStorage.removeItem(shelf)
    } catch {}
  }
  const change = part => {
    const now = load()
    if (now) save({ ...now, ...part })
  }
  const makeId = () => {
    const b = crypto.getRandomValues(new Uint8Array(16))
    b[6] = (b[6] & 15) | 64
    b[8] = (b[8] & 63) | 128
    const h = Array.from(b, x => (x + 256).toString(16).slice(1)).join('')
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join('-')
  }
  const page = () => w.location.origin + w.location.pathname

  let look = null
  let t = says.ko
  let texts = {}
  let identity = null
  let messages = new Map()
  let last = 0
  let isOpen = false
  let unread = 0
  let isTrouble = false
  let loose = []

  // Bodies are plain text, which needs no leave; the token travels in the body, never in an address.
  const post = (verb, body, file, signal) => {
    const line = JSON.stringify({ key, ...body })
    return fetch(door + verb, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'text/plain' },
      body: file ? new Blob([line, '\n', file]) : line,
      signal,
    })
  }
  const ask = async (verb, body, file) => {
    const answer = await post(verb, body, file)
    const told = await answer.json().catch(() => ({}))
    return { status: answer.status, told }
  }

  // What is drawn
  const el = (name, set = {}, ...inside) => {
    const made = d.createElement(name)
    for (const [at, value] of Object.entries(set)) {
      if (at.startsWith('on')) made.addEventListener(at.slice(2), value)
      else if (value === true) made.setAttribute(at, '')
      else if (value !== false && value != null) made.setAttribute(at, value)
    }
    made.append(...inside.filter(one => one != null && one !== false))
    return made
  }
  const drawn = paths => {
    const svg = d.createElementNS('http://www.w3.org/2000/svg', 'svg')
    for (const [at, value] of Object.entries({
      viewBox: '0 0 24 24',
      width: 24,
      height: 24,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': 'true',
    }))
      svg.setAttribute(at, value)
    for (const path of paths) {
      const line = d.createElementNS('http://www.w3.org/2000/svg', 'path')
      line.setAttribute('d', path)
      svg.append(line)
    }
    return svg
  }
  const icons = {
    chat: ['M21 12a8 8 0 0 1-8 8H4l2-3.5A8 8 0 1 1 21 12z'],
    close: ['M6 6l12 12', 'M18 6L6 18'],
    send: ['M4 12l16-8-6 16-3-7z'],
    clip: ['M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7'],
  }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)

  const light = hex => {
    const [r, g, b] = [1, 3, 5].map(at => {
      const c = parseInt(hex.slice(at, at + 2), 16) / 255
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const linked = text =>
    text
      .split(/(https?:\/\/[^\s<>"']+)/)
      .map((part, at) =>
        at % 2 ? el('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow' }, part) : part,
      )

  const host = el('div', { id: 'maeari-chat' })
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet]
  const all = el('div')
  const live = el('div', { class: 'sr', 'aria-live': 'polite' })
  root.append(all, live)
  let box
  let body
  let knob

  const frame = () => {
    const on = light(look.color) > 0.4 ? '#101318' : '#ffffff'
    const isDark =
      look.theme === 'dark' || (look.theme === 'auto' && w.matchMedia('(prefers-color-scheme:dark)').matches)
    const fits = isDark ? light(look.color) > 0.16 : light(look.color) < 0.18
    all.className = `all ${look.side} ${look.theme}`
    all.lang = t === says.ko ? 'ko' : 'en'
    all.style.setProperty('--c', look.color)
    all.style.setProperty('--on', on)
    all.style.setProperty('--link', fits ? look.color : 'var(--ink)')
    all.style.setProperty('--ring', fits ? look.color : 'var(--soft)')
    knob = el(
      'button',
      { class: 'knob', type: 'button', 'aria-expanded': 'false', 'aria-label': t.open, onclick: () => show(!isOpen) },
      drawn(icons.chat),
    )
    body = el('div', { class: 'body' })
    box = el(
      'div',
      {
        class: 'box',
        role: 'dialog',
        'aria-label': texts.title,
        hidden: true,
        onkeydown: event => event.key === 'Escape' && !event.isComposing && show(false),
      },
      el(
        'header',
        {},
        el('h2', {}, texts.title),
        el(
          'button',
          { class: 'icon', type: 'button', 'aria-label': t.close, onclick: () => show(false) },
          drawn(icons.close),
        ),
      ),
      body,
    )
    all.replaceChildren(box, knob)
    if (!host.isConnected) d.body.append(host)
  }

  const show = open => {
    if (!look) return
    isOpen = open
    box.hidden = !open
    all.classList.toggle('shown', open)
    knob.setAttribute('aria-expanded', String(open))
    knob.setAttribute('aria-label', open ? t.close : t.open)
    knob.replaceChildren(drawn(open ? icons.close : icons.chat))
    if (!open) return knob.focus()
    unread = 0
    view()
    const first = body.querySelector('textarea,.field,.main')
    if (first) first.focus()
  }
  const badge = () => {
    const old = knob.querySelector('.count')
    if (old) old.remove()
    if (unread && !isOpen) {
      knob.append(el('span', { class: 'count', 'aria-hidden': 'true' }, String(unread)))
      knob.setAttribute('aria-label', `${t.open} (${unread})`)
    }
  }

  // Views: what one agrees to, the form for when nobody is there, the dialogue.
  let shownView = ''
  const view = () => {
    const me = isPreview ? { t: '' } : load()
    const mustLeave = me && !look.isOpen && !identity && !me.c && messages.size === 0
    const next = !me ? 'agree' : mustLeave ? 'leave' : 'talk'
    if (next !== shownView) {
      shownView = next
      body.replaceChildren(...(next === 'agree' ? agreeing() : next === 'leave' ? leaving() : talking()))
    }
    if (next === 'talk') drawLog()
  }

  const agreeing = () => {
    const start = el('button', { class: 'main', type: 'button' }, t.agree)
    const problem = el('div', { class: 'bad', role: 'alert' })
    start.addEventListener('click', async () => {
      start.disabled = true
      problem.textContent = ''
      try {
        const { status, told } = await ask('start', {
          agreed: texts.consent,
          language: all.lang,
          page: page(),
          ...(identity ? { identity } : {}),
        })
        if (status === 403 && identity) {
          identity = null
          return start.click()
        }
        if (status !== 200) throw new Error(String(status))
        save({ t: told.token, out: [] })
        take(told, true)
        view()
        listen()
        body.querySelector('textarea,.field')?.focus()
      } catch {
        start.disabled = false
        problem.textContent = t.trouble
      }
    })
    return [
      el(
        'div',
        { class: 'page' },
        el('p', {}, look.isOpen ? texts.greeting : texts.away),
        el(
          'p',
          { class: 'quiet' },
          texts.consent,
          ' ',
          look.privacyUrl &&
            el('a', { href: look.privacyUrl, target: '_blank', rel: 'noopener noreferrer' }, t.privacy),
        ),
        start,
        problem,
      ),
    ]
  }

  const leaving = () => {
    const name = el('input', { class: 'field', autocomplete: 'name', maxlength: 100, required: true })
    const email = el('input', { class: 'field', type: 'email', autocomplete: 'email', maxlength: 254, required: true })
    const text = el('textarea', { class: 'field', maxlength: 5000, required: true })
    const problem = el('div', { class: 'bad', role: 'alert' })
    const submit = event => {
      event.preventDefault()
      const contact = { name: name.value.trim(), email: email.value.trim() }
      if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(contact.email)) {
        problem.textContent = t.badEmail
        return email.focus()
      }
      if (!text.value.trim()) return text.focus()
      if (isPreview) return
      change({ c: 1 })
      put({ id: makeId(), text: text.value.trim(), files: [], contact, at: Date.now() })
      live.textContent = t.left
      view()
    }
    return [
      el(
        'form',
        { class: 'page', novalidate: true, onsubmit: submit },
        el('p', {}, texts.away),
        el('label', {}, t.name, name),
        el('label', {}, t.email, email),
        el('label', {}, t.write, text),
        problem,
        el('button', { class: 'main', type: 'submit' }, t.leave),
      ),
    ]
  }

  let log
  let field
  let chips
  let problem
  let typing
  const talking = () => {
    log = el('div', { class: 'log', role: 'log', 'aria-label': texts.title, tabindex: '0' })
    typing = el('div', { class: 'note', hidden: true, role: 'status' }, t.typing)
    chips = el('div', { class: 'chips' })
    problem = el('div', { class: 'bad', role: 'alert', hidden: true })
    field = el('textarea', { rows: 1, 'aria-label': t.write, placeholder: t.write, maxlength: 5000 })
    const send = el(
      'button',
      { class: 'icon send', type: 'submit', 'aria-label': t.send, disabled: true },
      drawn(icons.send),
    )
    const grow = () => {
      field.style.height = 'auto'
      field.style.height = `${field.scrollHeight}px`
      send.disabled = field.value.trim() === '' && loose.length === 0
    }
    const submit = () => {
      const text = field.value.trim()
      const files = loose.filter(one => one.isKept)
      if (isPreview || (text === '' && files.length === 0) || loose.some(one => !one.isKept)) return
      field.value = ''
      loose = []
      drawChips()
      grow()
      put({ id: makeId(), text, files: files.map(({ id, name, size }) => ({ id, name, size })), at: Date.now() })
    }
    keys(field, submit)
    let told = 0
    field.addEventListener('input', () => {
      grow()
      const me = load()
      if (!me || isPreview || Date.now() - told < 3000 || field.value === '') return
      told = Date.now()
      post('typing', { token: me.t }).catch(() => {})
    })
    const chooser = el('input', { type: 'file', hidden: true, multiple: true })
    chooser.addEventListener('change', async () => {
      for (const file of [...chooser.files].slice(0, 5 - loose.length)) await bring(file)
      chooser.value = ''
      grow()
    })
    return [
      log,
      typing,
      problem,
      chips,
      el(
        'form',
        {
          class: 'line',
          onsubmit: event => {
            event.preventDefault()
            submit()
          },
        },
        look.takesFiles &&
          el(
            'button',
            { class: 'icon', type: 'button', 'aria-label': t.attach, onclick: () => chooser.click() },
            drawn(icons.clip),
          ),
        chooser,
        field,
        send,
      ),
    ]
  }

  const complain = text => {
    if (!problem) return
    problem.hidden = !text
    problem.textContent = text || ''
  }
  const drawChips = () => {
    chips.replaceChildren(
      ...loose.map(one =>
        el(
          'span',
          { class: 'chip' },
          one.name,
          one.isKept ? null : ' …',
          el(
            'button',
            {
              type: 'button',
              'aria-label': `${t.remove}: ${one.name}`,
              onclick: () => {
                loose = loose.filter(other => other !== one)
                drawChips()
              },
            },
            '×',
          ),
        ),
      ),
    )
  }
  const bring = async file => {
    if (isPreview) return
    complain('')
    if (file.size > mostBytes) return complain(t.tooLarge)
    const one = { id: makeId(), name: file.name, size: file.size, isKept: false }
    loose.push(one)
    drawChips()
    try {
      const { status, told } = await ask(
        'bring',
        { token: load().t, id: one.id, name: file.name, type: file.type || '' },
        file,
      )
      one.isKept = status === 200
      if (!one.isKept) {
        loose = loose.filter(other => other !== one)
        complain(
          told.why === 'kind'
            ? t.kind
            : told.why === 'too_large' || status === 413
              ? t.tooLarge
              : status === 429
                ? t.tooFast
                : t.noFile,
        )
      }
    } catch {
      loose = loose.filter(other => other !== one)
      complain(t.noFile)
    }
    drawChips()
  }

  const clock = at => new Date(at).toLocaleTimeString(all.lang, { hour: 'numeric', minute: '2-digit' })
  const drawLog = () => {
    const me = isPreview ? { out: [] } : load() || { out: [] }
    const waiting = me.out.filter(one => !messages.has(one.id))
    const isLow = log.scrollHeight - log.scrollTop - log.clientHeight < 80
    const rows = [...messages.values()].sort((a, b) => a.n - b.n)
    log.replaceChildren(
      el('div', { class: 'say' }, ...linked(look.isOpen ? texts.greeting : texts.away)),
      ...rows.flatMap(one => [bubble(one), el('div', { class: one.own ? 'when mine' : 'when' }, clock(one.at))]),
      ...waiting.flatMap(one => [
        bubble({ ...one, own: true }),
        one.bad
          ? el(
              'button',
              {
                class: 'when mine',
                type: 'button',
                onclick: () => {
                  mend(one.id)
                  flush()
                },
              },
              one.bad === 'too_long' ? t.tooLong : t.failed,
            )
          : el('div', { class: 'when mine' }, isTrouble ? t.offline : t.sending),
      ]),
      ...(me.c && rows.length > 0 && !rows.some(one => !one.own) ? [el('div', { class: 'note' }, t.left)] : []),
    )
    if (isLow || waiting.length > 0) log.scrollTop = log.scrollHeight
  }
  const rating = /\S*\/api\/hooks\/rate\/([\w.-]{20,200})/
  const bubble = one => {
    const asked = one.own ? null : rating.exec(one.text)
    if (asked) return rate(one, asked[1])
    return el(
      'div',
      { class: one.own ? 'say own' : 'say' },
      ...linked(one.text),
      ...(one.files || []).map(file =>
        el(
          'div',
          {},
          el('button', { class: 'file', type: 'button', onclick: () => fetchFile(file) }, `📎 ${file.name}`),
        ),
      ),
    )
  }
  const fetchFile = async file => {
    try {
      const answer = await post('file', { token: load().t, file: file.id })
      if (!answer.ok) return complain(t.trouble)
      const url = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'application/octet-stream' }))
      el('a', { href: url, download: file.name }).click()
      setTimeout(() => URL.revokeObjectURL(url), 10_000)
    } catch {
      complain(t.trouble)
    }
  }

  // The question after a conversation, answered in place.
  const given = new Map()
  const rate = (one, token) => {
    const known = given.get(one.id) || { score: 0, comment: '', state: '' }
    given.set(one.id, known)
    if (known.card) return known.card
    const card = el('div', { class: 'say rate' })
    known.card = card
    const draw = () => {
      if (known.state) return card.replaceChildren(known.state)
      const comment = el('textarea', {
        class: 'field',
        'aria-label': t.comment,
        placeholder: t.comment,
        maxlength: 1000,
      })
      comment.value = known.comment
      comment.addEventListener('input', () => {
        known.comment = comment.value
      })
      card.replaceChildren(
        el('strong', {}, t.ask),
        el(
          'div',
          { class: 'stars', role: 'radiogroup', 'aria-label': t.ask },
          ...t.scores.map((name, at) =>
            el(
              'button',
              {
                type: 'button',
                role: 'radio',
                'aria-checked': String(known.score === at + 1),
                'aria-label': name,
                title: name,
                onclick: () => {
                  known.score = at + 1
                  draw()
                },
              },
              String(at + 1),
            ),
          ),
        ),
        el('div', { class: 'ends', 'aria-hidden': 'true' }, el('span', {}, t.scores[0]), el('span', {}, t.scores[4])),
        ...(known.score ? [comment, el('button', { class: 'main', type: 'button', onclick: send }, t.rate)] : []),
      )
    }
    const send = async () => {
      try {
        const body = new URLSearchParams({ score: String(known.score), comment: known.comment })
        const answer = await fetch(`${door}../rate/${token}`, { method: 'POST', credentials: 'omit', body })
        if (!answer.ok && answer.status !== 410) throw new Error('later')
        known.state = answer.ok ? t.rated : t.gone
        draw()
      } catch {
        complain(t.trouble)
      }
    }
    draw()
    return card
  }

  // Out
  const put = one => {
    change({ out: [...load().out, one] })
    view()
    if (log) log.scrollTop = log.scrollHeight
    flush()
  }
  const drop = id => change({ out: load().out.filter(one => one.id !== id) })
  const mend = id => change({ out: load().out.map(one => (one.id === id ? { ...one, bad: undefined } : one)) })
  let isFlushing = false
  let pause = 1000
  const flush = async () => {
    if (isFlushing) return
    isFlushing = true
    for (;;) {
      const me = load()
      const one = me?.out.find(waiting => !waiting.bad)
      if (!one) break
      try {
        const { status, told } = await ask('say', {
          token: me.t,
          id: one.id,
          text: one.text,
          files: one.files.map(file => file.id),
          page: page(),
          ...(one.contact ? { contact: one.contact } : {}),
        })
        if (status === 200) {
          drop(one.id)
          pause = 1000
          isTrouble = false
          await sync()
        } else if (status === 401) {
          forget()
          break
        } else if (status === 429 || status >= 500)
          throw Object.assign(new Error('later'), { wait: (told.wait || 0) * 1000 })
        else
          change({
            out: load().out.map(other => (other.id === one.id ? { ...other, bad: told.why || 'refused' } : other)),
          })
      } catch (error) {
        isTrouble = true
        view()
        await new Promise(done => setTimeout(done, Math.max(error.wait || 0, pause)))
        pause = Math.min(pause * 2, 30_000)
      }
      view()
    }
    isFlushing = false
  }

  // In
  const take = (told, isWhole) => {
    if (isWhole) {
      messages = new Map()
      last = 0
    }
    if (typeof told.isOpen === 'boolean') look.isOpen = told.isOpen
    for (const one of told.messages || []) {
      if (!messages.has(one.id) && !one.own && !isWhole) {
        if (!isOpen) unread += 1
        live.textContent = `${t.news}: ${one.text.slice(0, 200)}`
        if (typing) typing.hidden = true
      }
      messages.set(one.id, one)
      last = Math.max(last, one.n)
    }
    badge()
  }
  let isSyncing = false
  const sync = async () => {
    const me = load()
    if (!me || isSyncing) return
    isSyncing = true
    try {
      for (;;) {
        const isFirst = last === 0
        const { status, told } = await ask('history', { token: me.t, after: last })
        if (status === 401) return forget()
        if (status !== 200) return
        take(told, isFirst)
        if (isFirst || told.messages.length < 100) break
      }
      view()
    } finally {
      isSyncing = false
    }
  }
  let hearing = null
  let typingTimer
  const listen = async () => {
    if (hearing || isPreview) return
    const ending = new AbortController()
    hearing = ending
    let wait = 2000
    while (!ending.signal.aborted && load()) {
      try {
        await sync()
        const answer = await post('live', { token: load().t }, null, ending.signal)
        if (answer.status === 401) return forget()
        if (!answer.ok || !answer.body) throw new Error('later')
        const reader = answer.body.getReader()
        const text = new TextDecoder()
        let rest = ''
        // A proxy that holds answers back says nothing at all: then we ask every few seconds.
        let isHeard = false
        const asking = setInterval(() => {
          if (!isHeard) sync().catch(() => {})
        }, 4000)
        try {
          for (;;) {
            const { done, value } = await reader.read()
            if (done) break
            isHeard = true
            wait = 2000
            rest += text.decode(value, { stream: true })
            const events = rest.split('\n\n')
            rest = events.pop()
            for (const event of events) {
              if (/^event: (news|open)/m.test(event)) sync().then(flush, () => {})
              if (/^event: typing/m.test(event) && typing) {
                typing.hidden = false
                clearTimeout(typingTimer)
                typingTimer = setTimeout(() => {
                  typing.hidden = true
                }, 6000)
              }
            }
          }
        } finally {
          clearInterval(asking)
        }
      } catch {}
      await new Promise(done => setTimeout(done, wait))
      wait = Math.min(wait * 2, 30_000)
    }
    if (hearing === ending) hearing = null
  }
  const forget = () => {
    if (hearing) hearing.abort()
    hearing = null
    save(null)
    messages = new Map()
    last = 0
    unread = 0
    badge()
    view()
  }
  w.addEventListener('online', () => {
    if (look && load()) {
      pause = 1000
      sync().then(flush, () => {})
    }
  })

  const identify = async token => {
    identity = token
    const me = load()
    if (!me || !look) return
    const { status, told } = await ask('identify', { token: me.t, identity: token }).catch(() => ({
      status: 0,
      told: {},
    }))
    if (status === 409 || status === 401) return forget()
    if (status === 403) {
      identity = null
      return console.warn('maeari-chat: the identity token was refused.')
    }
    if (status !== 200) return setTimeout(() => identify(token), 5000)
    take(told, true)
    view()
  }
  const wear = given => {
    const was = isOpen
    look = given
    const wanted = look.language === 'auto' ? d.documentElement.lang || n.language || 'ko' : look.language
    t = /^ko/i.test(wanted) ? says.ko : says.en
    texts = look.texts[t === says.ko ? 'ko' : 'en']
    shownView = ''
    frame()
    if (was) show(true)
  }
  const run = (verb, given) => {
    if (verb === 'open' || verb === 'close') show(verb === 'open')
    if (verb === 'identify') identify(given)
    if (verb === 'reset') {
      identity = null
      if (look) forget()
      else save(null)
    }
    if (verb === 'look' && isPreview) wear(given)
  }
  const early = w.maeariChat?.q || []
  w.maeariChat = (...words) => run(...words)
  w.maeariChat.on = true
  const begin = async () => {
    if (isPreview)
      return early.forEach(words => {
        run(...words)
      })
    // A sign-in told before the page was ready is known before anything is drawn.
    for (const words of early) if (words[0] === 'identify') identity = words[1]
    const answer = await fetch(`${door}widget?key=${encodeURIComponent(key)}`, { credentials: 'omit' }).catch(
      () => null,
    )
    if (!answer?.ok) return
    wear(await answer.json())
    early.forEach(words => {
      run(...words)
    })
    if (load()) {
      view()
      listen()
      flush()
    }
  }
  if (d.body) begin()
  else d.addEventListener('DOMContentLoaded', begin)
}
